"""Writes Fixtures/Saving/layer_configs.json: what get_config() of Keras' layers, optimizers, losses and metrics gives.

Keras 3.15.1, tensorflow-cpu 2.21.0:
    KERAS_BACKEND=tensorflow python layer_configs.py ../Fixtures/Saving
"""

import json
import sys

import keras
from keras import layers, losses, metrics, optimizers, regularizers
from keras.initializers import VarianceScaling

schedules = optimizers.schedules

LAYERS = {
    "Input": lambda: layers.InputLayer(shape=(8, 6, 3), name="in"),
    "Dense": lambda: layers.Dense(5, name="a"),
    "Dense, every setting": lambda: layers.Dense(
        7, activation="leaky_relu", use_bias=False, kernel_initializer="he_normal", bias_initializer="ones",
        kernel_regularizer="l2", bias_regularizer=regularizers.L1(0.25), name="a"),
    "Conv2D": lambda: layers.Conv2D(4, 3, name="a"),
    "Conv2D, every setting": lambda: layers.Conv2D(
        8, (3, 5), strides=(2, 1), padding="same", dilation_rate=(1, 1), groups=2, activation="silu", use_bias=False,
        kernel_initializer=VarianceScaling(2.0, "fan_out", "truncated_normal"),
        kernel_regularizer=regularizers.L1L2(0.5, 0.25), name="a"),
    "DepthwiseConv2D": lambda: layers.DepthwiseConv2D(3, name="a"),
    "DepthwiseConv2D, every setting": lambda: layers.DepthwiseConv2D(
        (3, 2), strides=(2, 2), padding="same", depth_multiplier=2, activation="relu6", use_bias=False,
        depthwise_initializer="he_uniform", depthwise_regularizer=regularizers.L2(0.125), name="a"),
    "SeparableConv2D": lambda: layers.SeparableConv2D(4, 3, name="a"),
    "SeparableConv2D, every setting": lambda: layers.SeparableConv2D(
        4, (2, 3), padding="same", dilation_rate=(2, 2), depth_multiplier=2, activation="elu",
        depthwise_initializer="lecun_normal", pointwise_initializer="lecun_uniform", bias_initializer="ones",
        depthwise_regularizer="l1", pointwise_regularizer="l2", bias_regularizer=regularizers.L2(0.5), name="a"),
    "Conv2DTranspose": lambda: layers.Conv2DTranspose(4, 3, name="a"),
    "Conv2DTranspose, every setting": lambda: layers.Conv2DTranspose(
        4, (2, 3), strides=(2, 2), padding="same", activation="tanh", use_bias=False,
        kernel_initializer="glorot_normal", name="a"),
    "BatchNormalization": lambda: layers.BatchNormalization(name="a"),
    "BatchNormalization, every setting": lambda: layers.BatchNormalization(
        axis=3, momentum=0.9, epsilon=1e-5, center=False, scale=False, name="a"),
    "Normalization": lambda: layers.Normalization(name="a"),
    "Normalization, given": lambda: layers.Normalization(mean=[1.0, 2.5], variance=[4.0, 0.25], name="a"),
    "Rescaling": lambda: layers.Rescaling(0.25, offset=-1.0, name="a"),
    "Resizing": lambda: layers.Resizing(4, 6, interpolation="nearest", name="a"),
    "UpSampling2D": lambda: layers.UpSampling2D((2, 3), interpolation="bilinear", name="a"),
    "ZeroPadding2D": lambda: layers.ZeroPadding2D(((1, 2), (0, 3)), name="a"),
    "Cropping2D": lambda: layers.Cropping2D(((1, 2), (0, 1)), name="a"),
    "MaxPooling2D": lambda: layers.MaxPooling2D(name="a"),
    "MaxPooling2D, every setting": lambda: layers.MaxPooling2D((3, 2), strides=(1, 2), padding="same", name="a"),
    "AveragePooling2D": lambda: layers.AveragePooling2D(3, strides=2, name="a"),
    "GlobalAveragePooling2D": lambda: layers.GlobalAveragePooling2D(name="a"),
    "GlobalMaxPooling2D, every setting": lambda: layers.GlobalMaxPooling2D(keepdims=True, name="a"),
    "Flatten": lambda: layers.Flatten(name="a"),
    "Reshape": lambda: layers.Reshape((2, -1), name="a"),
    "Add": lambda: layers.Add(name="a"),
    "Multiply": lambda: layers.Multiply(name="a"),
    "Concatenate": lambda: layers.Concatenate(axis=2, name="a"),
    "Dropout": lambda: layers.Dropout(0.25, name="a"),
    "SpatialDropout2D": lambda: layers.SpatialDropout2D(0.5, name="a"),
    "GaussianNoise": lambda: layers.GaussianNoise(0.125, name="a"),
    "ReLU": lambda: layers.ReLU(name="a"),
    "ReLU, every setting": lambda: layers.ReLU(max_value=6.0, negative_slope=0.25, threshold=0.5, name="a"),
    "LeakyReLU": lambda: layers.LeakyReLU(name="a"),
    "ELU": lambda: layers.ELU(alpha=0.5, name="a"),
    "Softmax": lambda: layers.Softmax(name="a"),
    "Activation": lambda: layers.Activation("gelu", name="a"),
    "Activation, swish": lambda: layers.Activation("swish", name="a"),
    "Activation, softmax": lambda: layers.Activation("softmax", name="a"),
    "frozen": lambda: layers.Dense(2, trainable=False, name="a"),
}
INITIALIZERS = [
    "zeros", "ones", "glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform", "lecun_normal",
    keras.initializers.Constant(0.5), keras.initializers.RandomUniform(-0.25, 0.5),
    keras.initializers.RandomNormal(0.25, 0.5), keras.initializers.TruncatedNormal(0.25, 0.5),
    VarianceScaling(0.5, "fan_avg", "untruncated_normal"),
]
OPTIMIZERS = {
    "sgd": lambda: optimizers.SGD(),
    "sgd, every setting": lambda: optimizers.SGD(
        0.125, momentum=0.5, nesterov=True, weight_decay=0.25, clipnorm=2.0, use_ema=True, ema_momentum=0.75,
        ema_overwrite_frequency=4, gradient_accumulation_steps=2),
    "adam": lambda: optimizers.Adam(0.125),
    "adam, every setting": lambda: optimizers.Adam(
        0.125, beta_1=0.5, beta_2=0.75, epsilon=0.25, amsgrad=True, global_clipnorm=3.0),
    "adamW": lambda: optimizers.AdamW(0.125),
    "rmsprop": lambda: optimizers.RMSprop(0.125),
    "rmsprop, every setting": lambda: optimizers.RMSprop(
        0.125, rho=0.5, momentum=0.25, epsilon=0.75, centered=True, clipvalue=0.5),
    "adagrad": lambda: optimizers.Adagrad(0.125, initial_accumulator_value=0.5),
    "adadelta": lambda: optimizers.Adadelta(0.125, rho=0.75),
    "nadam": lambda: optimizers.Nadam(0.125, beta_1=0.75, beta_2=0.875),
    "exponential": lambda: optimizers.SGD(schedules.ExponentialDecay(0.5, 100, 0.25, staircase=True)),
    "piecewise": lambda: optimizers.SGD(schedules.PiecewiseConstantDecay([2, 5], [0.5, 0.25, 0.125])),
    "polynomial": lambda: optimizers.SGD(schedules.PolynomialDecay(0.5, 10, 0.25, power=2.0, cycle=True)),
    "inverse": lambda: optimizers.SGD(schedules.InverseTimeDecay(0.5, 10, 0.25)),
    "cosine": lambda: optimizers.SGD(schedules.CosineDecay(0.5, 10, 0.25, warmup_target=0.75, warmup_steps=4)),
}
LOSSES = [
    losses.CategoricalCrossentropy(label_smoothing=0.25), losses.SparseCategoricalCrossentropy(),
    losses.BinaryCrossentropy(label_smoothing=0.5), losses.MeanSquaredError(), losses.MeanAbsoluteError(),
    losses.Huber(delta=0.5), losses.Hinge(),
]
METRICS = [
    metrics.CategoricalAccuracy(), metrics.SparseCategoricalAccuracy(), metrics.BinaryAccuracy(threshold=0.25),
    metrics.TopKCategoricalAccuracy(k=3), metrics.Precision(), metrics.Precision(thresholds=0.25, class_id=2),
    metrics.Recall(class_id=1), metrics.F1Score(average="macro"), metrics.F1Score(average="weighted", threshold=0.25),
    metrics.AUC(), metrics.AUC(curve="PR", num_thresholds=50), metrics.MeanAbsoluteError(), metrics.MeanSquaredError(),
]


def plain(value):
    """The value as the files of Keras hold it, without the numbers of shared objects, which are addresses."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if key != "shared_object_id"}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def serialized(value):
    return plain(keras.saving.serialize_keras_object(value))


def main(folder):
    result = {
        "layers": {name: serialized(make()) for name, make in LAYERS.items()},
        "initializers": [serialized(keras.initializers.get(item)) for item in INITIALIZERS],
        "optimizers": {name: serialized(make()) for name, make in OPTIMIZERS.items()},
        "losses": [serialized(item) for item in LOSSES],
        "metrics": [serialized(item) for item in METRICS],
    }
    with open(f"{folder}/layer_configs.json", "w") as file:
        json.dump(result, file, indent=1, sort_keys=True)


main(sys.argv[1])
