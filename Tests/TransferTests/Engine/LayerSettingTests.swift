import Testing
import Transfer

extension EngineTests {
    @Suite("Settings of layers that make no sense are refused when the layer is used, and never end the process")
    struct LayerSettingTests {
        private static let huge = Int.max

        /// What using a layer on pictures throws.
        private func refusal(_ layer: Layer, on shape: [Int] = [8, 8, 4]) -> String {
            let error = #expect(throws: TransferError.self) { try layer(Input(shape: shape)) }
            return error?.description ?? "nothing"
        }

        @Test("names that say nothing")
        func names() throws {
            #expect(
                refusal(Flatten(name: ""))
                    == "layer 'Flatten' was given the name ''; give a name with letters, or none to have one made")
            #expect(throws: TransferError.self) { try Flatten()(Input(shape: [3], name: " ")) }
            #expect(throws: TransferError.self) { try Sequential(name: "") { Dense(3) } }
            let input = Input(shape: [3])
            #expect(throws: TransferError.self) { try Model(inputs: input, outputs: Flatten()(input), name: "") }
            #expect(throws: TransferError.self) { try VGG16(weights: .none, inputShape: [32, 32, 3], name: "") }
        }

        @Test("names with a stroke, which Keras reads in no file")
        func strokes() throws {
            #expect(
                refusal(Flatten(name: "a/b"))
                    == "layer 'Flatten' was given the name 'a/b'; give one without /")
            #expect(throws: TransferError.self) { try Flatten()(Input(shape: [3], name: "a/b")) }
            #expect(throws: TransferError.self) { try Sequential(name: "a/b") { Dense(3) } }
        }

        @Test("shapes of data that cannot be", arguments: [[-8, 0], [0], [Int.max, Int.max], [1 << 20, 1 << 20]])
        func shapes(shape: [Int]) throws {
            #expect(refusal(Flatten(), on: shape).contains("layer 'input"))
            let input = Input(shape: shape)
            #expect(throws: TransferError.self) { try Model(inputs: input, outputs: input) }
            #expect(throws: TransferError.self) {
                try Sequential {
                    Input(shape: shape)
                    Dense(2)
                }
            }
        }

        @Test("numbers that are none, negative, or beyond any memory")
        func numbers() {
            let cases: [(String, Layer)] = [
                ("units", Dense(0)), ("units", Dense(-1)), ("thousand million", Dense(Self.huge)),
                ("filters", Conv2D(0, kernelSize: 3)), ("thousand million", Conv2D(Self.huge, kernelSize: 3)),
                ("groups", Conv2D(4, kernelSize: 3, groups: 0)), ("window", Conv2D(4, kernelSize: 0)),
                ("window", Conv2D(4, kernelSize: Self.huge, padding: .same)),
                ("strides", Conv2D(4, kernelSize: 3, strides: 0)),
                ("strides", Conv2D(4, kernelSize: 3, strides: Self.huge, padding: .same)),
                ("dilation", Conv2D(4, kernelSize: 3, dilationRate: Self.huge)),
                ("dilation", Conv2D(4, kernelSize: 3, strides: 2, dilationRate: 2)),
                ("dilation", Conv2D(4, kernelSize: (3, 3), strides: (2, 1), dilationRate: (1, 2))),
                ("dilation", Conv2DTranspose(4, kernelSize: 3, strides: 2, dilationRate: 2)),
                ("stddev", GaussianNoise(1.5)), ("stddev", GaussianNoise(-0.1)), ("stddev", GaussianNoise(.nan)),
                ("window", Conv2DTranspose(4, kernelSize: Self.huge)),
                ("strides", Conv2DTranspose(4, kernelSize: 3, strides: Self.huge)),
                ("depthMultiplier", DepthwiseConv2D(kernelSize: 3, depthMultiplier: Self.huge)),
                ("depthMultiplier", SeparableConv2D(4, kernelSize: 3, depthMultiplier: 0)),
                ("window", MaxPooling2D(poolSize: -1)), ("strides", AveragePooling2D(poolSize: 2, strides: Self.huge)),
                ("padding", ZeroPadding2D(padding: -1)), ("padding", ZeroPadding2D(padding: Self.huge)),
                ("cropping", Cropping2D(cropping: -1)), ("cropping", Cropping2D(cropping: Self.huge)),
                ("size", UpSampling2D(size: 0)), ("size", UpSampling2D(size: Self.huge)),
                ("height", Resizing(height: 0, width: 4)), ("width", Resizing(height: 4, width: Self.huge)),
                ("targetShape", Reshape([-2])), ("thousand million", Reshape([Self.huge, Self.huge])),
                ("outputShape", Lambda(outputShape: [-1]) { $0 }),
                ("rate", Dropout(.nan)), ("rate", Dropout(1)), ("rate", SpatialDropout2D(-0.1)),
                ("stddev", GaussianNoise(.infinity)), ("maxValue", ReLU(maxValue: .nan)),
                ("maxValue", ReLU(maxValue: .infinity)), ("negativeSlope", ReLU(negativeSlope: .infinity)),
                ("threshold", ReLU(threshold: -1)), ("negativeSlope", LeakyReLU(negativeSlope: -0.1)),
                ("negativeSlope", LeakyReLU(negativeSlope: .nan)), ("alpha", ELU(alpha: .nan)),
                ("scale", Rescaling(.nan)), ("offset", Rescaling(1, offset: .infinity)),
                ("momentum", BatchNormalization(momentum: 1.5)), ("momentum", BatchNormalization(momentum: .nan)),
                ("epsilon", BatchNormalization(epsilon: -1)), ("epsilon", BatchNormalization(epsilon: .nan)),
                ("mean", Normalization(mean: [.nan], variance: [1])), ("mean", Normalization(mean: [], variance: [])),
                ("variance", Normalization(mean: [0], variance: [-1])),
                ("regularizer", Dense(2, kernelRegularizer: .l2(.nan))),
                ("regularizer", Dense(2, kernelRegularizer: .l1(-1))),
                ("initializer", Dense(2, kernelInitializer: .constant(.nan))),
                ("initializer", Dense(2, kernelInitializer: .randomUniform(minimum: 1, maximum: 0))),
                ("initializer", Dense(2, kernelInitializer: .randomNormal(deviation: -1))),
                ("initializer", Dense(2, kernelInitializer: .truncatedNormal(mean: .nan))),
                (
                    "initializer",
                    Dense(2, kernelInitializer: .varianceScaling(scale: 0, fan: .input, distribution: .uniform))
                ),
            ]
            for (word, layer) in cases {
                let refusal = refusal(layer)
                #expect(refusal.contains(word) && refusal.contains("; "), "\(layer.kind): \(refusal)")
            }
        }

        @Test("but not strides with dilation where each channel is alone, or the most noise that Keras takes")
        func allowed() throws {
            let input = Input(shape: [16, 16, 4])
            #expect(try DepthwiseConv2D(kernelSize: 3, strides: 2, dilationRate: 2)(input).shape == [nil, 6, 6, 4])
            #expect(try SeparableConv2D(2, kernelSize: 3, strides: 2, dilationRate: 2)(input).shape == [nil, 6, 6, 2])
            #expect(try GaussianNoise(1)(input).shape == [nil, 16, 16, 4])
        }

        @Test("weights that no memory holds are told with their shape")
        func largeWeights() {
            let refusal = refusal(Dense(100_000, name: "wide"), on: [100_000])
            #expect(
                refusal == """
                    layer 'wide' would have a kernel of shape [100000, 100000], more than a thousand million numbers; use \
                    fewer units or channels, or put a pooling before it (GlobalAveragePooling2D in place of Flatten)
                    """)
        }

        @Test("data to adapt to that hold what is no number")
        func adapting() throws {
            let data = try Tensor(shape: [2, 1], values: [1, .nan])
            #expect(throws: TransferError.self) { try Normalization().adapt(data) }
        }
    }
}
