"""Checks that Keras loads weights that this engine has saved: Keras 3.15.1 on TensorFlow 2.21.0, Python 3.11.

Usage: check_saved_weights.py <weights.h5>, the file that the test "which Keras loads" of SaveWeightsTests leaves at the
path in the environment variable TRANSFER_SAVED_WEIGHTS; prints the sum of each loaded array and fails if one differs.
"""

import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import layers

base = keras.Sequential([
    keras.Input((8, 8, 3)), layers.Conv2D(4, 3, name="c"), layers.BatchNormalization(name="n"),
    layers.GlobalAveragePooling2D(name="g")], name="base")
model = keras.Sequential([keras.Input((8, 8, 3)), base, layers.Dense(3, name="out")])
base.get_layer("c").trainable = False
model.load_weights(sys.argv[1])


def expected(shape, number):
    return (np.arange(np.prod(shape)) * 0.01 + number).reshape(shape).astype("float32")


for layer in [base.get_layer("c"), base.get_layer("n"), model.get_layer("out")]:
    for number, weight in enumerate(layer.get_weights()):
        assert np.allclose(weight, expected(weight.shape, number), atol=1e-5), (layer.name, number)
        print(layer.name, number, weight.shape, float(weight.sum()))
