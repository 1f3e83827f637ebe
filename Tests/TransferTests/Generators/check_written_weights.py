"""Checks that Keras loads the weights that this engine writes in each layout: Keras 3.15.1, tf_keras 2.21.0, safetensors
0.8.0, Python 3.11.

Usage: TRANSFER_WRITTEN_WEIGHTS=<folder> swift test --filter WeightsDialectTests
       KERAS_BACKEND=tensorflow check_written_weights.py <folder>
Compares the predictions of weights_dialects.py's model with golden.json, and prints the largest difference of each file.
"""

import json
import pathlib
import sys

import keras
import numpy as np
import safetensors.numpy
import tf_keras
from weights_dialects import build, folder as fixtures, freeze

golden = np.array(json.loads((fixtures / "golden.json").read_text())).reshape(2, 3)
values = (((np.arange(2 * 6 * 6 * 2) * 7919 + 13) % 1009) / 504.5 - 1).reshape(2, 6, 6, 2).astype("float32")
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    part = path.name.split("_")[0]
    for k in [keras, tf_keras]:
        if path.suffix == ".safetensors":
            arrays = safetensors.numpy.load_file(path)
            assert arrays["base/c1/kernel"].shape == (3, 3, 2, 3), path
            continue
        model = freeze(build(k), part)
        model.load_weights(path)
        difference = np.abs(model.predict(values, verbose=0) - golden).max()
        print(path.name, k.__name__, difference)
        assert difference < 1e-5, path
