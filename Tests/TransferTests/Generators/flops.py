"""Floating-point operations of the backbones: Keras 3.15.1 and the profiler of TensorFlow 2.21.0, Python 3.11.

Usage: flops.py, which writes Fixtures/Engine/Backbones/flops.json: for each network, with its top and for pictures of
its usual size, the multiply-adds of its convolutions and dense layers, from the shapes of Keras' weights and results, the
parameters, and all operations that TensorFlow's profiler counts in the frozen graph of one picture (a multiplication
with an addition is two; batch normalization in inference is a product and a sum).
"""

import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import tensorflow as tf
from keras import applications
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2_as_graph

fixtures = pathlib.Path(__file__).resolve().parent.parent / "Fixtures" / "Engine" / "Backbones"


def multiply_adds(model):
    total = 0
    for layer in model.layers:
        if isinstance(layer, keras.layers.Dense):
            total += int(layer.kernel.shape[0]) * int(layer.kernel.shape[1])
        elif hasattr(layer, "kernel") or isinstance(layer, keras.layers.DepthwiseConv2D):
            _, height, width, _ = layer.output.shape
            kernel = layer.kernel.shape
            count = 1
            for dimension in kernel:
                count *= int(dimension)
            total += height * width * count
    return total


def profiled(model):
    spec = tf.TensorSpec([1] + list(model.input.shape[1:]), tf.float32)
    concrete = tf.function(lambda x: model(x, training=False)).get_concrete_function(spec)
    _, graph = convert_variables_to_constants_v2_as_graph(concrete)
    with tf.Graph().as_default() as imported:
        tf.graph_util.import_graph_def(graph, name="")
        options = tf.compat.v1.profiler.ProfileOptionBuilder(
            tf.compat.v1.profiler.ProfileOptionBuilder.float_operation()).with_empty_output().build()
        profile = tf.compat.v1.profiler.profile(imported, cmd="op", options=options)
        return profile.total_float_ops


cases = []
for name in ["VGG16", "VGG19", "ResNet50", "InceptionV3", "MobileNet", "MobileNetV2"]:
    model = getattr(applications, name)(weights=None)
    cases.append({
        "model": name, "parameters": model.count_params(), "multiplyAdds": multiply_adds(model),
        "profiled": profiled(model),
    })
    print(cases[-1])
(fixtures / "flops.json").write_text(json.dumps(cases, indent=1) + "\n")
