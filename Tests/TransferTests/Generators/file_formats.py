"""Small HDF5 files and zip archives: h5py 3.14.0 (HDF5 1.14), NumPy 2.4.6, ml_dtypes 0.6.0, Python 3.11.

Usage: file_formats.py
Writes Fixtures/Files:
 - formats.h5, in the oldest format of HDF5, and latest.h5, in the newest: arrays that hold 0, 1/4, 2/4 … in every kind of
   number and every way to store them, and attributes with strings in every way to write them
 - many.h5: a group of 300 names, whose table is a tree
 - archive.zip: a stored and a deflated file; large.zip: with the fields for sizes beyond 32 bits
"""

import pathlib
import zipfile

import h5py
import ml_dtypes
import numpy as np

folder = pathlib.Path(__file__).parent.parent / "Fixtures/Files"
folder.mkdir(parents=True, exist_ok=True)
quarters = np.arange(30).reshape(5, 6) / 4
wholes = np.arange(30).reshape(5, 6)


def formats(name, **options):
    with h5py.File(folder / name, "w", **options) as file:
        for kind in ["<f2", "<f4", "<f8", ">f2", ">f4", ">f8"]:
            file[f"numbers/floats/{kind}"] = quarters.astype(kind)
        for kind in ["|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8", ">i4", ">u8"]:
            file[f"numbers/{'un' * ('u' in kind)}signed/{kind}"] = wholes.astype(kind)
        brain = file.create_dataset("brain", data=quarters.astype(ml_dtypes.bfloat16).view("<u2"))
        brain.attrs["dtype"] = "bfloat16"
        file["single"] = np.float32(0.25)
        file["empty"] = np.zeros((0, 3), "float32")
        file["truth"] = np.array([True, False])
        file["texts"] = ["one", "two"]
        if name == "formats.h5":
            for label, settings in {
                "plain": {}, "gzip": {"compression": "gzip"}, "shuffled": {"compression": "gzip", "shuffle": True},
                "checked": {"fletcher32": True, "compression": "gzip"},
            }.items():
                file.create_dataset(f"chunks/{label}", data=quarters.astype("f4"), chunks=(2, 4), **settings)
        attributes = file.create_group("attributes").attrs
        attributes["text"] = "größer"
        attributes["bytes"] = b"bytes"
        attributes["fixed"] = np.array([b"a", b"bcd"])
        attributes["variable"] = ["a", "bcd", ""]
        attributes["none"] = []
        attributes["numbers"] = np.array([0.25, 0.5])


formats("formats.h5")
formats("latest.h5", libver="latest")
with h5py.File(folder / "many.h5", "w") as file:
    file["group/a0"] = np.float32(7)
    for number in range(1, 300):
        file[f"group/a{number}"] = file["group/a0"]
    file["soft"] = h5py.SoftLink("/group")
    file["outside"] = h5py.ExternalLink("formats.h5", "/numbers")
    file["group/self"] = file["group"]


def archive(name, force):
    with zipfile.ZipFile(folder / name, "w") as zip:
        for entry, method in [("stored.txt", zipfile.ZIP_STORED), ("deflated.txt", zipfile.ZIP_DEFLATED)]:
            info = zipfile.ZipInfo(entry)
            info.compress_type = method
            with zip.open(info, "w", force_zip64=force) as file:
                file.write(b"0123456789\n" * 100)


archive("archive.zip", False)
# Python writes the long fields into the list of files only when it must.
zipfile.ZIP64_LIMIT = 10
archive("large.zip", True)
