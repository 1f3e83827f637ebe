"""Weights files in the layouts that are told apart: Keras 3.15.1, h5py 3.14.0, NumPy 2.4.6, Python 3.11.

Writes Fixtures/Engine/Weights: one model of a convolution, a normalization and a dense layer
 - as Keras writes it (names of variable length): variable.h5, and as a whole model: whole.h5
 - as Keras 2.0 with h5py 2 wrote it (names of fixed length, padded with zeros, weights ending in ":0"): fixed.h5
 - with the list of layers split over two attributes, as Keras does with long lists: split.h5
 - in the layout of Keras 3: three.weights.h5
 - and with a list of layers but not all of them: incomplete.h5
"""

import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import h5py
import keras
import numpy as np
from keras import layers
from keras.src.legacy.saving import legacy_h5_format

folder = pathlib.Path(__file__).parent.parent / "Fixtures/Engine/Weights"
folder.mkdir(parents=True, exist_ok=True)
start = keras.Input((4, 4, 2), name="start")
x = layers.Conv2D(3, 2, name="conv")(start)
x = layers.BatchNormalization(name="normal")(x)
x = layers.Flatten(name="flat")(x)
model = keras.Model(start, layers.Dense(2, name="dense")(x), name="small")
count = 0
weights = []
for weight in model.get_weights():
    size = int(np.prod(weight.shape))
    weights.append(np.arange(count, count + size, dtype="float32").reshape(weight.shape) / 64)
    count += size
model.set_weights(weights)

with h5py.File(folder / "variable.h5", "w") as file:
    legacy_h5_format.save_weights_to_hdf5_group(file, model)
model.save(folder / "whole.h5")
model.save_weights(folder / "three.weights.h5")


def write(name, split=False, leave_out=()):
    with h5py.File(folder / name, "w") as file:
        names = [layer.name.encode() for layer in model.layers]
        if split:
            file.attrs["layer_names0"] = np.array(names[:2])
            file.attrs["layer_names1"] = np.array(names[2:])
        else:
            file.attrs["layer_names"] = np.array(names)
        for layer in model.layers:
            if layer.name in leave_out:
                continue
            group = file.create_group(layer.name)
            values = layer.get_weights()
            scope = layer.name + "_1/"
            group.attrs["weight_names"] = np.array([(scope + w.name + ":0").encode() for w in layer.weights])
            for weight, value in zip(layer.weights, values):
                group[scope + weight.name + ":0"] = value


write("fixed.h5")
write("split.h5", split=True)
write("incomplete.h5", leave_out=("dense",))
