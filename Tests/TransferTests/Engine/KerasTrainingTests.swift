import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Training gives the losses and weights that Keras gives")
    struct KerasTrainingTests {
        struct Golden: Decodable {
            struct Case: Decodable {
                let name: String
                let initial: [[Float]]
                let final: [[Float]]
                let normalization: Bool
                let loss: [Double]
                let accuracy: [Double]
                let evaluation: [Double]
            }
            let samples: [Float]
            let classes: [Float]
            let cases: [Case]
        }

        static func golden() throws -> Golden {
            try JSONDecoder().decode(Golden.self, from: Data(contentsOf: fixture("Engine/training.json")))
        }

        private func settings(_ name: String) -> (Optimizer, LossFunction) {
            switch name {
            case "momentum": (.sgd(learningRate: 0.1, momentum: 0.9), .sparseCategoricalCrossentropy)
            case "nesterov": (.sgd(learningRate: 0.1, momentum: 0.9, nesterov: true), .categoricalCrossentropy)
            case "adam": (.adam(learningRate: 0.05), .sparseCategoricalCrossentropy)
            default: (.sgd(learningRate: 0.1), .categoricalCrossentropy)
            }
        }

        @Test("over ten steps", arguments: ["sgd", "momentum", "nesterov", "adam", "normalization"])
        func steps(name: String) throws {
            let golden = try Self.golden()
            let expected = try #require(golden.cases.first { $0.name == name })
            let model = try Sequential {
                Input(shape: [6])
                Dense(5, activation: .relu)
                if expected.normalization { BatchNormalization() }
                Dense(3, activation: .softmax)
            }
            let layers = model.layers.filter { !$0.weights.isEmpty }
            var initial = expected.initial.makeIterator()
            for layer in layers {
                try layer.setWeights(
                    layer.weights.map { try Tensor(shape: $0.shape, values: initial.next() ?? []) })
            }
            let (optimizer, loss) = settings(name)
            try model.compile(optimizer: optimizer, loss: loss)
            let x = try Tensor(shape: [12, 6], values: golden.samples)
            let y =
                loss == .sparseCategoricalCrossentropy
                ? try Tensor(shape: [12], values: golden.classes)
                : try Tensor(
                    shape: [12, 3], values: golden.classes.flatMap { c in (0..<3).map { Float($0) == c ? 1 : 0 } })
            let history = try model.fit(x: x, y: y, batchSize: 12, epochs: 10, shuffle: false)
            for (found, wanted) in zip(try #require(history["loss"]), expected.loss) {
                #expect(abs(found - wanted) < 1e-4 * wanted)
            }
            for (found, wanted) in zip(try #require(history["accuracy"]), expected.accuracy) {
                #expect(abs(found - wanted) < 1e-6)
            }
            for (weights, values) in zip(layers.flatMap(\.weights), expected.final) {
                for (found, wanted) in zip(weights.values, values) { #expect(abs(found - wanted) < 1e-3) }
            }
            let evaluation = try model.evaluate(x: x, y: y)
            #expect(abs(evaluation.loss - expected.evaluation[0]) < 1e-4 * expected.evaluation[0])
            #expect(abs((evaluation.accuracy ?? 0) - expected.evaluation[1]) < 1e-6)
        }
    }
}
