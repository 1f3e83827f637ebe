"""Golden files of arrays and their printed form: NumPy 2.4.6, Python 3.11.

Writes Fixtures/Engine/NumPy/*.npy with the text of each beside it.
"""

import pathlib

import numpy as np

folder = pathlib.Path(__file__).parent.parent / "Fixtures/Engine/NumPy"
folder.mkdir(parents=True, exist_ok=True)
generator = np.random.default_rng(1)
arrays = {
    "whole": np.array([[1, 2], [3, 4]], dtype="float32"),
    "mixed": np.array([1, 2.5, -3.25, 100], dtype="float32"),
    "small": np.array([1e-6, 2.5, 3000], dtype="float32"),
    "special": np.array([1.5, np.nan, np.inf, -np.inf], dtype="float32"),
    "cube": generator.normal(size=(2, 3, 4)).astype("float32"),
    "large": generator.normal(size=(40, 50)).astype("float32"),
    "row": generator.random(30).astype("float32"),
    "number": np.array(3.5, dtype="float32"),
    "doubles": np.array([0.1, 0.2], dtype="float64"),
    "integers": np.arange(6).reshape(2, 3),
}
for name, array in arrays.items():
    np.save(folder / (name + ".npy"), array)
    (folder / (name + ".txt")).write_text(str(array.astype("float32")) + "\n")
