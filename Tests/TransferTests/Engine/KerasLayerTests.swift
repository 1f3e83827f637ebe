import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Every layer computes and learns what Keras' layer does")
    struct KerasLayerTests {
        struct Golden: Decodable, CustomTestStringConvertible, Sendable {
            let name: String
            let predictions: [Float]
            let loss: [Double]
            let evaluation: Double
            let weights: [[Float]]
            var testDescription: String { name }
        }

        static let goldens =
            (try? JSONDecoder().decode([Golden].self, from: Data(contentsOf: fixture("Engine/layers.json")))) ?? []

        private typealias Builder = @Sendable (SymbolicTensor) throws -> SymbolicTensor

        private static let convolutions: [String: Builder] = [
            "conv-valid": { try Conv2D(6, kernelSize: 3, activation: .relu)($0) },
            "conv-same-strides": { try Conv2D(6, kernelSize: 3, strides: 2, padding: .same, useBias: false)($0) },
            "conv-oblong": {
                try Conv2D(5, kernelSize: (1, 3), strides: (2, 1), padding: .same, activation: .tanh)($0)
            },
            "conv-dilation": { try Conv2D(4, kernelSize: 3, padding: .same, dilationRate: 2)($0) },
            "conv-groups": { try Conv2D(12, kernelSize: 3, groups: 4)($0) },
            "depthwise": {
                try DepthwiseConv2D(kernelSize: 3, strides: 2, padding: .same, depthMultiplier: 2)($0)
            },
            "depthwise-dilation": {
                try DepthwiseConv2D(kernelSize: 3, padding: .same, dilationRate: 2, activation: .relu6)($0)
            },
            "separable": {
                try SeparableConv2D(5, kernelSize: 3, padding: .same, depthMultiplier: 2, activation: .relu)($0)
            },
            "transpose-valid": { try Conv2DTranspose(3, kernelSize: 3, strides: 2)($0) },
            "transpose-same": {
                try Conv2DTranspose(3, kernelSize: 3, strides: 2, padding: .same, activation: .relu)($0)
            },
            "transpose-short": { try Conv2DTranspose(3, kernelSize: 2, strides: 3)($0) },
            "dense-l1": { try Dense(4, kernelRegularizer: .l1(0.02), biasRegularizer: .l2(0.1))($0) },
            "conv-l2": { try Conv2D(4, kernelSize: 2, kernelRegularizer: .l2(0.01))($0) },
            "separable-l1l2": {
                try SeparableConv2D(
                    4, kernelSize: 2, depthwiseRegularizer: .l1l2(l1: 0.01, l2: 0.02),
                    pointwiseRegularizer: .l2(0.03), biasRegularizer: .l1(0.04))($0)
            },
        ]

        private static let normalizations: [String: Builder] = [
            "normalization": { try BatchNormalization(momentum: 0.9)($0) },
            "normalization-plain": { try BatchNormalization(epsilon: 0.01, center: false, scale: false)($0) },
            "normalization-frozen": { try frozen(BatchNormalization())($0) },
            "normalization-folded": { input in
                let x = try Conv2D(8, kernelSize: 3, padding: .same)(input)
                return try ReLU(maxValue: 6)(frozen(BatchNormalization())(x))
            },
            "rescaling": { try Rescaling(0.5, offset: 0.25)($0) },
            "standardization": {
                try Normalization(
                    mean: (0..<8).map { 0.1 * Float($0) }, variance: (0..<8).map { 0.5 + Float($0) })($0)
            },
            "spatial-dropout": { try SpatialDropout2D(0)($0) },
            "gaussian-noise": { try GaussianNoise(0)($0) },
        ]

        private static let shapes: [String: Builder] = [
            "max-pooling": { try MaxPooling2D(poolSize: 3, strides: 2, padding: .same)($0) },
            "average-pooling": { try AveragePooling2D(poolSize: (2, 3), strides: (1, 1), padding: .same)($0) },
            "global-max": { try GlobalMaxPooling2D()($0) },
            "global-average": { try GlobalAveragePooling2D(keepDimensions: true)($0) },
            "zero-padding": { try ZeroPadding2D(padding: ((1, 2), (0, 3)))($0) },
            "cropping": { try Cropping2D(cropping: ((1, 0), (2, 1)))($0) },
            "upsampling-nearest": { try UpSampling2D(size: (2, 3))($0) },
            "upsampling-bilinear": { try UpSampling2D(size: 2, interpolation: .bilinear)($0) },
            "resizing-larger": { try Resizing(height: 9, width: 11)($0) },
            "resizing-smaller": { try Resizing(height: 3, width: 2)($0) },
            "resizing-nearest": { try Resizing(height: 7, width: 3, interpolation: .nearest)($0) },
            "reshape": { try Reshape([10, -1])($0) },
            "add": { try Add()([$0, Tanh()($0)]) },
            "multiply": { try Multiply()([$0, Tanh()($0)]) },
            "multiply-channels": { input in
                let mean = try GlobalAveragePooling2D(keepDimensions: true)(input)
                return try Multiply()([input, Dense(8, activation: .sigmoid)(mean)])
            },
            "concatenate": { try Concatenate()([$0, Conv2D(3, kernelSize: 1)($0)]) },
            "concatenate-rows": { try Concatenate(axis: 1)([$0, Tanh()($0)]) },
        ]

        private static let functions: [String: Builder] = [
            "relu": { try ReLU(maxValue: 0.6, negativeSlope: 0.2)($0) },
            "relu-slope": { try ReLU(negativeSlope: 0.1)($0) },
            "relu-threshold": { try ReLU(threshold: 0.15)($0) },
            "leaky-relu": { try LeakyReLU()($0) },
            "elu": { try ELU(alpha: 0.7)($0) },
            "swish": { try Swish()($0) },
            "gelu": { try Activation(.gelu)($0) },
            "softplus": { try Activation(.softplus)($0) },
            "exponential": { try Activation(.exponential)($0) },
            "activation-leaky-relu": { try Activation(.leakyReLU)($0) },
            "sigmoid": { try Sigmoid()($0) },
            "tanh": { try Tanh()($0) },
            "softmax": { try Softmax()($0) },
            "lambda": { input in
                let square = Lambda { x, gradient in
                    try Tensor(shape: x.shape, values: zip(x.values, gradient.values).map { 2 * $0 * $1 })
                } _: { x in
                    try Tensor(shape: x.shape, values: x.values.map { $0 * $0 })
                }
                return try square(input)
            },
        ]

        private static func frozen(_ layer: BatchNormalization) -> BatchNormalization {
            layer.freeze()
            return layer
        }

        private func sines(_ shape: [Int], _ number: Int, _ factor: Double, start: Double = 0) throws -> Tensor {
            try Tensor(
                shape: shape,
                values: (0..<shape.reduce(1, *)).map {
                    Float(start + factor * sin(0.7 * Double($0) + Double(number)))
                })
        }

        private func model(_ name: String) throws -> Model {
            let builders = [Self.convolutions, Self.normalizations, Self.shapes, Self.functions]
            let build = try #require(builders.compactMap { $0[name] }.first)
            let input = Input(shape: [6, 5, 3])
            var x = try build(Conv2D(8, kernelSize: 1)(input))
            if x.shape.count > 2 { x = try Flatten()(x) }
            let model = try Model(inputs: input, outputs: Dense(3, activation: .softmax)(x))
            var number = 0
            for layer in model.layers {
                let count = layer.weights.count
                try layer.setWeights(
                    layer.weights.enumerated().map { position, weight in
                        number += 1
                        let isVariance = layer is BatchNormalization && position == count - 1
                        return try sines(weight.shape, number, 0.3, start: isVariance ? 1 : 0)
                    })
            }
            return model
        }

        @Test("forward, backward and in evaluation", arguments: goldens)
        func layer(golden: Golden) throws {
            let model = try model(golden.name)
            let samples = try sines([4, 6, 5, 3], 0, 1)
            let classes = try Tensor(shape: [4], values: [0, 1, 2, 0])
            let predictions = try model.predict(samples).values
            #expect(predictions.count == golden.predictions.count)
            for (found, wanted) in zip(predictions, golden.predictions) { #expect(abs(found - wanted) < 2e-5) }

            try model.compile(optimizer: .sgd(learningRate: 0.05), loss: .sparseCategoricalCrossentropy)
            let history = try model.fit(x: samples, y: classes, batchSize: 4, epochs: 10, shuffle: false)
            let losses = try #require(history["loss"])
            #expect(losses.count == golden.loss.count)
            let lossError = zip(losses, golden.loss).map { abs($0 - $1) / $1 }.max() ?? .infinity
            #expect(lossError < 1e-4)
            var weightError: Float = 0
            let layers = model.layers.filter { !$0.weights.isEmpty }.dropLast()
            #expect(layers.count == golden.weights.count)
            for (layer, wanted) in zip(layers, golden.weights) {
                let found = layer.weights.flatMap(\.values)
                #expect(found.count == wanted.count)
                let distance = zip(found, wanted).map { abs($0 - $1) }.max() ?? .infinity
                let error = distance / max(wanted.map(abs).max() ?? 1, 0.1)
                weightError = max(weightError, error)
                #expect(error < 1e-4, "\(layer.name): \(distance)")
            }
            reportFigures(
                "network with \(golden.name): worst relative error of the losses \(lossError), of the weights \(weightError)"
            )
            let evaluation = try model.evaluate(x: samples, y: classes).loss
            #expect(abs(evaluation - golden.evaluation) < 1e-4 * golden.evaluation)
        }

        @Test("with a golden for each of them")
        func completeness() {
            let names = [Self.convolutions, Self.normalizations, Self.shapes, Self.functions].flatMap(\.keys)
            #expect(Set(names) == Set(Self.goldens.map(\.name)))
        }
    }
}
