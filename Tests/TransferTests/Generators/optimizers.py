"""Golden data of losses, metrics, optimizers and callbacks: Keras 3.15.1 on TensorFlow 2.21.0, NumPy 2.4.6, Python 3.11.

Writes Fixtures/Engine/networks.json: small networks trained for ten steps (an epoch is one batch of all samples, not
shuffled), each with its initial weights, the loss and metrics of every step, and the final weights; and
Fixtures/Engine/callbacks.json: what the callbacks of Keras did in trainings of which only the metrics matter.
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import layers, losses, metrics, optimizers

fixtures = pathlib.Path(__file__).parent.parent / "Fixtures/Engine"
generator = np.random.default_rng(21)
samples = generator.normal(size=(24, 6)).astype("float32").round(3)
classes = generator.integers(0, 4, size=24)
one_hot = np.eye(4, dtype="float32")[classes]
binary = (samples[:, :1] + 0.5 * samples[:, 1:2] > 0.2).astype("float32")
several = (samples[:, :4] > 0.3).astype("float32")
numbers = (samples[:, :2] * 1.5 + samples[:, 2:4] ** 2).astype("float32").round(3)
weights = generator.uniform(0.2, 2, size=24).astype("float32").round(3)


def flat(arrays):
    return [[float(x) for x in np.array(a).flatten()] for a in arrays]


HEADS = {
    "softmax": ("tanh", 4, "softmax", one_hot),
    "sparse": ("relu", 4, "softmax", classes.astype("float32")),
    "probabilities": ("relu", 4, "sigmoid", one_hot),
    "binary": ("tanh", 1, "sigmoid", binary),
    "several": ("relu", 4, "sigmoid", several),
    "numbers": ("sigmoid", 2, None, numbers),
    "sign": ("tanh", 1, "tanh", binary),
    "linear": ("tanh", 1, None, binary),
}


def case(name, head, optimizer, loss, measured=(), batch_size=24, **arguments):
    keras.utils.set_random_seed(5)
    hidden, units, last, targets = HEADS[head]
    stack = [
        keras.Input((6,)), layers.Dense(8, activation=hidden), layers.Dropout(0.0),
        layers.Dense(5), layers.Activation("tanh"), layers.Dense(units, activation=last)]
    if head == "probabilities":
        # Straight after sigmoid, Keras on TensorFlow would take the logits for those of a softmax.
        stack.append(layers.Rescaling(0.5))
    model = keras.Sequential(stack)
    initial = flat(model.get_weights())
    model.compile(optimizer=optimizer, loss=loss, metrics=list(measured))
    history = model.fit(
        samples, targets, batch_size=batch_size, epochs=10, shuffle=False, verbose=0, **arguments).history
    evaluation = model.evaluate(samples, targets, batch_size=24, verbose=0, return_dict=True)
    return {
        "name": name, "scale": 0.5 if head == "probabilities" else 1, "hidden": hidden, "units": units, "last": last or "linear",
        "targets": [float(x) for x in targets.flatten()], "initial": initial, "final": flat(model.get_weights()),
        "batchSize": batch_size, "history": {k: [float(x) for x in v] for k, v in history.items()},
        "evaluation": {k: float(v) for k, v in evaluation.items()},
    }


S = optimizers.schedules
cases = [
    case("sgd", "softmax", optimizers.SGD(0.1), "categorical_crossentropy",
         ["accuracy", metrics.TopKCategoricalAccuracy(2), metrics.F1Score(average="macro"), metrics.AUC(name="auc")]),
    case("momentum", "sparse", optimizers.SGD(0.1, momentum=0.9), "sparse_categorical_crossentropy", ["accuracy"]),
    case("nesterov", "binary", optimizers.SGD(0.1, momentum=0.9, nesterov=True), "binary_crossentropy",
         ["accuracy", metrics.Precision(name="precision"), metrics.Recall(name="recall"), metrics.AUC(name="auc"),
          metrics.AUC(curve="PR", name="auc_1")]),
    case("adam", "numbers", optimizers.Adam(0.05), "mean_squared_error",
         [metrics.MeanAbsoluteError(), metrics.MeanSquaredError()]),
    case("amsgrad", "numbers", optimizers.Adam(0.05, amsgrad=True), "mean_absolute_error"),
    case("adamW", "several", optimizers.AdamW(0.05, weight_decay=0.02), "binary_crossentropy",
         ["binary_accuracy", metrics.Precision(0.4, name="precision"), metrics.Recall(class_id=2, name="recall"),
          metrics.F1Score(average="micro", threshold=0.5)]),
    case("rmsprop", "numbers", optimizers.RMSprop(0.02), losses.Huber(0.7)),
    case("rmspropCentered", "softmax", optimizers.RMSprop(0.02, momentum=0.8, centered=True),
         losses.CategoricalCrossentropy(label_smoothing=0.1), ["categorical_accuracy"]),
    case("adagrad", "sign", optimizers.Adagrad(0.1), "hinge"),
    case("adadelta", "linear", optimizers.Adadelta(1.0), "hinge"),
    case("nadam", "probabilities", optimizers.Nadam(0.02), "categorical_crossentropy", ["accuracy"]),
    case("smoothedBinary", "binary", optimizers.SGD(0.2), losses.BinaryCrossentropy(label_smoothing=0.2)),
    case("clipNorm", "numbers", optimizers.SGD(0.1, clipnorm=0.1), "mean_squared_error"),
    case("globalClipNorm", "numbers", optimizers.Adam(0.05, global_clipnorm=0.2), "mean_squared_error"),
    case("clipValue", "numbers", optimizers.SGD(0.1, momentum=0.9, clipvalue=0.05, weight_decay=0.01),
         "mean_squared_error"),
    case("ema", "softmax", optimizers.SGD(0.2, use_ema=True, ema_momentum=0.8), "categorical_crossentropy"),
    case("emaOverwrite", "softmax",
         optimizers.Adam(0.05, use_ema=True, ema_momentum=0.5, ema_overwrite_frequency=3),
         "categorical_crossentropy"),
    case("accumulation", "softmax", optimizers.Adam(0.05, gradient_accumulation_steps=3),
         "categorical_crossentropy", batch_size=8),
    case("exponential", "softmax", optimizers.SGD(S.ExponentialDecay(0.4, 4, 0.5)), "categorical_crossentropy"),
    case("staircase", "softmax", optimizers.SGD(S.ExponentialDecay(0.4, 4, 0.5, staircase=True)),
         "categorical_crossentropy"),
    case("piecewise", "softmax", optimizers.SGD(S.PiecewiseConstantDecay([2, 5], [0.4, 0.2, 0.05])),
         "categorical_crossentropy"),
    case("polynomial", "softmax", optimizers.SGD(S.PolynomialDecay(0.4, 6, 0.01, power=2)),
         "categorical_crossentropy"),
    case("polynomialCycle", "softmax", optimizers.SGD(S.PolynomialDecay(0.4, 3, 0.01, cycle=True)),
         "categorical_crossentropy"),
    case("inverseTime", "softmax", optimizers.SGD(S.InverseTimeDecay(0.4, 2, 0.5)), "categorical_crossentropy"),
    case("cosine", "softmax", optimizers.SGD(S.CosineDecay(0.05, 6, alpha=0.1, warmup_target=0.4, warmup_steps=3)),
         "categorical_crossentropy"),
    case("classWeight", "softmax", optimizers.SGD(0.2), "categorical_crossentropy", ["accuracy"],
         class_weight={0: 2.0, 2: 0.5}),
    case("sampleWeight", "sparse", optimizers.SGD(0.2), "sparse_categorical_crossentropy", ["accuracy"],
         sample_weight=weights),
    case("validationSplit", "sparse", optimizers.Adam(0.05), "sparse_categorical_crossentropy", ["accuracy"],
         batch_size=7, validation_split=0.3),
    case("stepsPerEpoch", "numbers", optimizers.SGD(0.05), "mean_squared_error", batch_size=10, steps_per_epoch=2),
]
data = {
    "samples": samples.flatten().tolist(), "sampleWeight": weights.tolist(), "cases": cases,
    "versions": {"keras": keras.__version__, "numpy": np.__version__},
}
fixtures.joinpath("networks.json").write_text(json.dumps(data) + "\n")


class Script(keras.callbacks.Callback):
    """Gives the epochs the metrics that are wanted, before the other callbacks see them."""

    def __init__(self, values):
        self.values = values

    def on_epoch_end(self, epoch, logs=None):
        logs["val_loss"] = self.values[epoch]


class Spy(keras.callbacks.Callback):
    def __init__(self):
        self.rates, self.files = [], []

    def on_epoch_end(self, epoch, logs=None):
        self.rates.append(float(self.model.optimizer.learning_rate))


def scripted(values, *others, epochs=None):
    model = keras.Sequential([keras.Input((6,)), layers.Dense(1)])
    model.compile(optimizer=optimizers.SGD(0.5), loss="mse")
    spy = Spy()
    model.fit(samples, binary, epochs=epochs or len(values), verbose=0, callbacks=[Script(values), *others, spy])
    return model, spy


curves = {
    "falling": [5, 4, 3, 2, 1, 0.9, 0.8, 0.7, 0.6, 0.5],
    "bump": [5, 4, 4.5, 3, 3.2, 3.1, 3.05, 2.9, 2.95, 2.99, 3.5, 2.895],
    "rising": [1, 2, 3, 4, 5, 6],
    "flat": [2, 1.9999, 1.9998, 1.9997, 1.9996, 1.9995, 1.9994, 1.9993],
}
stops = []
for curve, values in curves.items():
    for settings in [{}, {"patience": 2}, {"patience": 1, "min_delta": 0.15}, {"patience": 3, "baseline": 3.5},
                     {"patience": 2, "start_from_epoch": 3}, {"patience": 2, "mode": "max"}]:
        callback = keras.callbacks.EarlyStopping(monitor="val_loss", restore_best_weights=True, **settings)
        _, spy = scripted(values, callback)
        stops.append({"curve": curve, "settings": settings, "epochs": len(spy.rates), "bestEpoch": callback.best_epoch})
plateaus = []
for curve, values in curves.items():
    for settings in [{"patience": 2}, {"patience": 1, "factor": 0.5, "cooldown": 2},
                     {"patience": 1, "min_delta": 0.2, "min_lr": 0.01}, {"patience": 2, "mode": "max"}]:
        _, spy = scripted(values, keras.callbacks.ReduceLROnPlateau(monitor="val_loss", **settings))
        plateaus.append({"curve": curve, "settings": settings, "rates": spy.rates})
import tempfile

checkpoints = []
for curve, values in curves.items():
    for best in [True, False]:
        with tempfile.TemporaryDirectory() as folder:
            template = folder + "/w-{epoch:02d}-{val_loss:.2f}.weights.h5"
            scripted(values, keras.callbacks.ModelCheckpoint(
                template, monitor="val_loss", save_best_only=best, save_weights_only=True))
            names = sorted(name.replace(".weights.h5", ".h5") for name in os.listdir(folder))
        checkpoints.append({"curve": curve, "saveBestOnly": best, "files": names})
callbacks = {"curves": curves, "stops": stops, "plateaus": plateaus, "checkpoints": checkpoints}
fixtures.joinpath("callbacks.json").write_text(json.dumps(callbacks, indent=None) + "\n")
