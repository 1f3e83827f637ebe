"""Outputs of the backbones with weights from a formula: Keras 3.15.1 on TensorFlow 2.21.0, NumPy 2.4.6, Python 3.11.

Usage: backbone_outputs.py, which writes Fixtures/Engine/Backbones/outputs.json: for each case the network, its settings
and what it gives for one picture; of features every eighth number, and the length of all. The weights and the picture
are those that BackboneOutputTests makes.
"""

import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import applications

PERIOD = 4093


def pattern():
    state, values = 1, []
    for _ in range(PERIOD):
        state = (state * 1103515245 + 12345) % 2**31
        values.append((state >> 8) % 2001 / 1000 - 1)
    return np.array(values)


PATTERN = pattern()


def weight(layer, kind, shape, layer_number, number, gain):
    """center + scale * pattern, in another order for every weight."""
    center, scale = {"bias": (0, 0.05), "gamma": (1, 0.2), "beta": (0, 0.1), "moving_mean": (0, 0.1),
                     "moving_variance": (1, 0.3), "kernel": (0, 1)}[kind]
    if kind == "kernel":
        inputs = shape[:2] if type(layer).__name__ == "DepthwiseConv2D" else shape[:-1]
        scale = gain * float(np.sqrt(6 / np.prod(inputs)))
    steps = np.arange(PERIOD) * (1 + (layer_number * 7 + number * 3) % 1000)
    values = (center + scale * PATTERN[(steps + layer_number * 131) % PERIOD]).astype("float32")
    return np.resize(values, shape)


def set_weights(model, gain):
    weighted = [layer for layer in model.layers if layer.weights]
    for layer_number, layer in enumerate(weighted):
        layer.set_weights([
            weight(layer, w.path.split("/")[-1], w.shape, layer_number, number, gain)
            for number, w in enumerate(layer.weights)])


def picture(shape):
    numbers = np.arange(np.prod(shape), dtype=np.int64)
    values = ((numbers * 7919 + 13) % 1009).astype("float32") / np.float32(504.5) - np.float32(1)
    return values.reshape(1, *shape)


CASES = [
    ("VGG16", 1.3, {"include_top": False, "input_shape": [45, 32, 3], "pooling": "avg"}),
    ("VGG16", 1.4, {"include_top": True, "input_shape": [32, 32, 3], "classes": 10}),
    ("VGG19", 1.3, {"include_top": False, "input_shape": [32, 45, 3], "pooling": "max"}),
    ("VGG19", 1.35, {"include_top": True, "input_shape": [32, 32, 3], "classes": 10}),
    ("ResNet50", 0.7, {"include_top": False, "input_shape": [97, 65, 3], "pooling": "avg"}),
    ("ResNet50", 0.9, {"include_top": True, "input_shape": [33, 64, 3], "classes": 10}),
    ("ResNet50", 0.7, {"include_top": False, "input_shape": [32, 32, 3], "pooling": "max", "old": True}),
    ("InceptionV3", 1.25, {"include_top": False, "input_shape": [97, 75, 3], "pooling": "avg"}),
    ("InceptionV3", 1.25, {"include_top": True, "input_shape": [75, 76, 3], "classes": 10}),
    ("MobileNet", 1.2, {"include_top": False, "input_shape": [97, 64, 3], "pooling": "avg"}),
    ("MobileNet", 1.2, {"include_top": False, "input_shape": [65, 49, 3], "pooling": "max", "alpha": 0.25,
                        "depth_multiplier": 2}),
    ("MobileNet", 1.2, {"include_top": True, "input_shape": [64, 64, 3], "classes": 10, "alpha": 0.75}),
    ("MobileNetV2", 0.9, {"include_top": False, "input_shape": [97, 64, 3], "pooling": "avg", "alpha": 1.4}),
    ("MobileNetV2", 0.9, {"include_top": False, "input_shape": [75, 49, 3], "pooling": "max", "alpha": 0.35}),
    ("MobileNetV2", 0.85, {"include_top": True, "input_shape": [64, 96, 3], "classes": 10}),
]

results = []
for name, gain, settings in CASES:
    keras.utils.clear_session()
    old = settings.pop("old", False)
    model = getattr(applications, name)(weights=None, **{**settings, "input_shape": tuple(settings["input_shape"])})
    set_weights(model, gain)
    if old:
        # The normalizations of the first release's file.
        for layer in model.layers:
            if isinstance(layer, keras.layers.BatchNormalization):
                layer.epsilon = 1e-3
    values = np.array(model(picture(settings["input_shape"]), training=False))[0].astype(float)
    blank = np.array(model(0 * picture(settings["input_shape"]), training=False))[0].astype(float)
    # Of weights that fade the picture out, or let one number outgrow all others, nothing could be learned.
    effect = np.linalg.norm(values - blank) / np.linalg.norm(values)
    print(f"{name} {settings}: largest {values.max():.3g}, zeros {(values == 0).mean():.2f}, effect {effect:.2g}")
    case = {"network": name, "gain": gain, "is_old": old, "settings": settings, "parameters": model.count_params(),
            "length": float(np.linalg.norm(values)),
            "values": [float(f"{v:.7g}") for v in (values if settings["include_top"] else values[::8])]}
    results.append(case)
folder = pathlib.Path(__file__).parent.parent / "Fixtures/Engine/Backbones"
folder.mkdir(parents=True, exist_ok=True)
lines = ",\n".join(json.dumps(case) for case in results)
(folder / "outputs.json").write_text(f"[\n{lines}\n]\n")
