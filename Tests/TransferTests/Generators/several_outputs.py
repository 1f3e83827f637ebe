"""Golden data of a model of two inputs and two outputs: Keras 3.15.1 on TensorFlow 2.21.0, NumPy 2.4.6, Python 3.11.

Writes Fixtures/Engine/several_outputs.json: the data, the initial weights layer by layer, the history of five epochs of
unshuffled batches with validation (all of one size, because Keras averages the losses of
single outputs over batches, not samples), and the final weights.
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import layers

generator = np.random.default_rng(31)
left = generator.normal(size=(20, 4)).astype("float32").round(3)
right = generator.normal(size=(20, 3)).astype("float32").round(3)
classes = generator.integers(0, 3, size=20).astype("float32")
numbers = generator.normal(size=(20, 2)).astype("float32").round(3)
keras.utils.set_random_seed(6)
a, b = keras.Input((4,)), keras.Input((3,))
shared = layers.Add(name="add")([
    layers.Dense(5, activation="tanh", name="from_left")(a), layers.Dense(5, activation="tanh", name="from_right")(b)])
kind = layers.Dense(3, activation="softmax", name="kind")(shared)
place = layers.Dense(2, name="place")(shared)
model = keras.Model([a, b], [kind, place])
names = ["from_left", "from_right", "kind", "place"]


def weights():
    return {name: [w.flatten().tolist() for w in model.get_layer(name).get_weights()] for name in names}


initial = weights()
model.compile(
    optimizer=keras.optimizers.Adam(0.02), loss=["sparse_categorical_crossentropy", "mean_squared_error"],
    loss_weights=[1.0, 0.3], metrics=[["accuracy"], [keras.metrics.MeanAbsoluteError()]])
history = model.fit(
    [left, right], [classes, numbers], batch_size=5, epochs=5, shuffle=False, validation_split=0.25, verbose=0).history
data = {
    "left": left.flatten().tolist(), "right": right.flatten().tolist(), "classes": classes.tolist(),
    "numbers": numbers.flatten().tolist(), "initial": initial, "final": weights(),
    "history": {k: [float(x) for x in v] for k, v in history.items()},
}
target = pathlib.Path(__file__).parent.parent / "Fixtures/Engine/several_outputs.json"
target.write_text(json.dumps(data) + "\n")
