"""Checks the backbones' files against Keras in both directions: Keras 3.15.1 on TensorFlow 2.21.0, Python 3.11.

Usage: keras_round_trip.py LESSON FOLDER [BACKBONE ...]

LESSON is the built program (.build/release/lesson), FOLDER an empty folder for the files (VGG's with top are 550 MB
each; they are deleted as soon as they are compared). For every backbone, with and without its top, and nested in a
bigger model under four freeze patterns:

1. Keras makes the model with random weights and statistics, and saves it in every layout that it can write: .keras, a
   whole model as .h5, .weights.h5, and weights alone in the older .h5;
2. a lesson loads each file, predicts, and saves the model again in every layout;
3. Keras loads those, predicts, and everything is compared: probabilities to 1e-4, features to 1e-3 of the largest.

EfficientNetLite0, which Keras lacks, begins as a .keras file that a lesson writes. Prints a line for each comparison
and the worst of all; fails if one is out of bounds.
"""

import os
import shutil
import subprocess
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
import h5py
import keras
import numpy as np
from keras import layers
from keras.src.legacy.saving import legacy_h5_format

SIZES = {
    "VGG16": 48, "VGG19": 48, "ResNet50": 64, "InceptionV3": 96, "MobileNet": 96, "MobileNetV2": 96,
    "EfficientNetLite0": 96,
}
LAYOUTS = ["whole.keras", "whole.h5", "keras3.weights.h5", "older.h5"]
FREEZES = {
    "none": lambda count: 0,
    "all": lambda count: count,
    "first half": lambda count: count // 2,
    "all but the last 7": lambda count: count - 7,
}
worst = {"probabilities": 0.0, "features": 0.0}
failures = 0


def randomize(model, seed):
    random = np.random.default_rng(seed)
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            randomize(layer, seed + 1)
            continue
        values = []
        for weight in layer.weights:
            shape = tuple(weight.shape)
            kind = weight.path.split("/")[-1]
            if "kernel" in kind:
                fan = np.prod(shape[:2]) if isinstance(layer, layers.DepthwiseConv2D) else np.prod(shape[:-1])
                values.append(random.normal(0, np.sqrt(2 / fan), shape))
            elif kind in ("gamma", "moving_variance"):
                values.append(random.uniform(0.8, 1.2, shape))
            else:
                values.append(random.normal(0, 0.1, shape))
        layer.set_weights(values)


def run(lesson, folder, cells):
    path = os.path.join(folder, "check.md")
    with open(path, "w") as file:
        file.write("---\ntimeout: 600s\n---\n# Check\n\n")
        for cell in cells:
            file.write(f"```swift\n{cell}\n```\n\n")
    done = subprocess.run([lesson, "run", path, "--output", os.path.join(folder, "out")], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"the lesson failed\n{done.stdout}\n{done.stderr}")


def save(model, path):
    if path.endswith("older.h5"):
        with h5py.File(path, "w") as file:
            legacy_h5_format.save_weights_to_hdf5_group(file, model)
    elif path.endswith(".weights.h5"):
        model.save_weights(path)
    else:
        model.save(path)


def compare(kind, what, expected, found):
    global failures
    if kind == "probabilities":
        error, limit = float(np.abs(expected - found).max()), 1e-4
    else:
        error, limit = float(np.abs(expected - found).max() / np.abs(expected).max()), 1e-3
    worst[kind] = max(worst[kind], error)
    failures += not error <= limit
    print(f"{'ok ' if error <= limit else 'BAD'} {kind} {error:.1e}  {what}", flush=True)


def weights_saved(layout):
    return layout.endswith(".weights.h5") or layout.startswith("older")


