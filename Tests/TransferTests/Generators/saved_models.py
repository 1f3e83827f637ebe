"""Whole models as Keras writes them: Keras 3.15.1, tf_keras 2.21.0, TensorFlow 2.21.0, h5py 3.14.0, NumPy 2.4.6.

Usage: KERAS_BACKEND=tensorflow TF_USE_LEGACY_KERAS=0 saved_models.py
Writes Fixtures/Saving/*.keras and *.h5 and golden.json: for each file what the model predicts, and the losses of two more
steps of training. Each model was trained for three steps before it was saved. Inputs are (i * 7919 + 13) mod 1009 / 504.5
- 1, targets follow from the number of the sample.
 - sequence*: a Sequential with Adam; graph*: a model of two inputs and two outputs with models within, one of them called
   twice, a shared layer and a frozen one, with SGD, momentum and a schedule
 - *_3.keras, *_3.h5: written by Keras 3; *_2.h5: by tf_keras; sequence_legacy_2.h5: with the optimizers before 2.11
 - net.keras, net.h5: written by Keras 3.15.1 on JAX; they are read here, not made
 - sequence_20.h5: sequence_2.h5 in the dialect of Keras 2.0: shapes with the first layer, a sequence as a mere list
"""

import json
import os
import pathlib
import shutil

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import h5py
import keras
import numpy as np
import tf_keras

folder = pathlib.Path(__file__).parent.parent / "Fixtures/Saving"


def sample(*shape):
    return (((np.arange(np.prod(shape)) * 7919 + 13) % 1009) / 504.5 - 1).reshape(shape).astype("float32")


CLASSES = np.eye(3, dtype="float32")[np.arange(8) % 3]
VALUES = (np.arange(8, dtype="float32") / 8)[:, None]


def sequence(k, optimizer):
    model = k.Sequential([
        k.Input((8, 8, 3), name="start"),
        k.layers.ZeroPadding2D(((0, 1), (0, 1)), name="pad"),
        k.layers.SeparableConv2D(4, 3, use_bias=False, pointwise_regularizer="l2", name="conv"),
        k.layers.BatchNormalization(momentum=0.75, name="norm"),
        k.layers.LeakyReLU(0.25, name="leaky"),
        k.layers.MaxPooling2D(name="pool"),
        k.layers.Flatten(name="flat"),
        k.layers.Dense(3, activation="softmax", name="classes"),
    ], name="sequence")
    model.compile(optimizer, k.losses.CategoricalCrossentropy(label_smoothing=0.1), metrics=["accuracy"])
    return model, sample(8, 8, 8, 3), CLASSES


def graph(k, optimizer):
    picture, numbers = k.Input((8, 8, 3), name="picture"), k.Input((4,), name="numbers")
    base = k.Sequential([
        k.Input((8, 8, 3), name="start"),
        k.layers.Conv2D(4, 3, activation="relu", name="c"), k.layers.BatchNormalization(name="n"),
        k.layers.GlobalAveragePooling2D(name="g")], name="base")
    base.get_layer("c").trainable = False
    start = k.Input((4,), name="begin")
    hidden = k.layers.Dense(4, activation="relu", name="d")(start)
    body = k.Model(start, k.layers.Add(name="sum")([hidden, start]), name="body")
    shared = k.layers.Dense(4, activation="tanh", name="shared")
    left, right = shared(base(picture)), body(shared(body(numbers)))
    both = k.layers.Concatenate(name="both")([left, right])
    model = k.Model(
        [picture, numbers],
        [k.layers.Dense(3, activation="softmax", name="classes")(both), k.layers.Dense(1, name="value")(both)],
        name="graph")
    model.compile(
        optimizer, loss=["categorical_crossentropy", "mean_squared_error"], loss_weights=[1.0, 0.5],
        metrics=[["accuracy"], ["mean_absolute_error"]])
    return model, [sample(8, 8, 8, 3), sample(8, 4)], [CLASSES, VALUES]


