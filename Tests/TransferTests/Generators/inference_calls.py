"""Golden data of a model that is called with training=False: Keras 3.15.1 on TensorFlow 2.21.0, NumPy 2.4.6, Python 3.11.

Writes Fixtures/Engine/inference.json: pictures, classes, the loss of each of five steps (an epoch is one batch of all samples,
not shuffled), and the final weights; the model before them is Fixtures/Engine/inference.keras and inference.h5. The training
is that of a model with a call of its own, in which Keras follows training=False; fit of a functional model overrides the
argument there (Functional.call passes its own on), against what Keras' guide to transfer learning says.
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import layers

target = pathlib.Path(__file__).parent.parent / "Fixtures/Engine"
generator = np.random.default_rng(31)
pictures = generator.normal(size=(8, 6, 6, 3)).astype("float32").round(3)
classes = generator.integers(0, 2, size=8)

keras.utils.set_random_seed(4)
start = keras.Input((6, 6, 3))
x = layers.Conv2D(4, 3, use_bias=False, name="conv")(start)
x = layers.ReLU(name="relu")(layers.BatchNormalization(name="pictures")(x))
x = layers.GlobalAveragePooling2D(name="pool")(layers.Dropout(0.5, name="drop")(x))
base = keras.Model(start, layers.BatchNormalization(name="vectors")(x), name="base")
for name in ["pictures", "vectors"]:
    base.get_layer(name).set_weights([generator.uniform(0.5, 1.5, 4).astype("float32") for _ in range(4)])

outer = keras.Input((6, 6, 3), name="outer")
model = keras.Model(outer, layers.Dense(2, activation="softmax", name="head")(base(outer, training=False)), name="whole")
model.compile(optimizer=keras.optimizers.SGD(0.2), loss="sparse_categorical_crossentropy")
model.save(target / "inference.keras")
model.save(target / "inference.h5")


class Whole(keras.Model):
    def __init__(self):
        super().__init__()
        self.base = base
        self.head = model.get_layer("head")

    def call(self, pictures):
        return self.head(self.base(pictures, training=False))


whole = Whole()
whole.compile(optimizer=keras.optimizers.SGD(0.2), loss="sparse_categorical_crossentropy")
history = whole.fit(pictures, classes, batch_size=8, epochs=5, shuffle=False, verbose=0).history
weights = {
    layer.name: [[float(x) for x in w.flatten()] for w in layer.get_weights()]
    for layer in [base.get_layer(name) for name in ["conv", "pictures", "vectors"]] + [model.get_layer("head")]
}
data = {
    "pictures": pictures.flatten().tolist(), "classes": classes.tolist(), "loss": history["loss"], "final": weights,
}
(target / "inference.json").write_text(json.dumps(data) + "\n")
