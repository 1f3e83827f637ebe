"""One model's weights in every layout that Keras has had: Keras 3.15.1, tf_keras 2.21.0, TensorFlow 2.21.0, h5py 3.14.0,
safetensors 0.8.0, ml_dtypes 0.6.0, NumPy 2.4.6, Python 3.11.

Usage: KERAS_BACKEND=tensorflow weights_dialects.py
Writes Fixtures/Files/Dialects and golden.json with the model's predictions for (i · 7919 + 13) mod 1009 / 504.5 − 1.
The model has a model within, layers of equal shapes, and weights that are multiples of 1/64, exact in any kind of float.
 - keras3_*: written by Keras 3, keras2_* by tf_keras; `none`, `half` and `all` tell what was frozen when it was written,
   `auto` that the layers' names were made by Keras
 - properties.weights.h5: from a class of one's own, whose properties name the layers
 - checkpoint.weights.h5: with the names of groups that TensorFlow 2.13 gave
 - keras1.h5: with the names of Keras 1, from a model without a model within
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import h5py
import keras
import ml_dtypes
import numpy as np
import safetensors.numpy
import tf_keras
from keras.src.legacy.saving import legacy_h5_format

folder = pathlib.Path(__file__).parent.parent / "Fixtures/Files/Dialects"


def build(k, named=True, nested=True):
    def name(text):
        return text if named else None

    start = k.Input((6, 6, 2), name=name("start"))
    x = k.layers.Conv2D(3, 3, name=name("c1"))(start)
    x = k.layers.BatchNormalization(name=name("b1"))(x)
    x = k.layers.DepthwiseConv2D(2, name=name("d1"))(x)
    x = k.layers.BatchNormalization(name=name("b2"), scale=False)(x)
    x = k.layers.SeparableConv2D(3, 2, name=name("s1"))(x)
    x = k.layers.GlobalAveragePooling2D(name=name("g1"))(x)
    if not nested:
        x = k.layers.Dense(3, activation="tanh", name=name("h1"))(x)
        return k.Model(start, k.layers.Dense(3, name=name("h2"))(x), name=name("whole"))
    base = k.Model(start, x, name=name("base"))
    outer = k.Input((6, 6, 2), name=name("outer"))
    x = k.layers.Dense(3, activation="tanh", name=name("h1"))(base(outer))
    return k.Model(outer, k.layers.Dense(3, name=name("h2"))(x), name=name("whole"))


def leaves(model):
    return [leaf for layer in model.layers for leaf in (leaves(layer) if hasattr(layer, "layers") else [layer])]


def fill(model):
    seed = 0
    for layer in leaves(model):
        values = []
        for weight in layer.weights:
            seed += 31
            numbers = (np.arange(int(np.prod(weight.shape))) * 7919 + seed) % 129
            values.append(((numbers % 64 + 16) if "variance" in weight.name else numbers - 64).reshape(weight.shape) / 64)
        layer.set_weights(values)
    return model


def freeze(model, part):
    layers = [layer for layer in leaves(model) if layer.weights]
    for number, layer in enumerate(layers):
        layer.trainable = not (part == "all" or part == "half" and number < 3)
    return model


class Whole(keras.Model):
    def __init__(self):
        super().__init__()
        self.base, self.h1, self.h2 = build(keras).layers[1:]

    def call(self, x):
        return self.h2(self.h1(self.base(x)))


def main():
    folder.mkdir(parents=True, exist_ok=True)
    model = fill(build(keras))
    values = ((np.arange(2 * 6 * 6 * 2) * 7919 + 13) % 1009) / 504.5 - 1
    golden = model.predict(values.reshape(2, 6, 6, 2).astype("float32"), verbose=0)
    for other in [fill(build(tf_keras)), fill(build(keras, nested=False)), fill(build(keras, named=False))]:
        assert np.allclose(other.predict(values.reshape(2, 6, 6, 2).astype("float32"), verbose=0), golden, atol=1e-5)
    (folder / "golden.json").write_text(json.dumps([float(value) for value in golden.flatten()]))

    for part in ["none", "half", "all"]:
        for label, named in [("", True), ("auto_", False)]:
            with h5py.File(folder / f"keras3_{label}{part}.h5", "w") as file:
                legacy_h5_format.save_weights_to_hdf5_group(file, freeze(fill(build(keras, named)), part))
            freeze(fill(build(tf_keras, named)), part).save_weights(folder / f"keras2_{label}{part}.h5")
    freeze(model, "none")
    model.save(folder / "keras3_whole.h5")
    model.save(folder / "keras3_whole.keras")
    model.save_weights(folder / "keras3.weights.h5")
    fill(build(keras, False)).save_weights(folder / "keras3_auto.weights.h5")
    own = Whole()
    own(np.zeros((1, 6, 6, 2)))
    fill(own).save_weights(folder / "properties.weights.h5")
    fill(build(tf_keras)).save(folder / "keras2_whole.h5")
    fill(build(tf_keras)).save_weights(folder / "keras2.weights.h5")

    with h5py.File(folder / "keras2.weights.h5") as old, h5py.File(folder / "checkpoint.weights.h5", "w") as new:
        def copy(path, item):
            if isinstance(item, h5py.Dataset):
                new[path.replace("layers", "_layer_checkpoint_dependencies")] = item[()]
        old.visititems(copy)

    flat = fill(build(keras, nested=False))
    words = {"kernel": "W", "bias": "b", "moving_mean": "running_mean", "moving_variance": "running_std"}
    with h5py.File(folder / "keras1.h5", "w") as file:
        file.attrs["layer_names"] = np.array([layer.name.encode() for layer in flat.layers])
        for layer in flat.layers:
            group = file.create_group(layer.name)
            names = [f"{layer.name}_{words.get(weight.name, weight.name)}_1:0" for weight in layer.weights]
            group.attrs["weight_names"] = np.array([name.encode() for name in names])
            for name, value in zip(names, layer.get_weights()):
                group[name] = value

    for label, kind in [("f32", "float32"), ("f16", "float16"), ("bf16", ml_dtypes.bfloat16), ("f64", "float64")]:
        arrays = {}
        for layer in model.layers:
            for leaf in leaves(layer) if hasattr(layer, "layers") else [layer]:
                prefix = f"{layer.name}/{leaf.name}" if leaf is not layer else leaf.name
                arrays.update({f"{prefix}/{w.name}": np.array(w).astype(kind) for w in leaf.weights})
        safetensors.numpy.save_file(arrays, folder / f"{label}.safetensors")


if __name__ == "__main__":
    main()
