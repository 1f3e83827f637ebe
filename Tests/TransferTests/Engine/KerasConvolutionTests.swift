import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Training a whole convolutional network gives the losses and weights that Keras gives")
    struct KerasConvolutionTests {
        private struct Golden: Decodable {
            let pictures: [Float]
            let classes: [Float]
            let initial: [[[Float]]]
            let final: [[[Float]]]
            let loss: [Double]
        }

        private func network() throws -> Model {
            let input = Input(shape: [12, 12, 3])
            var x = try Conv2D(16, kernelSize: 3, strides: 2, padding: .same, useBias: false)(input)
            x = try ReLU(maxValue: 6)(BatchNormalization(momentum: 0.9)(x))
            var y = try DepthwiseConv2D(kernelSize: 5, padding: .same, useBias: false)(x)
            y = try ReLU(maxValue: 6)(BatchNormalization(momentum: 0.9)(y))
            y = try BatchNormalization(momentum: 0.9)(Conv2D(16, kernelSize: 1, useBias: false)(y))
            x = try Add()([y, x])
            x = try MaxPooling2D(poolSize: 3, strides: 2, padding: .same)(x)
            x = try Conv2D(16, kernelSize: 3, padding: .same, activation: .relu)(x)
            x = try AveragePooling2D(poolSize: 2, strides: 1, padding: .same)(x)
            return try Model(
                inputs: input, outputs: Dense(3, activation: .softmax)(GlobalAveragePooling2D()(x)))
        }

        @Test("over six steps with momentum")
        func steps() throws {
            let golden = try JSONDecoder().decode(
                Golden.self, from: Data(contentsOf: fixture("Engine/pictures.json")))
            let model = try network()
            let layers = model.layers.filter { !$0.weights.isEmpty }
            #expect(layers.count == golden.initial.count)
            for (layer, values) in zip(layers, golden.initial) {
                try layer.setWeights(zip(layer.weights, values).map { try Tensor(shape: $0.shape, values: $1) })
            }
            try model.compile(
                optimizer: .sgd(learningRate: 0.05, momentum: 0.9), loss: .sparseCategoricalCrossentropy)
            let history = try model.fit(
                x: Tensor(shape: [8, 12, 12, 3], values: golden.pictures),
                y: Tensor(shape: [8], values: golden.classes),
                batchSize: 8, epochs: 6, shuffle: false)
            for (found, wanted) in zip(try #require(history["loss"]), golden.loss) {
                #expect(abs(found - wanted) < 1e-4 * wanted)
            }
            for (layer, values) in zip(layers, golden.final) {
                for (tensor, wanted) in zip(layer.weights, values) {
                    let distance = zip(tensor.values, wanted).map { abs($0 - $1) }.max() ?? 0
                    #expect(distance < 1e-3, "\(layer.name)")
                }
            }
        }
    }
}
