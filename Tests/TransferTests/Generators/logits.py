"""Makes Fixtures/Engine/logits.json: five steps of training on losses of logits, by Keras.

Run with Keras 3.15.1 and TensorFlow 2.21: python logits.py
It also saves one of the models, Fixtures/Engine/logits.keras.
"""

import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Fixtures", "Engine")

random = numpy.random.default_rng(7)
x = random.normal(0, 2, (12, 6)).astype("float32")
classes = random.integers(0, 3, 12)
one_hot = numpy.eye(3, dtype="float32")[classes]
marks = (random.random((12, 3)) > 0.5).astype("float32")

LOSSES = {
    "categorical": (keras.losses.CategoricalCrossentropy(from_logits=True), one_hot),
    "smoothed": (keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.2), one_hot),
    "sparse": (keras.losses.SparseCategoricalCrossentropy(from_logits=True), classes),
    "binary": (keras.losses.BinaryCrossentropy(from_logits=True), marks),
    "binary smoothed": (keras.losses.BinaryCrossentropy(from_logits=True, label_smoothing=0.1), marks),
}

cases = []
for name, (loss, y) in LOSSES.items():
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(3, name="logits")])
    model.compile(optimizer=keras.optimizers.SGD(0.5), loss=loss, metrics=["accuracy"])
    kernel, bias = model.get_weights()
    history = model.fit(x, y, batch_size=12, epochs=5, shuffle=False, verbose=0).history
    cases.append(
        {
            "name": name,
            "initial": kernel.flatten().tolist(),
            "final": model.get_weights()[0].flatten().tolist(),
            "loss": history["loss"],
            "accuracy": history["accuracy"],
            "predictions": model.predict(x, verbose=0).flatten().tolist(),
        }
    )
    if name == "sparse":
        model.save(os.path.join(FOLDER, "logits.keras"))

with open(os.path.join(FOLDER, "logits.json"), "w") as file:
    json.dump(
        {"samples": x.flatten().tolist(), "classes": classes.tolist(), "marks": marks.flatten().tolist(), "cases": cases},
        file,
    )
