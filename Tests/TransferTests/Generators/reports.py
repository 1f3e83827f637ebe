"""Writes labels, predictions and what scikit-learn and NumPy make of them.

Generated with scikit-learn 1.9.1 and numpy 2.4.6 on Python 3.11:
    pip install scikit-learn==1.9.1 numpy==2.4.6
    python Tests/TransferTests/Generators/reports.py
"""

import json
import warnings
from pathlib import Path

import numpy as np
from sklearn.metrics import classification_report, confusion_matrix

warnings.simplefilter("ignore")
folder = Path(__file__).resolve().parent.parent / "Fixtures" / "Reports"
folder.mkdir(parents=True, exist_ok=True)
rng = np.random.default_rng(11)


def noisy(classes, count, share):
    labels = rng.integers(0, classes, count)
    predictions = np.where(rng.random(count) < share, labels, rng.integers(0, classes, count))
    return labels.tolist(), predictions.tolist()


def names(classes):
    return [f"class {number}" for number in range(classes)]


cases = []


def add(title, labels, predictions, class_names, digits=2, reporting=None):
    numbers = list(range(len(class_names)))
    shown = numbers if reporting is None else reporting
    matrix = confusion_matrix(labels, predictions, labels=numbers)
    options = dict(labels=shown, target_names=[class_names[number] for number in shown], zero_division=0)
    cases.append(
        {
            "title": title,
            "labels": labels,
            "predictions": predictions,
            "classNames": class_names,
            "digits": digits,
            "reporting": reporting,
            "report": classification_report(labels, predictions, digits=digits, **options),
            "scores": [
                [row["precision"], row["recall"], row["f1-score"], row["support"]]
                for row in list(classification_report(labels, predictions, output_dict=True, **options).values())
                if isinstance(row, dict)
            ],
            "matrix": str(matrix),
            # Of few classes only, to keep the file small.
            "normalized": {
                key: confusion_matrix(labels, predictions, labels=numbers, normalize=option).tolist()
                for key, option in [("truth", "true"), ("prediction", "pred"), ("all", "all")]
            }
            if len(class_names) <= 5
            else None,
        }
    )


add("three classes", [0, 1, 2, 2, 2], [0, 0, 2, 2, 1], names(3))
add("a class never predicted", [0, 0, 1, 1, 2, 2], [0, 0, 1, 1, 0, 1], names(3))
add("a class without examples", [0, 0, 1, 1], [0, 2, 1, 1], names(3))
add("a class neither met nor predicted", [0, 0, 1, 1], [0, 1, 1, 1], names(3))
add("one class", [0, 0, 0], [0, 0, 0], ["only"])
add("all wrong", [0, 1, 0, 1], [1, 0, 1, 0], ["no", "yes"])
add("two classes", *noisy(2, 50, 0.8), ["cat", "dog"])
add("long names", *noisy(3, 40, 0.6), ["a", "a name of a good many letters", "b"])
add("names beyond ASCII", *noisy(4, 60, 0.7), ["größe", "日本語の長い名前です", "e\u0301te\u0301", "naïve"])
add("four digits", *noisy(4, 97, 0.75), names(4), digits=4)
add("no digits", *noisy(3, 30, 0.5), names(3), digits=0)
add("digits wider than names", *noisy(2, 30, 0.5), ["a", "b"], digits=15)
add("some of the classes", *noisy(5, 80, 0.6), names(5), reporting=[3, 0, 1])
add("all classes in another order", *noisy(3, 80, 0.6), names(3), reporting=[2, 1, 0])
add("large supports", [0] * 12345 + [1] * 7, [0] * 12000 + [1] * 345 + [1] * 5 + [0] * 2, ["many", "few"])
add("twenty classes", *noisy(20, 900, 0.8), names(20))
add("a matrix wider than a line", *noisy(30, 2000, 0.5), names(30))
add("a matrix as wide as a line", *noisy(24, 400, 0.5), names(24))
add("a matrix one number wider", *noisy(25, 400, 0.5), names(25))
add("a matrix too large to print whole", *noisy(40, 3000, 0.9), names(40))

(folder / "scikit-learn.json").write_text(json.dumps(cases, ensure_ascii=False, indent=None, separators=(",", ":")))
