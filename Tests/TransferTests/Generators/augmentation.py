"""Golden data of ImageDataGenerator: Keras 3.15.1 on JAX 0.10.2, SciPy 1.17.1, Pillow 13.0.0, NumPy 2.4.6, Python 3.11.

    pip install keras==3.15.1 jax==0.10.2 scipy==1.17.1 pillow==13.0.0 numpy==2.4.6
    python Tests/TransferTests/Generators/augmentation.py

Writes Fixtures/Engine/augmentation.json, the cases, and augmentation.bin, their numbers as 32-bit floats one after another.
Keras rotates pictures that are not square about (height / 2, width / 2); for those its centre is put right here, and the
rest of Keras is used as it is.
"""

import contextlib
import io
import json
import os
import tempfile
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
import numpy as np
from keras.src.legacy.preprocessing import image
from PIL import Image

fixtures = Path(__file__).resolve().parent.parent / "Fixtures" / "Engine"
numbers, cases, fits = [], [], []


def keep(values):
    values = np.asarray(values, dtype=np.float32)
    place = sum(v.size for v in numbers)
    numbers.append(values.ravel())
    return {"offset": place, "shape": list(values.shape)}


centre = image.transform_matrix_offset_center
image.transform_matrix_offset_center = lambda matrix, h, w: centre(matrix, w, h)

rng = np.random.default_rng(5)


def picture(height, width, channels=3):
    y, x = np.mgrid[0:height, 0:width]
    levels = [255 * x / width, 255 * y / height, 127 + 120 * np.sin((x - y) / 2)][:channels]
    return np.clip(np.stack(levels, axis=-1) + rng.normal(0, 25, (height, width, channels)), 0, 255).astype(np.uint8)


# An even side has no row through the centre, where SciPy's rounding decides whether the edge lies within.
pictures = {"square": picture(16, 16), "wide": picture(9, 14), "grey": picture(12, 12, 1), "line": picture(1, 9)}
moves = [
    {"theta": 33}, {"tx": 3, "ty": -2}, {"tx": -2.25, "ty": 0.75}, {"shear": 25}, {"zx": 0.6, "zy": 1.4},
    {"theta": -75, "shear": 15, "zx": 1.3, "zy": 0.8, "tx": 4.5, "ty": -1.5},
    {"tx": 47.3, "ty": -31.6}, {"theta": 20, "zx": 3.1, "zy": 2.7},
]
effects = [
    {"flip_horizontal": True}, {"flip_vertical": True}, {"theta": 20, "flip_horizontal": True, "flip_vertical": True},
    {"channel_shift_intensity": 40.5}, {"channel_shift_intensity": -70.25}, {"brightness": 0.35}, {"brightness": 1.7},
    {"theta": 12, "brightness": 1.2, "channel_shift_intensity": 20, "flip_vertical": True},
]
fills = {"nearest": 0, "reflect": 0, "wrap": 0, "constant": 77}
for name, pixels in pictures.items():
    for fill, level in fills.items():
        generator = image.ImageDataGenerator(fill_mode=fill, cval=level)
        for move in moves + (effects if fill == "nearest" else []):
            if name in ("grey", "line") and ("brightness" in move or "zx" in move and fill != "nearest"):
                continue
            result = generator.apply_transform(pixels.astype(np.float32), dict(move))
            cases.append({"picture": name, "fill": fill, "parameters": move, "expected": keep(result)})

several = np.stack([picture(6, 5).astype(np.float32) for _ in range(4)])
settings = [
    {"rescale": 1 / 255}, {"samplewise_center": True}, {"samplewise_std_normalization": True},
    {"samplewise_center": True, "samplewise_std_normalization": True, "rescale": 0.5},
    {"featurewise_center": True}, {"featurewise_std_normalization": True},
    {"featurewise_center": True, "featurewise_std_normalization": True, "rescale": 1 / 255},
]
for setting in settings:
    generator = image.ImageDataGenerator(**setting)
    generator.fit(several)
    expected = generator.standardize(several[1].copy())
    fits.append({"settings": setting, "expected": keep(expected)})

tree = [
    "dog/b.png", "dog/a.JPG", "dog/pups/x.png", "dog/pups b/y.jpeg", "dog/pups-c/z.bmp", "dog/pups/deep/w.ppm",
    "dog/notes.txt", "Zebra/1.png", "Zebra/10.png", "Zebra/2.tif", "Zebra/3.tiff", "ant/a.gif", "ant/é.png", "ant/z.png",
    "ant/line\nbreak.png", "ant/0.png", "loose.png", "empty/notes.txt",
]
folders = {}
with tempfile.TemporaryDirectory() as root, contextlib.redirect_stdout(io.StringIO()) as printed:
    for path in tree:
        (Path(root) / path).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (4, 4)).save(Path(root) / path, format="PNG")
    generator = image.ImageDataGenerator(validation_split=0.4)
    for subset in [None, "training", "validation"]:
        for mode in ["categorical", "sparse"]:
            flow = generator.flow_from_directory(root, (4, 4), class_mode=mode, shuffle=False, subset=subset)
            folders[f"{subset or 'all'}-{mode}"] = {
                "filenames": flow.filenames, "labels": flow.classes.tolist(), "indices": flow.class_indices,
                "targets": keep(next(flow)[1]) if subset == "validation" else None, "printed": printed.getvalue(),
            }
            printed.truncate(0)
            printed.seek(0)
    flow = generator.flow_from_directory(
        root, (4, 4), class_mode="binary", shuffle=False, classes=["dog", "Zebra"], subset="validation")
    folders["validation-binary"] = {
        "filenames": flow.filenames, "labels": flow.classes.tolist(), "indices": flow.class_indices,
        "targets": keep(next(flow)[1]), "printed": printed.getvalue(),
    }

kept = {name: keep(pixels) for name, pixels in pictures.items()}
golden = {
    "pictures": kept, "cases": cases, "several": keep(several), "fits": fits, "tree": tree, "folders": folders,
}
(fixtures / "augmentation.json").write_text(json.dumps(golden, ensure_ascii=False, separators=(",", ":")) + "\n")
(fixtures / "augmentation.bin").write_bytes(np.concatenate(numbers).astype("<f4").tobytes())
