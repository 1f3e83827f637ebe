import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("A model of several inputs and outputs is trained as in Keras")
    struct SeveralOutputsTests {
        struct Golden: Decodable {
            let left: [Float]
            let right: [Float]
            let classes: [Float]
            let numbers: [Float]
            let initial: [String: [[Float]]]
            let final: [String: [[Float]]]
            let history: [String: [Double]]
        }

        private func model() throws -> Model {
            let (a, b) = (Input(shape: [4]), Input(shape: [3]))
            let shared = try Add(name: "add")([
                Dense(5, activation: .tanh, name: "from_left")(a), Dense(5, activation: .tanh, name: "from_right")(b),
            ])
            let kind = try Dense(3, activation: .softmax, name: "kind")(shared)
            let place = try Dense(2, name: "place")(shared)
            return try Model(inputs: [a, b], outputs: [kind, place])
        }

        @Test("with a weighted loss for each output and its numbers under its name")
        func training() throws {
            let golden = try JSONDecoder().decode(
                Golden.self, from: Data(contentsOf: fixture("Engine/several_outputs.json")))
            let model = try model()
            for (name, values) in golden.initial {
                let layer = try model.layer(name)
                try layer.setWeights(zip(layer.weights, values).map { try Tensor(shape: $0.shape, values: $1) })
            }
            try model.compile(
                optimizer: .adam(learningRate: 0.02), losses: [.sparseCategoricalCrossentropy, .meanSquaredError],
                lossWeights: [1, 0.3], metrics: [[.accuracy], [.meanAbsoluteError]])
            let x = try [
                Tensor(shape: [20, 4], values: golden.left), Tensor(shape: [20, 3], values: golden.right),
            ]
            let y = try [
                Tensor(shape: [20], values: golden.classes), Tensor(shape: [20, 2], values: golden.numbers),
            ]
            let history = try model.fit(
                x: x, y: y, batchSize: 5, epochs: 5, shuffle: false, validationSplit: 0.25,
                callbacks: [.earlyStopping(monitor: "val_kind_accuracy", patience: 9, restoreBestWeights: false)])
            #expect(Set(history.metrics) == Set(golden.history.keys))
            for (key, wanted) in golden.history {
                for (f, w) in zip(try #require(history[key]), wanted) {
                    #expect(abs(f - w) < 1e-4 * max(w, 0.1), "\(key)")
                }
            }
            for (name, values) in golden.final {
                for (tensor, wanted) in zip(try model.layer(name).weights, values) {
                    for (f, w) in zip(tensor.values, wanted) { #expect(abs(f - w) < 1e-3 * max(abs(w), 0.1)) }
                }
            }
            let evaluation = try model.evaluate(x: x, y: y)
            let parts = try #require(evaluation["kind_loss"]) + 0.3 * #require(evaluation["place_loss"])
            #expect(abs(evaluation.loss - parts) < 1e-6)
        }

        @Test("and lists that are too short or too long are refused")
        func refusals() throws {
            let model = try model()
            let error = #expect(throws: TransferError.self) {
                try model.compile(optimizer: .sgd(), losses: [.meanSquaredError])
            }
            #expect(
                error?.description
                    == "losses was a list of 1; give one for each of the 2 outputs of model '\(model.name)'")
            try model.compile(optimizer: .sgd(), loss: .meanSquaredError)
            let x = try [sampleTensor([4, 4]), sampleTensor([4, 3])]
            #expect(
                throws: TransferError.training(
                    .wrongTargetCount(model: model.name, outputs: ["kind", "place"], received: 1))
            ) {
                try model.fit(x: x, y: [sampleTensor([4, 3])])
            }
        }
    }
}
