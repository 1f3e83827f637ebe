"""Golden data of freezing in nested models: Keras 3.15.1 on TensorFlow 2.21.0, NumPy 2.4.6, Python 3.11.

Writes Fixtures/Engine/freezing.json: for each way of freezing the weights of the outermost model, layer by layer, before
and after ten steps of SGD on one batch of all samples, and the losses.
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import layers

generator = np.random.default_rng(8)
samples = generator.normal(1, 2, size=(16, 6)).astype("float32").round(3)
classes = generator.integers(0, 3, size=16)


def flat(model):
    return [[float(x) for x in w.flatten()] for w in model.get_weights()]


def case(name, freeze):
    keras.utils.set_random_seed(4)
    start = keras.Input((6,))
    x = layers.BatchNormalization(name="bn1")(layers.Dense(5, name="d1")(start))
    inner = keras.Model(start, layers.ReLU()(x), name="inner")
    start = keras.Input((6,))
    middle = keras.Model(start, layers.BatchNormalization(name="bn2")(layers.Dense(4, name="d2")(inner(start))),
                         name="middle")
    model = keras.Sequential([keras.Input((6,)), middle, layers.Dense(3, activation="softmax", name="out")])
    for weight in inner.get_layer("bn1").weights:
        weight.assign(generator.uniform(0.5, 1.5, size=weight.shape))
    freeze(inner, middle)
    initial = flat(model)
    model.compile(keras.optimizers.SGD(0.1), "sparse_categorical_crossentropy")
    history = model.fit(samples, classes, batch_size=16, epochs=10, shuffle=False, verbose=0).history
    return {"name": name, "initial": initial, "final": flat(model), "loss": history["loss"],
            "evaluation": model.evaluate(samples, classes, batch_size=16, verbose=0)}


def nothing(inner, middle):
    pass


def everything(inner, middle):
    middle.trainable = False


def inner_model(inner, middle):
    inner.trainable = False


def inner_normalization(inner, middle):
    inner.get_layer("bn1").trainable = False


def all_but_inner_normalization(inner, middle):
    middle.trainable = False
    inner.get_layer("bn1").trainable = True


ways = [nothing, everything, inner_model, inner_normalization, all_but_inner_normalization]
data = {"samples": samples.flatten().tolist(), "classes": classes.tolist(),
        "cases": [case(way.__name__, way) for way in ways]}
target = pathlib.Path(__file__).parent.parent / "Fixtures/Engine/freezing.json"
target.write_text(json.dumps(data) + "\n")