def round_trip(lesson, folder, what, kind, make, swift, size, frozen=0):
    """`make` builds the model in Keras, `swift` is the expression that builds it in a lesson, where the first `frozen` layers
    of the model within are frozen after loading: the older layout's order depends on that, and Keras reads by order."""
    os.makedirs(folder)
    model = make()
    randomize(model, 7)
    images = np.random.default_rng(1).uniform(-1, 1, (3, size, size, 3)).astype("float32")
    np.save(f"{folder}/x.npy", images)
    expected = model.predict(images, verbose=0)
    for layout in LAYOUTS:
        save(model, f"{folder}/{layout}")
    cells = ['let x = try Tensor.load("x.npy")\nvar model: Model']
    for layout in LAYOUTS:
        load = f'model = {swift}\ntry model.loadWeights("{layout}")'
        if not weights_saved(layout):
            cells.append(f'{load}\ntry model.predict(x).save("{layout}.by-weights.npy")')
            load = f'model = try Model.load("{layout}")'
        cells.append(f'{load}\ntry model.predict(x).save("{layout}.npy")')
        if frozen and weights_saved(layout):
            cells.append(f"(model.layers[0] as? Model)?.layers.prefix({frozen}).forEach {{ $0.trainable = false }}")
        # The model as it came in this layout goes out in the layout itself.
        verb = "saveWeights" if weights_saved(layout) else "save"
        cells.append(
            f'try model.{verb}("back.{layout}")')
    run(lesson, folder, cells)
    for layout in LAYOUTS:
        compare(kind, f"{what}, {layout}, from Keras", expected, np.load(f"{folder}/{layout}.npy"))
        if not weights_saved(layout):
            compare(
                kind, f"{what}, {layout}, its weights, from Keras", expected,
                np.load(f"{folder}/{layout}.by-weights.npy"))
        back = f"{folder}/back.{layout}"
        if weights_saved(layout):
            other = make()
            if layout.startswith("older"):
                with h5py.File(back) as file:
                    legacy_h5_format.load_weights_from_hdf5_group(file, other)
            else:
                other.load_weights(back)
        else:
            other = keras.saving.load_model(back)
            ours = sum(int(np.prod(w.shape)) for w in other.trainable_weights)
            theirs = sum(int(np.prod(w.shape)) for w in model.trainable_weights)
            if ours != theirs:
                sys.exit(f"{what}, {layout}: {ours} trainable numbers instead of {theirs}")
        compare(kind, f"{what}, {layout}, to Keras", expected, other.predict(images, verbose=0))
    shutil.rmtree(folder)
    keras.backend.clear_session()


def main():
    lesson, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    os.makedirs(folder, exist_ok=True)
    for name in sys.argv[3:] or SIZES:
        size = SIZES[name]

        def backbone(top, pooling=None):
            if name == "EfficientNetLite0":
                start = f"{folder}/start"
                os.makedirs(start, exist_ok=True)
                run(lesson, start, [f'try {swift(top, pooling)}.save("start.keras")'])
                return keras.saving.load_model(f"{start}/start.keras")
            extra = {} if top else {"pooling": pooling}
            return getattr(keras.applications, name)(
                weights=None, include_top=top, input_shape=(size, size, 3), **extra)

        def swift(top, pooling=None):
            extra = f", pooling: .{pooling}" if pooling else ""
            return (
                f"try {name}(weights: .none, includeTop: {str(top).lower()}, inputShape: [{size}, {size}, 3]{extra})")

        round_trip(
            lesson, f"{folder}/top", f"{name} with top", "probabilities", lambda: backbone(True), swift(True), size)
        round_trip(
            lesson, f"{folder}/features", f"{name} without top", "features", lambda: backbone(False, "avg"),
            swift(False, "avg"), size)
        for freeze, count in FREEZES.items():
            layer_count = len(backbone(False, "avg").layers)

            def nested():
                base = backbone(False, "avg")
                for layer in base.layers[: count(len(base.layers))]:
                    layer.trainable = False
                return keras.Sequential(
                    [keras.Input((size, size, 3)), base, layers.Dense(5, activation="softmax", name="head")])

            round_trip(
                lesson, f"{folder}/nested", f"{name} nested, frozen: {freeze}", "probabilities", nested,
                f'try Sequential {{ {swift(False, "avg")}; Dense(5, activation: .softmax, name: "head") }}', size,
                frozen=count(layer_count))
    for kind, error in worst.items():
        print(f"worst of {kind}: {error:.1e}")
    if failures:
        sys.exit(f"{failures} comparisons are out of bounds")


main()
