"""Tables of the backbones' layers: Keras 3.15.1 on TensorFlow 2.21.0, Python 3.11.

Usage: backbone_tables.py, which writes Fixtures/Engine/Backbones/<network>.txt, for each network one line a layer in the
order of model.layers: class, name, output shape, number of parameters, weights, settings and the layers it reads,
separated by tabs. `-top` networks end in their classifier, `-features` ones in nothing.
"""

import os
import pathlib

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
from keras import applications

SETTINGS = {
    "Conv2D": ["filters", "kernel_size", "strides", "padding", "activation", "use_bias"],
    "DepthwiseConv2D": ["depth_multiplier", "kernel_size", "strides", "padding", "activation", "use_bias"],
    "Dense": ["units", "activation", "use_bias"],
    "BatchNormalization": ["momentum", "epsilon", "center", "scale"],
    "MaxPooling2D": ["pool_size", "strides", "padding"],
    "AveragePooling2D": ["pool_size", "strides", "padding"],
    "GlobalAveragePooling2D": ["keepdims"],
    "ZeroPadding2D": ["padding"],
    "Activation": ["activation"],
    "ReLU": ["max_value"],
    "Dropout": ["rate"],
    "Reshape": ["target_shape"],
    "Concatenate": ["axis"],
}


def text(value):
    if isinstance(value, (tuple, list)):
        return "x".join(text(v) for v in value)
    return f"{value:g}" if isinstance(value, float) else str(value).lower()


def line(layer):
    shape = layer.output.shape[1:]
    config = layer.get_config()
    settings = [f"{key}={text(config[key])}" for key in SETTINGS.get(type(layer).__name__, [])]
    sources = [node.operation.name for node in layer._inbound_nodes[0].parent_nodes]
    weights = [weight.path.removeprefix(layer.name + "/") for weight in layer.weights]
    fields = [type(layer).__name__, layer.name, text(shape), str(layer.count_params()), " ".join(weights)]
    return "\t".join(fields + [" ".join(settings), " ".join(sources)])


folder = pathlib.Path(__file__).parent.parent / "Fixtures/Engine/Backbones"
folder.mkdir(parents=True, exist_ok=True)
for name in ["VGG16", "VGG19", "ResNet50", "InceptionV3", "MobileNet", "MobileNetV2"]:
    for top in [True, False]:
        keras.utils.clear_session()
        size = 299 if name == "InceptionV3" else 224
        model = getattr(applications, name)(weights=None, include_top=top, input_shape=(size, size, 3))
        lines = [f"{model.name}\t{model.count_params()}"] + [line(layer) for layer in model.layers]
        (folder / f"{name}-{'top' if top else 'features'}.txt").write_text("\n".join(lines) + "\n")
