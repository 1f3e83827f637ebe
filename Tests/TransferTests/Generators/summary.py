"""Golden texts of model.summary(): Keras 3.15.1, Python 3.11, in a terminal of 200 columns.

Writes Fixtures/Engine/Summary/*.txt.
"""

import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["COLUMNS"] = "200"
import keras
from keras import layers

folder = pathlib.Path(__file__).parent.parent / "Fixtures/Engine/Summary"
folder.mkdir(parents=True, exist_ok=True)


def save(name, model, **options):
    lines = []
    model.summary(print_fn=lambda text, **_: lines.append(text), **options)
    text = "\n".join(line.rstrip() for line in "\n".join(lines).splitlines() if line.strip())
    (folder / (name + ".txt")).write_text(text + "\n")


start = keras.Input((32, 32, 3), name="pictures")
x = layers.Conv2D(8, 3, padding="same", use_bias=False, name="conv")(start)
normal = layers.BatchNormalization(name="batch_normalization_of_channels")(x)
x = layers.ReLU(6.0, name="relu")(normal)
x = layers.Add(name="add")([x, normal])
base = keras.Model(start, layers.GlobalAveragePooling2D(name="pool")(x), name="tiny")
save("branches", base)
model = keras.Sequential(
    [base, layers.Dense(64, activation="relu", name="hidden"), layers.Dropout(0.5, name="drop"),
     layers.Dense(4, activation="softmax", name="a_name_that_is_much_too_long_for_the_column")], name="whole")
save("sequential", model)
save("nested", model, expand_nested=True)
base.trainable = False
save("frozen", base, show_trainable=True)
