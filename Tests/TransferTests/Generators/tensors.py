"""Golden results of array arithmetic: NumPy 2.4.6, Python 3.11.

Writes Fixtures/Engine/tensors.json: the shape and the numbers of each result.
"""

import json
import pathlib

import numpy as np


def sample(*shape):
    k = np.arange(int(np.prod(shape)), dtype="int64")
    return (((k * 7919 + 13) % 1009).astype("float32") / np.float32(504.5) - np.float32(1)).reshape(shape)


results = {}


def add(name, array):
    array = np.asarray(array)
    results[name] = {
        "shape": list(array.shape),
        "values": array.astype("float32").reshape(-1).astype("float64").tolist(),
    }


operations = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}
pairs = [
    ((2, 3, 4), (2, 3, 4)), ((2, 3, 4), (4,)), ((2, 3, 4), (3, 1)), ((4, 1), (1, 5)), ((1,), (2, 3)), ((2, 1, 4), (3, 1)),
    ((), (2, 2)), ((2, 3, 1, 2), (2, 1, 5, 1)), ((0, 3), (3,)), ((0, 1), (1, 0)), ((2, 3), (1, 1)),
]
for left, right in pairs:
    for symbol, operation in operations.items():
        add(f"{list(left)} {symbol} {list(right)}", operation(sample(*left) + 3, sample(*right) * 2 + 3))
x = sample(2, 3, 4, 5)
for axes in [(0,), (1,), (3,), (-1,), (0, 1), (1, 2), (2, 3), (0, 2), (0, 3), (0, 1, 3), (0, 1, 2, 3), ()]:
    for keep in [False, True]:
        for name in ["sum", "mean", "std", "min", "max"]:
            add(
                f"{name} {list(axes)} {'kept' if keep else ''}",
                getattr(np, name)(x.astype("float64"), axis=axes, keepdims=keep),
            )
for axis in range(4):
    add(f"argMax {axis}", np.argmax(x, axis=axis))
for axes in [(3, 2, 1, 0), (0, 3, 1, 2), (0, 2, 3, 1), (1, 0, 2, 3), (2, 3, 0, 1)]:
    add(f"transposed {list(axes)}", np.transpose(x, axes))
for axis in [0, 1, 2, -1]:
    y = np.flip(sample(2, 3, 4))
    add(f"concatenated {axis}", np.concatenate([sample(2, 3, 4), y, y], axis=axis))
for axis in [0, 1, 3, -1]:
    add(f"stacked {axis}", np.stack([sample(2, 3, 4), np.flip(sample(2, 3, 4))], axis=axis))
for name in ["sqrt", "exp", "log"]:
    add(name, getattr(np, name)(np.abs(sample(7)) + 0.1))
add("abs", np.abs(sample(7)))
path = pathlib.Path(__file__).parent.parent / "Fixtures/Engine/tensors.json"
path.write_text(json.dumps(results, separators=(",", ":")) + "\n")
