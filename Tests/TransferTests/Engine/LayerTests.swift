import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Layers refuse what they cannot do and say what to do instead")
    struct LayerTests {
        private func message(_ body: () throws -> Void) -> String {
            do {
                try body()
                return ""
            } catch { return "\(error)" }
        }

        @Test("settings outside what is allowed")
        func settings() throws {
            let pictures = Input(shape: [8, 6, 4])
            let vectors = Input(shape: [6])
            let groups = message { _ = try Conv2D(6, kernelSize: 3, groups: 3, name: "c")(pictures) }
            #expect(
                groups == """
                    layer 'c' was given groups 3; give a number that divides both the 4 input channels and the 6 filters
                    """)
            #expect(
                message { _ = try Conv2D(6, kernelSize: 3, dilationRate: 0, name: "c")(pictures) }
                    == "layer 'c' was given a dilation of 0×0; give numbers from 1 to 16384")
            #expect(
                message { _ = try Conv2D(6, kernelSize: 3, dilationRate: 4, name: "c")(pictures) }.contains("9×9"))
            #expect(
                message { _ = try Dense(3, kernelRegularizer: .l2(-1), name: "d")(vectors) }
                    == "layer 'd' was given a regularizer's factor -1.0; give a number of at least 0")
            #expect(
                message { _ = try Concatenate(axis: 4, name: "j")([pictures.symbolicTensor, pictures.symbolicTensor]) }
                    == "layer 'j' was given axis 4; give one from 1 to 3, or −1 for the last; 0 is the batch's")
            #expect(message { _ = try Reshape([-1, -1], name: "r")(vectors) }.contains("one may be −1"))
            #expect(
                message { _ = try Resizing(height: 0, width: 3, name: "s")(pictures) }.contains(
                    "height 0; give a number from 1"))
            #expect(message { _ = try SpatialDropout2D(1, name: "s")(pictures) }.contains("below 1"))
            #expect(message { _ = try GaussianNoise(-1, name: "g")(pictures) }.contains("from 0 to 1"))
            #expect(message { _ = try ReLU(negativeSlope: -1, name: "g")(pictures) }.contains("at least 0"))
        }

        @Test("inputs that do not fit")
        func inputs() throws {
            let pictures = Input(shape: [8, 6, 4])
            let vectors = Input(shape: [6])
            #expect(message { _ = try Conv2DTranspose(3, kernelSize: 2)(vectors) }.contains("pictures"))
            #expect(message { _ = try SeparableConv2D(3, kernelSize: 9)(pictures) }.contains("does not fit"))
            #expect(message { _ = try Cropping2D(cropping: 3)(pictures) }.contains("more than 6 rows and 6 columns"))
            #expect(message { _ = try Reshape([5])(vectors) }.contains("as many numbers as (None, 5) has"))
            #expect(
                message { _ = try Multiply()([pictures.symbolicTensor, vectors.symbolicTensor]) }
                    .contains("inputs like (None, 8, 6, 4)"))
            #expect(message { _ = try Concatenate()([pictures.symbolicTensor]) }.contains("two inputs or more"))
            #expect(
                message { _ = try Concatenate()([pictures.symbolicTensor, Cropping2D(cropping: 1)(pictures)]) }
                    .contains("in all axes but -1"))
            let layer = Conv2D(6, kernelSize: 1, groups: 2)
            _ = try layer(pictures)
            #expect(message { _ = try layer(Input(shape: [8, 6, 2])) }.contains("4 channels"))
        }

        @Test("a function of one's own, and what it must give")
        func lambda() throws {
            let input = Input(shape: [3])
            let sums = Lambda(name: "sums") { x in
                let rows = stride(from: 0, to: x.count, by: 3).map { x.values[$0..<$0 + 3].reduce(0, +) }
                return try Tensor(shape: [x.shape[0], 1], values: rows)
            }
            let model = try Model(inputs: input, outputs: sums(input))
            #expect(try model.predict(Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6])).values == [6, 15])

            let wrong = Lambda(outputShape: [2], name: "wrong") { $0 }
            let other = try Model(inputs: input, outputs: wrong(input))
            #expect(
                message { _ = try other.predict(Tensor(shape: [1, 3], values: [1, 2, 3])) }
                    .hasPrefix("the function of layer 'wrong' gave a tensor of shape [1, 3] where [1, 2] was expected"))

            let trained = try Model(inputs: input, outputs: Dense(2)(sums(Dense(3)(input))))
            try trained.compile(optimizer: .sgd(), loss: .meanSquaredError)
            let (x, y) = try (Tensor(shape: [1, 3], repeating: 1), Tensor(shape: [1, 2], repeating: 0))
            #expect(
                message { _ = try trained.fit(x: x, y: y) }
                    == """
                    training has to go through layer 'sums', whose function has no gradient; give it one with \
                    Lambda(backward:), or freeze all layers before it
                    """)
        }

        @Test("statistics of data for a normalization")
        func normalization() throws {
            let layer = Normalization()
            try layer.adapt(Tensor(shape: [3, 2], values: [1, 10, 2, 10, 6, 10]))
            #expect(layer.weights.map(\.values) == [[3, 10], [14.0 / 3, 0], [0]])
            let input = Input(shape: [2])
            let model = try Model(inputs: input, outputs: layer(input))
            let found = try model.predict(Tensor(shape: [1, 2], values: [3 + Float(14.0 / 3).squareRoot(), 10])).values
            #expect(abs(found[0] - 1) < 1e-6 && found[1] == 0)
            #expect(
                message {
                    try Normalization(mean: [1], variance: [1], name: "n").adapt(Tensor(shape: [1, 2], repeating: 1))
                }
                .contains("Normalization() without mean and variance"))
        }

        @Test("names made as Keras makes them")
        func names() {
            let names = [
                "Conv2D": "conv2d", "Conv2DTranspose": "conv2d_transpose", "DepthwiseConv2D": "depthwise_conv2d",
                "SeparableConv2D": "separable_conv2d", "LeakyReLU": "leaky_re_lu", "ELU": "elu", "ReLU": "re_lu",
                "UpSampling2D": "up_sampling2d", "SpatialDropout2D": "spatial_dropout2d",
                "ZeroPadding2D": "zero_padding2d", "GlobalAveragePooling2D": "global_average_pooling2d",
                "BatchNormalization": "batch_normalization", "InputLayer": "input_layer", "Lambda": "lambda",
            ]
            for (kind, name) in names { #expect(LayerNames.snakeCase(kind) == name) }
        }

        @Test("initial weights within the bounds of their formula")
        func initializers() throws {
            func values(_ initializer: Initializer) throws -> [Float] {
                let layer = Conv2D(64, kernelSize: 3, kernelInitializer: initializer)
                _ = try layer(Input(shape: [4, 4, 8]))
                return layer.weights[0].values
            }
            func deviation(_ values: [Float]) -> Float {
                let mean = values.reduce(0, +) / Float(values.count)
                return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(values.count)).squareRoot()
            }
            let lecun = try values(.lecunUniform)
            #expect(lecun.allSatisfy { abs($0) <= Float(3.0 / 72).squareRoot() })
            #expect(abs(deviation(lecun) - Float(1.0 / 72).squareRoot()) < 0.005)
            #expect(try abs(deviation(values(.lecunNormal)) - Float(1.0 / 72).squareRoot()) < 0.005)
            #expect(try abs(deviation(values(.randomNormal())) - 0.05) < 0.002)
            #expect(try values(.truncatedNormal(mean: 1, deviation: 0.1)).allSatisfy { abs($0 - 1) <= 0.2001 })
            #expect(try values(.randomUniform(minimum: 1, maximum: 2)).allSatisfy { $0 >= 1 && $0 < 2 })
            #expect(try values(.constant(0.5)).allSatisfy { $0 == 0.5 })
        }
    }
}
