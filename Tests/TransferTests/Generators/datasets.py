"""Writes small data sets in the formats of the real ones.

Generated with numpy 2.4.6 on Python 3.11:
    pip install numpy==2.4.6
    python Tests/TransferTests/Generators/datasets.py

Pixel i of a data set is (7 i + picture) % 256, and class i is 3 i modulo the number of classes, so that tests can tell
what should be where.
"""

import gzip
import io
import shutil
import struct
import tarfile
from pathlib import Path

import numpy as np

folder = Path(__file__).resolve().parent.parent / "Fixtures" / "Datasets"
shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)


def pictures(count, size):
    pixels = 7 * np.arange(size)[None] + np.arange(count)[:, None]
    return (pixels % 256).astype(np.uint8)


def labels(count, classes):
    return (3 * np.arange(count) % classes).astype(np.uint8)


def idx(array):
    return struct.pack(">BBBB", 0, 0, 8, array.ndim) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


digits = {
    "train-images-idx3-ubyte": idx(pictures(6, 784).reshape(6, 28, 28)),
    "train-labels-idx1-ubyte": idx(labels(6, 10)),
    "t10k-images-idx3-ubyte": idx(pictures(2, 784).reshape(2, 28, 28)),
    "t10k-labels-idx1-ubyte": idx(labels(2, 10)),
}
for name in ["plain", "packed", "damaged"]:
    (folder / name).mkdir()
for name, content in digits.items():
    (folder / "plain" / name).write_bytes(content)
    (folder / "packed" / f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))
    (folder / "damaged" / name).write_bytes(content[:-5])
arrays = {
    "x_train": pictures(6, 784).reshape(6, 28, 28),
    "y_train": labels(6, 10),
    "x_test": pictures(2, 784).reshape(2, 28, 28),
    "y_test": labels(2, 10),
}
np.savez_compressed(folder / "mnist.npz", **arrays)
np.savez(folder / "mixed.npz", doubles=np.array([[1.5, -2.5]]), numbers=np.arange(5), truth=np.array([True, False]))


def tar(name, inside, files):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for file_name, content in files.items():
            info = tarfile.TarInfo(f"{inside}/{file_name}")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    (folder / name).write_bytes(gzip.compress(file.getvalue(), mtime=0))


def records(count, *classes):
    columns = [labels(count, number)[:, None] for number in classes]
    return np.concatenate([*columns, pictures(count, 3072)], axis=1).tobytes()


cifar10 = {f"data_batch_{number}.bin": records(2, 10) for number in range(1, 6)}
tar("cifar-10-binary.tar.gz", "cifar-10-batches-bin", cifar10 | {"test_batch.bin": records(3, 10), "readme.html": b"<p>"})
tar("cifar-100-binary.tar.gz", "cifar-100-binary", {"train.bin": records(4, 20, 100), "test.bin": records(2, 20, 100)})
tar("cifar-10-python.tar.gz", "cifar-10-batches-py", {"data_batch_1": b"\x80\x02}q\x01."})
