import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Freezing in nested models is what it is in Keras, normalizations included")
    struct FreezingTests {
        private struct Golden: Decodable {
            struct Case: Decodable {
                let name: String
                let initial: [[Float]]
                let final: [[Float]]
                let loss: [Double]
                let evaluation: Double
            }
            let samples: [Float]
            let classes: [Float]
            let cases: [Case]
        }

        private func freeze(_ name: String, _ inner: Model, _ middle: Model) throws {
            switch name {
            case "everything": middle.trainable = false
            case "inner_model": inner.trainable = false
            case "inner_normalization": try inner.layer("bn1").trainable = false
            case "all_but_inner_normalization":
                middle.trainable = false
                try inner.layer("bn1").trainable = true
            default: break
            }
        }

        private func models() throws -> (inner: Model, middle: Model, whole: Sequential) {
            let start = Input(shape: [6])
            let normal = try BatchNormalization(name: "bn1")(Dense(5, name: "d1")(start))
            let inner = try Model(inputs: start, outputs: ReLU()(normal), name: "inner")
            let next = Input(shape: [6])
            let middle = try Model(
                inputs: next, outputs: BatchNormalization(name: "bn2")(Dense(4, name: "d2")(inner(next))),
                name: "middle")
            let whole = try Sequential {
                Input(shape: [6])
                middle
                Dense(3, activation: .softmax, name: "out")
            }
            return (inner, middle, whole)
        }

        @Test(
            "over ten steps",
            arguments: [
                "nothing", "everything", "inner_model", "inner_normalization", "all_but_inner_normalization",
            ], [false, true])
        func steps(name: String, isFrozenAfterCompiling: Bool) throws {
            let golden = try JSONDecoder().decode(
                Golden.self, from: Data(contentsOf: fixture("Engine/freezing.json")))
            let expected = try #require(golden.cases.first { $0.name == name })
            let (inner, middle, model) = try models()
            try model.setWeights(
                zip(model.weights, expected.initial).map { try Tensor(shape: $0.shape, values: $1) })
            if !isFrozenAfterCompiling { try freeze(name, inner, middle) }
            try model.compile(optimizer: .sgd(learningRate: 0.1), loss: .sparseCategoricalCrossentropy)
            if isFrozenAfterCompiling { try freeze(name, inner, middle) }
            let x = try Tensor(shape: [16, 6], values: golden.samples)
            let y = try Tensor(shape: [16], values: golden.classes)
            let history = try model.fit(x: x, y: y, batchSize: 16, epochs: 10, shuffle: false)
            for (found, wanted) in zip(try #require(history["loss"]), expected.loss) {
                #expect(abs(found - wanted) < 1e-4 * wanted)
            }
            #expect(model.weights.count == expected.final.count)
            for (weights, values) in zip(model.weights, expected.final) {
                for (found, wanted) in zip(weights.values, values) {
                    #expect(abs(found - wanted) < 1e-3 * max(abs(wanted), 0.1))
                }
            }
            #expect(abs(try model.evaluate(x: x, y: y).loss - expected.evaluation) < 1e-4 * expected.evaluation)
        }
    }
}
