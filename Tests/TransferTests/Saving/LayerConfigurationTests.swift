import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Layers describe themselves as Keras' get_config() does")
    struct LayerConfigurationTests {
        private static let golden: JSONValue =
            (try? JSONParser.value([UInt8](Data(contentsOf: fixture("Saving/layer_configs.json"))))) ?? .null

        private static let layers: [String: @Sendable () -> any ConfigurableLayer] = [
            "Input": { Input(shape: [8, 6, 3], name: "in") },
            "Dense": { Dense(5, name: "a") },
            "Dense, every setting": {
                Dense(
                    7, activation: .leakyReLU, useBias: false, kernelInitializer: .heNormal, biasInitializer: .ones,
                    kernelRegularizer: .l2(), biasRegularizer: .l1(0.25), name: "a")
            },
            "Conv2D": { Conv2D(4, kernelSize: 3, name: "a") },
            "Conv2D, every setting": {
                Conv2D(
                    8, kernelSize: (3, 5), strides: (2, 1), padding: .same, groups: 2, activation: .swish,
                    useBias: false, kernelInitializer: .heNormalFanOut, kernelRegularizer: .l1l2(l1: 0.5, l2: 0.25),
                    name: "a")
            },
            "DepthwiseConv2D": { DepthwiseConv2D(kernelSize: 3, name: "a") },
            "DepthwiseConv2D, every setting": {
                DepthwiseConv2D(
                    kernelSize: (3, 2), strides: (2, 2), padding: .same, depthMultiplier: 2, activation: .relu6,
                    useBias: false, depthwiseInitializer: .heUniform, depthwiseRegularizer: .l2(0.125), name: "a")
            },
            "SeparableConv2D": { SeparableConv2D(4, kernelSize: 3, name: "a") },
            "SeparableConv2D, every setting": {
                SeparableConv2D(
                    4, kernelSize: (2, 3), padding: .same, dilationRate: (2, 2), depthMultiplier: 2, activation: .elu,
                    depthwiseInitializer: .lecunNormal, pointwiseInitializer: .lecunUniform, biasInitializer: .ones,
                    depthwiseRegularizer: .l1(0.5), pointwiseRegularizer: .l2(), biasRegularizer: .l2(0.5), name: "a")
            },
            "Conv2DTranspose": { Conv2DTranspose(4, kernelSize: 3, name: "a") },
            "Conv2DTranspose, every setting": {
                Conv2DTranspose(
                    4, kernelSize: (2, 3), strides: (2, 2), padding: .same, activation: .tanh, useBias: false,
                    kernelInitializer: .glorotNormal, name: "a")
            },
            "BatchNormalization": { BatchNormalization(name: "a") },
            "BatchNormalization, every setting": {
                let layer = BatchNormalization(momentum: 0.9, epsilon: 1e-5, center: false, scale: false, name: "a")
                layer.axis = 3
                return layer
            },
            "Normalization": { Normalization(name: "a") },
            "Normalization, given": { Normalization(mean: [1, 2.5], variance: [4, 0.25], name: "a") },
            "Rescaling": { Rescaling(0.25, offset: -1, name: "a") },
            "Resizing": { Resizing(height: 4, width: 6, interpolation: .nearest, name: "a") },
            "UpSampling2D": { UpSampling2D(size: (2, 3), interpolation: .bilinear, name: "a") },
            "ZeroPadding2D": { ZeroPadding2D(padding: ((1, 2), (0, 3)), name: "a") },
            "Cropping2D": { Cropping2D(cropping: ((1, 2), (0, 1)), name: "a") },
            "MaxPooling2D": { MaxPooling2D(name: "a") },
            "MaxPooling2D, every setting": {
                MaxPooling2D(poolSize: (3, 2), strides: (1, 2), padding: .same, name: "a")
            },
            "AveragePooling2D": { AveragePooling2D(poolSize: 3, strides: 2, name: "a") },
            "GlobalAveragePooling2D": { GlobalAveragePooling2D(name: "a") },
            "GlobalMaxPooling2D, every setting": { GlobalMaxPooling2D(keepDimensions: true, name: "a") },
            "Flatten": { Flatten(name: "a") },
            "Reshape": { Reshape([2, -1], name: "a") },
            "Add": { Add(name: "a") },
            "Multiply": { Multiply(name: "a") },
            "Concatenate": { Concatenate(axis: 2, name: "a") },
            "Dropout": { Dropout(0.25, name: "a") },
            "SpatialDropout2D": { SpatialDropout2D(0.5, name: "a") },
            "GaussianNoise": { GaussianNoise(0.125, name: "a") },
            "ReLU": { ReLU(name: "a") },
            "ReLU, every setting": { ReLU(maxValue: 6, negativeSlope: 0.25, threshold: 0.5, name: "a") },
            "LeakyReLU": { LeakyReLU(name: "a") },
            "ELU": { ELU(alpha: 0.5, name: "a") },
            "Softmax": { Softmax(name: "a") },
            "Activation": { Activation(.gelu, name: "a") },
            "Activation, swish": { Swish(name: "a") },
            "Activation, softmax": { Activation(.softmax, name: "a") },
            "frozen": {
                let layer = Dense(2, name: "a")
                layer.trainable = false
                return layer
            },
        ]

        @Test("every kind, and is made again from that", arguments: layers.keys.sorted())
        func layer(name: String) throws {
            let golden = try #require(Self.golden["layers"]?[name])
            let make = try #require(Self.layers[name])
            let layer = make()
            #expect(golden["class_name"]?.string == layer.kind)
            expectEqual(.object(layer.kerasConfig), golden["config"])
            let settings = LayerSettings(
                kind: layer.kind, name: layer.name, values: golden["config"] ?? .null, reading: ModelReading(path: ""))
            let again = try LayerKinds.make(settings)
            #expect(settings.reading.notes.isEmpty)
            #expect(type(of: again) == type(of: layer) || layer is Swish)
            expectEqual(.object((again as? any ConfigurableLayer)?.kerasConfig ?? [:]), golden["config"])
        }

        @Test("all of them")
        func complete() throws {
            #expect(Self.layers.count == Self.golden["layers"]?.object?.count)
        }

        @Test("with initializers")
        func initializers() throws {
            let all: [Initializer] = [
                .zeros, .ones, .glorotUniform, .glorotNormal, .heUniform, .heNormal, .lecunUniform, .lecunNormal,
                .constant(0.5), .randomUniform(minimum: -0.25, maximum: 0.5), .randomNormal(mean: 0.25, deviation: 0.5),
                .truncatedNormal(mean: 0.25, deviation: 0.5),
                .varianceScaling(scale: 0.5, fan: .average, distribution: .untruncatedNormal),
            ]
            for (initializer, golden) in zip(all, Self.golden["initializers"]?.array ?? []) {
                expectEqual(initializer.kerasObject, golden)
                #expect(Initializer(keras: golden) == initializer)
            }
            #expect(Initializer(keras: "glorot_normal") == .glorotNormal)
            #expect(Initializer(keras: ["class_name": "Orthogonal", "config": [:]]) == nil)
        }

        @Test("and optimizers with their schedules")
        func optimizers() throws {
            let all: [String: Optimizer] = [
                "sgd": .sgd(learningRate: Double(Float(0.01))),
                "sgd, every setting": .sgd(
                    learningRate: 0.125, momentum: 0.5, nesterov: true, weightDecay: 0.25, clipNorm: 2, useEMA: true,
                    emaMomentum: 0.75, emaOverwriteFrequency: 4, gradientAccumulationSteps: 2),
                "adam": .adam(learningRate: 0.125),
                "adam, every setting": .adam(
                    learningRate: 0.125, beta1: 0.5, beta2: 0.75, epsilon: 0.25, amsgrad: true, globalClipNorm: 3),
                "adamW": .adamW(learningRate: 0.125), "rmsprop": .rmsprop(learningRate: 0.125),
                "rmsprop, every setting": .rmsprop(
                    learningRate: 0.125, rho: 0.5, momentum: 0.25, epsilon: 0.75, centered: true, clipValue: 0.5),
                "adagrad": .adagrad(learningRate: 0.125, initialAccumulatorValue: 0.5),
                "adadelta": .adadelta(learningRate: 0.125, rho: 0.75),
                "nadam": .nadam(learningRate: 0.125, beta1: 0.75, beta2: 0.875),
                "exponential": .sgd(
                    learningRate: .exponentialDecay(
                        initialLearningRate: 0.5, decaySteps: 100, decayRate: 0.25, staircase: true)),
                "piecewise": .sgd(learningRate: .piecewiseConstant(boundaries: [2, 5], values: [0.5, 0.25, 0.125])),
                "polynomial": .sgd(
                    learningRate: .polynomialDecay(
                        initialLearningRate: 0.5, decaySteps: 10, endLearningRate: 0.25, power: 2, cycle: true)),
                "inverse": .sgd(
                    learningRate: .inverseTimeDecay(initialLearningRate: 0.5, decaySteps: 10, decayRate: 0.25)),
                "cosine": .sgd(
                    learningRate: .cosineDecay(
                        initialLearningRate: 0.5, decaySteps: 10, alpha: 0.25, warmupTarget: 0.75, warmupSteps: 4)),
            ]
            let golden = try #require(Self.golden["optimizers"]?.object)
            #expect(all.count == golden.count)
            for (name, optimizer) in all {
                // Keras numbers the names.
                expectEqual(optimizer.kerasObject.withoutName, golden[name]?.withoutName)
                let again = try #require(Optimizer(keras: golden[name] ?? .null))
                expectEqual(again.kerasObject.withoutName, golden[name]?.withoutName)
                try again.check()
                for step in [0, 3, 50] { #expect(again.schedule(step) == optimizer.schedule(step)) }
            }
            #expect(Optimizer(keras: ["class_name": "Lion", "config": [:]]) == nil)
        }

        @Test("and losses and metrics")
        func lossesAndMetrics() throws {
            let losses: [LossFunction] = [
                .categoricalCrossentropy(labelSmoothing: 0.25), .sparseCategoricalCrossentropy,
                .binaryCrossentropy(labelSmoothing: 0.5), .meanSquaredError, .meanAbsoluteError, .huber, .hinge,
            ]
            for (loss, golden) in zip(losses, Self.golden["losses"]?.array ?? []) {
                expectEqual(loss.kerasObject, golden)
                #expect(LossFunction(keras: golden) == loss)
                #expect(LossFunction(keras: loss.keras) == loss)
            }
            let metrics: [EvaluationMetric] = [
                .categoricalAccuracy, .sparseCategoricalAccuracy, .binaryAccuracy(threshold: 0.25), .topK(3),
                .precision,
                .precision(threshold: 0.25, classID: 2), .recall(classID: 1), .f1,
                .f1(average: .weighted, threshold: 0.25), .auc, .auc(curve: .pr, thresholds: 50), .meanAbsoluteError,
                .meanSquaredError,
            ]
            for (metric, golden) in zip(metrics, Self.golden["metrics"]?.array ?? []) {
                expectEqual(metric.keras.withoutName, golden.withoutName)
                #expect(EvaluationMetric(keras: golden) == metric)
            }
            #expect(LossFunction(keras: ["class_name": "MeanSquaredError", "config": ["reduction": "sum"]]) == nil)
            #expect(
                LossFunction(keras: ["class_name": "CategoricalCrossentropy", "config": ["from_logits": true]])
                    == .categoricalCrossentropy(fromLogits: true))
            #expect(EvaluationMetric(keras: "cosine_similarity") == nil)
        }

        /// Whole and other numbers are the same where they are equal.
        private func expectEqual(
            _ value: JSONValue, _ golden: JSONValue?, sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(value.withPlainNumbers == golden?.withPlainNumbers, sourceLocation: sourceLocation)
        }
    }
}

extension JSONValue {
    fileprivate var withPlainNumbers: JSONValue {
        switch self {
        case .integer(let value): .number(Double(value))
        case .array(let values): .array(values.map(\.withPlainNumbers))
        case .object(let members): .object(members.mapValues(\.withPlainNumbers))
        default: self
        }
    }

    fileprivate var withoutName: JSONValue {
        guard var members = object, var config = members["config"]?.object else { return self }
        config["name"] = nil
        members["config"] = .object(config)
        return .object(members)
    }
}
