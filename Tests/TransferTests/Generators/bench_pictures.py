"""Pictures per second from JPEG files to augmented batches: this engine, Keras' flow_from_directory, PyTorch's DataLoader.

    swift build -c release --product lesson
    python Tests/TransferTests/Generators/bench_pictures.py --lesson .build/release/lesson \\
        --keras KERAS_PYTHON --torch TORCH_PYTHON [--rounds 3] [--threads 2]

KERAS_PYTHON is a Python with keras 3.15.1, a backend, scipy and pillow; TORCH_PYTHON one with torch and torchvision; this
script itself needs pillow and numpy. It writes 1,000 JPEG pictures of 640 x 480 pixels (quality 90, enlarged parts of the
lessons' photographs with some grain) into a temporary folder, then lets each program read all of them once a round, in
turn, so that a busy machine is busy for all: scaled to 224 x 224, flipped, rotated by up to 20 degrees, zoomed by up to
0.2, in batches of 32. Keras uses its default interpolation, nearest, the cheapest; the others use bilinear. The engine
keeps no pictures. A first pass of each program that is not counted fills the file cache and pays for starting up. The
last line is the share of a training's time, with a frozen backbone (of random weights) and augmentation, in which it
waits for pictures.
"""

import argparse
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

COUNT, SIZE, BATCH = 1000, 224, 32
photos = pathlib.Path(__file__).resolve().parents[3] / "lessons" / "data" / "photos"


