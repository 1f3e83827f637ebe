"""Checks that Keras loads whole models that this engine has saved: Keras 3.15.1 on TensorFlow 2.21.0, Python 3.11.

Usage: KERAS_BACKEND=tensorflow check_saved_models.py <folder>, the folder that the test "for Keras to load" of
SaveModelTests fills at the path in the environment variable TRANSFER_SAVED_MODELS. For each file the predictions must
differ by less than 1e-5, and the losses of three more steps of training by less than 1e-4 of themselves. Keras 3 does not
prepare the optimizer of an .h5 for the weights, its own files included, so that this is done here with Keras' own parts.
"""

import json
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import h5py
import keras
import numpy as np
from keras.src.legacy.saving import legacy_h5_format


def sample(*shape):
    return (((np.arange(np.prod(shape)) * 7919 + 13) % 1009) / 504.5 - 1).reshape(shape).astype("float32")


def flat(arrays):
    return np.concatenate([np.ravel(array) for array in arrays])


def prepare(model, path):
    optimizer = keras.optimizers.deserialize(keras.optimizers.serialize(model.optimizer))
    optimizer.build(model.trainable_variables)
    with h5py.File(path) as file:
        arrays = [array[()] for array in legacy_h5_format.load_optimizer_weights_from_hdf5_group(file)]
    assert len(arrays) == len(optimizer.variables), (len(arrays), [v.path for v in optimizer.variables])
    optimizer.set_weights(arrays)
    model.optimizer = optimizer


folder = pathlib.Path(sys.argv[1])
targets = [np.eye(3, dtype="float32")[np.arange(8) % 3], (np.arange(8, dtype="float32") / 8)[:, None]]
for name, golden in sorted(json.loads((folder / "golden.json").read_text()).items()):
    model = keras.models.load_model(folder / name)
    x = [sample(8, *tensor.shape[1:]) for tensor in model.inputs]
    predictions = model.predict(x if len(x) > 1 else x[0], verbose=0)
    predictions = predictions if isinstance(predictions, list) else [predictions]
    difference = np.abs(flat(predictions) - flat(golden["predictions"])).max()
    line = f"{name:22} predictions differ by at most {difference:.1e}"
    assert difference < 1e-5, line
    if "losses" in golden and name.endswith(".h5"):
        prepare(model, folder / name)
    for expected in golden.get("losses", [[]])[0]:
        model.reset_metrics()
        loss = model.train_on_batch(x, targets, return_dict=True)["loss"]
        assert abs(loss - expected) < 1e-4 * expected, f"{line}, a loss is {loss} instead of {expected}"
        line += f", loss {loss:.6f} ({expected:.6f})"
    print(line)