def step(model, x, y):
    model.reset_metrics()
    return float(model.train_on_batch(x, y, return_dict=True)["loss"])


golden = {}


def save(names, made):
    model, x, y = made
    for _ in range(3):
        step(model, x, y)
    for name in names:
        model.save(folder / name)
    predictions = model.predict(x, verbose=0)
    predictions = predictions if isinstance(predictions, list) else [predictions]
    losses = [step(model, x, y) for _ in range(2)]
    for name in names:
        golden[name] = {"predictions": [p.ravel().tolist() for p in predictions], "losses": losses}


def schedule(k):
    return k.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)


def older(source, target):
    shutil.copy(folder / source, folder / target)
    with h5py.File(folder / target, "r+") as file:
        config = json.loads(file.attrs["model_config"])
        layers = [layer for layer in config["config"]["layers"] if layer["class_name"] != "InputLayer"]
        for layer in layers:
            for key in ("module", "registered_name", "build_config"):
                layer.pop(key, None)
            layer["config"] = {
                key: value for key, value in layer["config"].items() if key not in ("groups", "keepdims", "dtype")}
            for key, value in layer["config"].items():
                if isinstance(value, dict):
                    value.pop("module", None)
                    value.pop("registered_name", None)
        layers[0]["config"]["batch_input_shape"] = [None, 8, 8, 3]
        # As it was written for Glorot's initializer.
        layers[1]["config"]["pointwise_initializer"] = {
            "class_name": "VarianceScaling",
            "config": {"scale": 1.0, "mode": "fan_avg", "distribution": "uniform", "seed": None}}
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": layers})
        file.attrs["keras_version"] = "2.0.5"
        training = json.loads(file.attrs["training_config"])
        training["sample_weight_mode"] = None
        training["optimizer_config"] = {"class_name": "Adam", "config": {
            "lr": 0.01, "beta_1": 0.9, "beta_2": 0.999, "decay": 0.0, "epsilon": 1e-07}}
        file.attrs["training_config"] = json.dumps(training)
        # Keras 2.0 names the optimizer's arrays only by numbers: the count, all means, all spreads.
        group = file["optimizer_weights"]
        names = [name if isinstance(name, str) else name.decode() for name in group.attrs["weight_names"]]
        arrays = [group[name][()] for name in names]
        del file["optimizer_weights"]
        group = file.create_group("optimizer_weights")
        ordered = ["iterations:0"] + [f"Variable_{number}:0" for number in range(len(names) - 1)]
        for name, array in zip(ordered, arrays):
            group.create_dataset(name, data=np.float32(array) if name == "iterations:0" else array)
        group.attrs["weight_names"] = np.array([name.encode() for name in ordered])
    golden[target] = {"predictions": golden[source]["predictions"], "losses": golden[source]["losses"]}


keras.utils.set_random_seed(1)
save(["sequence_3.keras", "sequence_3.h5"], sequence(keras, keras.optimizers.Adam(0.01)))
save(["graph_3.keras", "graph_3.h5"], graph(keras, keras.optimizers.SGD(schedule(keras), momentum=0.9)))
save(["sequence_2.h5"], sequence(tf_keras, tf_keras.optimizers.Adam(0.01)))
save(["sequence_legacy_2.h5"], sequence(tf_keras, tf_keras.optimizers.legacy.Adam(0.01)))
save(["graph_2.h5"], graph(tf_keras, tf_keras.optimizers.SGD(schedule(tf_keras), momentum=0.9)))
older("sequence_legacy_2.h5", "sequence_20.h5")
for name in ("net.keras", "net.h5"):
    model = keras.models.load_model(folder / name)
    golden[name] = {"predictions": [model.predict(sample(2, 8, 8, 3), verbose=0).ravel().tolist()], "losses": []}
with open(folder / "golden.json", "w") as file:
    json.dump(golden, file)
