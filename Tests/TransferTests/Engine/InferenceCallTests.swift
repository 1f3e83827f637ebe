import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A model called with training: false trains as in Keras")
    struct InferenceCallTests {
        struct Golden: Decodable {
            let pictures: [Float]
            let classes: [Float]
            let loss: [Double]
            let final: [String: [[Float]]]
        }

        private let golden: Golden
        private let x: Tensor
        private let y: Tensor

        init() throws {
            golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: fixture("Engine/inference.json")))
            x = try Tensor(shape: [8, 6, 6, 3], values: golden.pictures)
            y = try Tensor(shape: [8], values: golden.classes)
        }

        /// Trains a model, and compares it with Keras'.
        private func check(_ model: Model, _ label: String) throws {
            let history = try model.fit(x: x, y: y, batchSize: 8, epochs: 5, shuffle: false)
            let losses = try #require(history["loss"])
            #expect(losses.count == golden.loss.count)
            #expect(zip(losses, golden.loss).allSatisfy { abs($0 - $1) < 1e-5 }, "\(label): \(losses)")
            let base = try #require(model.layer("base") as? Model)
            for (name, weights) in golden.final {
                let layer = try name == "head" ? model.layer(name) : base.layer(name)
                #expect(layer.weights.map(\.count) == weights.map(\.count), "\(label): \(name)")
                for (found, wanted) in zip(layer.weights, weights) {
                    #expect(zip(found.values, wanted).allSatisfy { abs($0 - $1) < 1e-4 }, "\(label): \(name)")
                }
            }
        }

        @Test(
            "read from its files, written again, copied, and made here", arguments: ["inference.keras", "inference.h5"])
        func files(name: String) throws {
            let path = fixture("Engine/" + name).path
            let folder = try TemporaryFolder()
            let sink = try RecordingSink.recording {
                try Model.load(path).save(folder.path + "/" + name)
                let copy = try Model.load(path).copy()
                try copy.compile(optimizer: .sgd(learningRate: 0.2), loss: .sparseCategoricalCrossentropy)
                let read = try Model.load(path)
                let input = Input(shape: [6, 6, 3])
                let base = try read.layer("base")
                let made = try Model(
                    inputs: input,
                    outputs: Dense(2, activation: .softmax, name: "head")(base(input, training: false)))
                try made.layer("head").setWeights(read.layer("head").weights)
                try made.compile(optimizer: .sgd(learningRate: 0.2), loss: .sparseCategoricalCrossentropy)
                try check(made, "made")
                try check(copy, "copied")
                try check(Model.load(path), "read")
                try check(Model.load(folder.path + "/" + name), "written")
            }
            #expect(!sink.shown.contains { if case .warning = $0 { true } else { false } })
        }

        @Test("while training: true changes nothing, as in Keras: predict drops nothing, fit does")
        func training() throws {
            func numbers(_ training: Bool?) throws -> [Float] {
                setRandomSeed(4)
                let input = Input(shape: [6])
                let drop = Dropout(0.5, name: "drop")
                let dropped = try training.map { try drop(input, training: $0) } ?? drop(input)
                let model = try Model(inputs: input, outputs: Dense(2, name: "out")(dropped))
                try model.compile(optimizer: .sgd(), loss: .meanSquaredError)
                let x = try sampleTensor([8, 6])
                let before = try model.predict(x).values
                try model.fit(x: x, y: sampleTensor([8, 2]), epochs: 2)
                return before + model.weights.flatMap(\.values)
            }
            let plain = try numbers(nil)
            #expect(try numbers(true) == plain)
            let calm = try numbers(false)
            #expect(calm.prefix(16) == plain.prefix(16) && calm != plain)
        }
    }
}
