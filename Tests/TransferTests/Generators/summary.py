"""Golden texts of model.summary(): Keras 3.15.1, Python 3.11, in a terminal of 200 columns.

Writes Fixtures/Engine/Summary/*.txt.
"""

import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["COLUMNS"] = "200"
import keras
import numpy as np
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

shared = layers.Dense(5, activation="relu", name="shared")
left, right = keras.Input((7,), name="left"), keras.Input((7,), name="right")
both = layers.Concatenate(name="both")([shared(left), shared(right)])
save("shared", keras.Model([left, right], [layers.Dense(2, name="first")(both), layers.Dense(1, name="second")(both)],
                           name="two_of_each"))
block_start = keras.Input((6, 6, 4), name="block_in")
block = keras.Model(block_start, [layers.Conv2D(4, 3, padding="same", name="same_size")(block_start),
                                  layers.GlobalAveragePooling2D(name="means")(block_start)], name="block")
inner_start = keras.Input((6, 6, 4), name="inner_in")
pictures, means = block(inner_start)
inner = keras.Model(inner_start, [layers.ReLU(name="inner_relu")(pictures), means], name="inner")
start = keras.Input((6, 6, 4), name="start")
pictures, means = inner(start)
pooled = layers.GlobalMaxPooling2D(name="maxima")(pictures)
model = keras.Model(start, layers.Dense(3, name="out")(layers.Add(name="sum")([pooled, means])), name="outer")
inner.trainable = False
save("nested_deeply", model, expand_nested=True, show_trainable=True)
for name, optimizer in [("sgd", keras.optimizers.SGD()), ("momentum", keras.optimizers.SGD(momentum=0.9)),
                        ("adam", keras.optimizers.Adam())]:
    model = keras.Sequential([keras.Input((3,), name="in"), layers.Dense(2, name="dense_a"),
                              layers.Dense(2, name="dense_b")], name="trained_with_" + name)
    model.layers[0].trainable = False
    model.compile(optimizer, "mse")
    model.fit(np.zeros((4, 3)), np.zeros((4, 2)), verbose=0)
    save("optimizer_" + name, model)
