"""Golden data of training: Keras 3.15.1 on TensorFlow 2.21.0, NumPy 2.4.6, Python 3.11.

Writes Fixtures/Engine/training.json: for each case the data, the initial weights, the loss of each of ten steps (an
epoch is one batch of all samples, not shuffled), and the final weights. Fixtures/Engine/pictures.json is the same for a
network with convolutions, all of it trained.
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import layers, optimizers

generator = np.random.default_rng(20)
samples = generator.normal(size=(12, 6)).astype("float32").round(3)
classes = generator.integers(0, 3, size=12)
one_hot = np.eye(3, dtype="float32")[classes]


def flat(model):
    return [[float(x) for x in w.flatten()] for w in model.get_weights()]


def case(name, optimizer, loss, normalization=False):
    keras.utils.set_random_seed(3)
    stack = [keras.Input((6,)), layers.Dense(5, activation="relu")]
    if normalization:
        stack.append(layers.BatchNormalization())
    stack.append(layers.Dense(3, activation="softmax"))
    model = keras.Sequential(stack)
    initial = flat(model)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    targets = classes if loss.startswith("sparse") else one_hot
    history = model.fit(samples, targets, batch_size=12, epochs=10, shuffle=False, verbose=0).history
    evaluation = model.evaluate(samples, targets, batch_size=12, verbose=0)
    return {
        "name": name, "initial": initial, "final": flat(model), "normalization": normalization,
        "loss": history["loss"], "accuracy": history["accuracy"], "evaluation": evaluation,
    }


cases = [
    case("sgd", optimizers.SGD(0.1), "categorical_crossentropy"),
    case("momentum", optimizers.SGD(0.1, momentum=0.9), "sparse_categorical_crossentropy"),
    case("nesterov", optimizers.SGD(0.1, momentum=0.9, nesterov=True), "categorical_crossentropy"),
    case("adam", optimizers.Adam(0.05), "sparse_categorical_crossentropy"),
    case("normalization", optimizers.SGD(0.1), "categorical_crossentropy", normalization=True),
]
data = {"samples": samples.flatten().tolist(), "classes": classes.tolist(), "cases": cases}
target = pathlib.Path(__file__).parent.parent / "Fixtures/Engine/training.json"
target.write_text(json.dumps(data) + "\n")

keras.utils.set_random_seed(5)
pictures = generator.normal(size=(8, 12, 12, 3)).astype("float32").round(3)
start = keras.Input((12, 12, 3))
x = layers.Conv2D(16, 3, strides=2, padding="same", use_bias=False)(start)
x = layers.ReLU(6.0)(layers.BatchNormalization(momentum=0.9)(x))
y = layers.DepthwiseConv2D(5, padding="same", use_bias=False)(x)
y = layers.ReLU(6.0)(layers.BatchNormalization(momentum=0.9)(y))
y = layers.BatchNormalization(momentum=0.9)(layers.Conv2D(16, 1, use_bias=False)(y))
x = layers.Add()([y, x])
x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
x = layers.Conv2D(16, 3, padding="same", activation="relu")(x)
x = layers.AveragePooling2D(2, strides=1, padding="same")(x)
x = layers.GlobalAveragePooling2D()(x)
model = keras.Model(start, layers.Dense(3, activation="softmax")(x))


def weights():
    return [[[float(x) for x in w.flatten()] for w in layer.get_weights()] for layer in model.layers if layer.weights]


initial = weights()
model.compile(optimizer=optimizers.SGD(0.05, momentum=0.9), loss="sparse_categorical_crossentropy")
history = model.fit(pictures, classes[:8], batch_size=8, epochs=6, shuffle=False, verbose=0).history
data = {
    "pictures": pictures.flatten().tolist(), "classes": classes[:8].tolist(), "initial": initial, "final": weights(),
    "loss": history["loss"],
}
(target.parent / "pictures.json").write_text(json.dumps(data) + "\n")
