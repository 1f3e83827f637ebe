"""Golden data of layers: Keras 3.15.1 on TensorFlow 2.21.0, NumPy 2.4.6, Python 3.11.

Writes Fixtures/Engine/layers.json: for each case a convolution of single pixels, the layer or layers in question, and a
classifier; what it predicts, the loss of each of ten steps, the loss of an evaluation after them, and the weights of
all layers but the classifier. Inputs and initial weights are sines of their position, so that they need not be stored.
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from keras import layers, optimizers, regularizers

BATCH = 4


def sines(count, number, factor, start=0.0):
    return (start + factor * np.sin(0.7 * np.arange(count) + number)).astype("float32")


def one(layer):
    return lambda x: layer()(x)


def two(layer, branch):
    return lambda x: layer()([x, branch(x)])


def squeeze(x):
    return layers.Multiply()([x, layers.Dense(8, activation="sigmoid")(layers.GlobalAveragePooling2D(keepdims=True)(x))])


def frozen(layer):
    layer.trainable = False
    return layer


def folded(x):
    x = layers.Conv2D(8, 3, padding="same")(x)
    return layers.ReLU(6.0)(frozen(layers.BatchNormalization())(x))


L = layers
CASES = {
    "conv-valid": one(lambda: L.Conv2D(6, 3, activation="relu")),
    "conv-same-strides": one(lambda: L.Conv2D(6, 3, strides=2, padding="same", use_bias=False)),
    "conv-oblong": one(lambda: L.Conv2D(5, (1, 3), strides=(2, 1), padding="same", activation="tanh")),
    "conv-dilation": one(lambda: L.Conv2D(4, 3, dilation_rate=2, padding="same")),
    "conv-groups": one(lambda: L.Conv2D(12, 3, groups=4)),
    "depthwise": one(lambda: L.DepthwiseConv2D(3, strides=2, padding="same", depth_multiplier=2)),
    "depthwise-dilation": one(lambda: L.DepthwiseConv2D(3, dilation_rate=2, padding="same", activation="relu6")),
    "separable": one(lambda: L.SeparableConv2D(5, 3, padding="same", depth_multiplier=2, activation="relu")),
    "transpose-valid": one(lambda: L.Conv2DTranspose(3, 3, strides=2)),
    "transpose-same": one(lambda: L.Conv2DTranspose(3, 3, strides=2, padding="same", activation="relu")),
    "transpose-short": one(lambda: L.Conv2DTranspose(3, 2, strides=3)),
    "normalization": one(lambda: L.BatchNormalization(momentum=0.9)),
    "normalization-plain": one(lambda: L.BatchNormalization(center=False, scale=False, epsilon=0.01)),
    "normalization-frozen": one(lambda: frozen(L.BatchNormalization())),
    "normalization-folded": folded,
    "max-pooling": one(lambda: L.MaxPooling2D(3, strides=2, padding="same")),
    "average-pooling": one(lambda: L.AveragePooling2D((2, 3), strides=1, padding="same")),
    "global-max": one(lambda: L.GlobalMaxPooling2D()),
    "global-average": one(lambda: L.GlobalAveragePooling2D(keepdims=True)),
    "zero-padding": one(lambda: L.ZeroPadding2D(((1, 2), (0, 3)))),
    "cropping": one(lambda: L.Cropping2D(((1, 0), (2, 1)))),
    "upsampling-nearest": one(lambda: L.UpSampling2D((2, 3))),
    "upsampling-bilinear": one(lambda: L.UpSampling2D(2, interpolation="bilinear")),
    "resizing-larger": one(lambda: L.Resizing(9, 11)),
    "resizing-smaller": one(lambda: L.Resizing(3, 2)),
    "resizing-nearest": one(lambda: L.Resizing(7, 3, interpolation="nearest")),
    "rescaling": one(lambda: L.Rescaling(0.5, offset=0.25)),
    "standardization": one(lambda: L.Normalization(mean=[0.1 * i for i in range(8)], variance=[0.5 + i for i in range(8)])),
    "reshape": one(lambda: L.Reshape((10, -1))),
    "spatial-dropout": one(lambda: L.SpatialDropout2D(0.0)),
    "gaussian-noise": one(lambda: L.GaussianNoise(0.0)),
    "relu": one(lambda: L.ReLU(max_value=0.6, negative_slope=0.2)),
    "relu-slope": one(lambda: L.ReLU(negative_slope=0.1)),
    "relu-threshold": one(lambda: L.ReLU(threshold=0.15)),
    "leaky-relu": one(lambda: L.LeakyReLU()),
    "elu": one(lambda: L.ELU(0.7)),
    "swish": one(lambda: L.Activation("swish")),
    "gelu": one(lambda: L.Activation("gelu")),
    "softplus": one(lambda: L.Activation("softplus")),
    "exponential": one(lambda: L.Activation("exponential")),
    "activation-leaky-relu": one(lambda: L.Activation("leaky_relu")),
    "sigmoid": one(lambda: L.Activation("sigmoid")),
    "tanh": one(lambda: L.Activation("tanh")),
    "softmax": one(lambda: L.Softmax()),
    "add": two(L.Add, lambda x: L.Activation("tanh")(x)),
    "multiply": two(L.Multiply, lambda x: L.Activation("tanh")(x)),
    "multiply-channels": squeeze,
    "concatenate": two(L.Concatenate, lambda x: L.Conv2D(3, 1)(x)),
    "concatenate-rows": two(lambda: L.Concatenate(axis=1), lambda x: L.Activation("tanh")(x)),
    "lambda": one(lambda: L.Lambda(lambda x: x * x)),
    "dense-l1": one(lambda: L.Dense(4, kernel_regularizer=regularizers.L1(0.02), bias_regularizer=regularizers.L2(0.1))),
    "conv-l2": one(lambda: L.Conv2D(4, 2, kernel_regularizer=regularizers.L2(0.01))),
    "separable-l1l2": one(
        lambda: L.SeparableConv2D(
            4, 2, depthwise_regularizer=regularizers.L1L2(0.01, 0.02), pointwise_regularizer=regularizers.L2(0.03),
            bias_regularizer=regularizers.L1(0.04))),
}


def case(name, build):
    keras.backend.clear_session()
    start = keras.Input((6, 5, 3))
    x = build(layers.Conv2D(8, 1)(start))
    if len(x.shape) > 2:
        x = layers.Flatten()(x)
    model = keras.Model(start, layers.Dense(3, activation="softmax")(x))
    number = 0
    for layer in model.layers:
        values = []
        for weight in layer.weights:
            number += 1
            isVariance = weight.name == "moving_variance"
            values.append(sines(weight.numpy().size, number, 0.3, 1.0 if isVariance else 0.0).reshape(weight.shape))
        if values:
            layer.set_weights(values)
    samples = sines(BATCH * 90, 0, 1.0).reshape(BATCH, 6, 5, 3)
    classes = np.arange(BATCH) % 3
    model.compile(optimizer=optimizers.SGD(0.05), loss="sparse_categorical_crossentropy")
    predictions = model.predict(samples, verbose=0)
    history = model.fit(samples, classes, batch_size=BATCH, epochs=10, shuffle=False, verbose=0).history
    evaluation = model.evaluate(samples, classes, batch_size=BATCH, verbose=0)
    weighted = [layer for layer in model.layers if layer.weights][:-1]
    return {
        "name": name,
        "predictions": [float(f"{v:.7g}") for v in predictions.flatten()],
        "loss": history["loss"],
        "evaluation": evaluation,
        "weights": [[float(f"{v:.6g}") for w in layer.get_weights() for v in w.flatten()] for layer in weighted],
    }


data = [case(name, build) for name, build in CASES.items()]
target = pathlib.Path(__file__).parent.parent / "Fixtures/Engine/layers.json"
target.write_text(json.dumps(data, separators=(",", ":")) + "\n")