def write_pictures(folder):
    import numpy as np
    from PIL import Image

    draw, noise = random.Random(1), np.random.default_rng(1)
    sources = sorted(photos.rglob("*.jpg"))
    for number in range(COUNT):
        with Image.open(sources[number % len(sources)]) as source:
            width = draw.randint(150, source.width)
            height = min(source.height, width * 3 // 4)
            left, top = draw.randint(0, source.width - width), draw.randint(0, source.height - height)
            part = source.convert("RGB").resize((640, 480), Image.BICUBIC, (left, top, left + width, top + height))
        grain = noise.normal(0, 4, (480, 640, 1))
        picture = Image.fromarray(np.clip(np.asarray(part) + grain, 0, 255).astype(np.uint8))
        target = folder / f"class{number % 4}" / f"{number:04}.jpg"
        target.parent.mkdir(exist_ok=True)
        picture.save(target, quality=90)


def run_keras(folder, workers, threads):
    from keras.src.legacy.preprocessing.image import ImageDataGenerator
    from keras.src.trainers.data_adapters.py_dataset_adapter import OrderedEnqueuer

    flow = ImageDataGenerator(
        rescale=1 / 255, horizontal_flip=True, rotation_range=20, zoom_range=0.2
    ).flow_from_directory(folder, (SIZE, SIZE), batch_size=BATCH, seed=1)

    def passed():
        start = time.perf_counter()
        if workers == 1:
            count = sum(len(flow[number][0]) for number in range(len(flow)))
        else:
            queue = OrderedEnqueuer(flow, workers=workers, use_multiprocessing=False, max_queue_size=10)
            queue.start()
            batches = queue.get()
            count = sum(len(next(batches)[0]) for _ in range(len(flow)))
            queue.stop()
        assert count == COUNT
        return COUNT / (time.perf_counter() - start)

    passed()
    print("RATE", passed())


def run_torch(folder, workers, threads):
    import torch
    from torchvision import datasets, transforms

    torch.set_num_threads(threads)
    transform = transforms.Compose([
        transforms.Resize((SIZE, SIZE)), transforms.RandomHorizontalFlip(),
        transforms.RandomAffine(20, scale=(0.8, 1.2), interpolation=transforms.InterpolationMode.BILINEAR),
        transforms.ToTensor(),
    ])
    loader = torch.utils.data.DataLoader(
        datasets.ImageFolder(folder, transform), batch_size=BATCH, shuffle=True, num_workers=workers,
        persistent_workers=True)

    def passed():
        start = time.perf_counter()
        assert sum(len(x) for x, _ in loader) == COUNT
        return COUNT / (time.perf_counter() - start)

    passed()
    print("RATE", passed())


LESSON = """---
title: Pictures per second
timeout: 900s
---
```swift
PictureCache.limit = 0
let generator = ImageDataGenerator(rescale: 1 / 255, rotationRange: 20, zoomRange: 0.2, horizontalFlip: true)
let flow = try generator.flowFromDirectory(
    "FOLDER", targetSize: [SIZE, SIZE], batchSize: BATCH, seed: 1, usesScaledDecoding: SCALED)
for pass in 0..<2 {
    let start = Date()
    var count = 0
    for batch in flow { count += try batch.x.shape[0] }
    if pass == 1 { print("RATE", Double(count) / Date().timeIntervalSince(start)) }
}
```
"""

TRAINING = """---
title: Waiting for pictures
timeout: 1800s
---
```swift
PictureCache.limit = 0
let base = try MODEL(weights: .none, includeTop: false, inputShape: [SIZE, SIZE, 3], pooling: .avg)
base.freeze()
let generator = ImageDataGenerator(
    rotationRange: 20, zoomRange: 0.2, horizontalFlip: true, preprocessing: base.preprocess)
let flow = try generator.flowFromDirectory("FOLDER", targetSize: [SIZE, SIZE], batchSize: BATCH, seed: 1)
let model = try Sequential { base; Dense(4, activation: .softmax) }
try model.compile(optimizer: .adam(), loss: .categoricalCrossentropy)
let history = try model.fit(flow, epochs: 1)
print("SHARE", history.secondsWaited / history.log.seconds.reduce(0, +))
print("SECONDS", history.log.seconds)
```
"""


def run_lesson(lesson, text, folder, threads, **changes):
    for name, value in {"FOLDER": folder, "SIZE": SIZE, "BATCH": BATCH, **changes}.items():
        text = text.replace(name, str(value))
    with tempfile.TemporaryDirectory() as place:
        path = pathlib.Path(place) / "bench.md"
        path.write_text(text)
        environment = {**os.environ, "TRANSFER_THREADS": str(threads)}
        result = subprocess.run(
            [lesson, "run", str(path), "--output", place + "/outputs"], env=environment, capture_output=True, text=True)
        record = pathlib.Path(place) / "outputs" / "bench.json"
        return result.stdout + (record.read_text() if record.exists() else result.stderr)


def number(text, word):
    found = re.search(word + r" ([0-9][0-9.e+-]*)", text)
    if not found:
        sys.exit(f"{word} is missing in:\n{text[-2000:]}")
    return float(found[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lesson", required=True)
    parser.add_argument("--keras")
    parser.add_argument("--torch")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--backbone", default="MobileNet")
    parser.add_argument("--run", nargs=3, metavar=("WHAT", "FOLDER", "WORKERS"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        what, folder, workers = arguments.run
        {"keras": run_keras, "torch": run_torch}[what](folder, int(workers), arguments.threads)
        return

    def other(python, what, workers):
        result = subprocess.run(
            [python, __file__, "--lesson", "", "--threads", str(arguments.threads), "--run", what, folder, str(workers)],
            capture_output=True, text=True, env={**os.environ, "KERAS_BACKEND": os.environ.get("KERAS_BACKEND", "jax")})
        return number(result.stdout + result.stderr, "RATE")

    with tempfile.TemporaryDirectory() as folder:
        write_pictures(pathlib.Path(folder))
        threads, lesson = arguments.threads, os.path.abspath(arguments.lesson)
        programs = {
            "engine": lambda: number(run_lesson(lesson, LESSON, folder, threads, SCALED="false"), "RATE"),
            "engine, scaled decoding": lambda: number(run_lesson(lesson, LESSON, folder, threads, SCALED="true"), "RATE"),
        }
        if arguments.keras:
            programs["Keras, as it is"] = lambda: other(arguments.keras, "keras", 1)
            programs[f"Keras, workers={threads}"] = lambda: other(arguments.keras, "keras", threads)
        if arguments.torch:
            programs[f"PyTorch, {threads} workers"] = lambda: other(arguments.torch, "torch", threads)
        rates = {name: [] for name in programs}
        for _ in range(arguments.rounds):
            for name, program in programs.items():
                rates[name].append(program())
        for name, values in rates.items():
            print(f"{name:24} {statistics.median(values):7.1f} pictures/s, best {max(values):7.1f}", flush=True)
        text = run_lesson(lesson, TRAINING, folder, threads, MODEL=arguments.backbone)
        print(f"{arguments.backbone} waits for pictures {number(text, 'SHARE') * 100:.1f} % of its training's time")


main()
