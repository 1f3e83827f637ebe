import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Whole models that Keras has saved are loaded")
    struct SavedModelTests {
        private struct Golden: Decodable {
            let predictions: [[Float]]
            let losses: [Double]
        }

        private static let golden: [String: Golden] =
            (try? JSONDecoder().decode(
                [String: Golden].self, from: Data(contentsOf: fixture("Saving/golden.json")))) ?? [:]

        @Test(
            "and predict and train on as in Keras",
            arguments: [
                "sequence_3.keras", "sequence_3.h5", "sequence_2.h5", "sequence_legacy_2.h5", "sequence_20.h5",
                "graph_3.keras", "graph_3.h5", "graph_2.h5", "net.keras", "net.h5",
            ])
        func files(name: String) throws {
            let golden = try #require(Self.golden[name])
            var loaded: Model?
            let sink = try RecordingSink.recording { loaded = try Model.load(fixture("Saving/\(name)").path) }
            // Keras wrote this one without its optimizer.
            #expect(sink.shown.count == (name == "net.keras" ? 1 : 0))
            let model = try #require(loaded)
            let isGraph = name.hasPrefix("graph")
            let x = try SavingModels.inputs(of: model, samples: name.hasPrefix("net") ? 2 : 8)
            for (result, expected) in zip(try model.predict(x), golden.predictions) {
                #expect(result.count == expected.count)
                for (a, b) in zip(result.values, expected) { #expect(abs(a - b) < 1e-5, "\(name)") }
            }
            #expect(model.layers.contains { $0 is Model } == isGraph)
            if isGraph {
                let base = try #require(try model.layer("base") as? Model)
                #expect(try base.layer("c").trainable == false)
                #expect(try base.layer("n").trainable == true)
            }
            let y = try SavingModels.targets(of: model)
            #expect((model.optimizer?.iterations ?? 0 > 0) == (name != "net.keras"))
            for expected in golden.losses {
                let loss = try model.trainOnBatch(x: x, y: y).loss
                #expect(abs(loss - expected) < 1e-4 * expected, "\(name)")
            }
        }

        @Test("without what belongs to training where that is not wanted")
        func withoutTraining() throws {
            #expect(try Model.load(fixture("Saving/graph_3.keras").path, compile: false).optimizer == nil)
        }

        @Test("and what is not here is named")
        func refusals() throws {
            let weights = fixture("Engine/Weights/fixed.h5").path
            #expect(
                throws: TransferError.savedModel(
                    .noModel(path: weights, reason: "it holds weights without the layers they are of"))
            ) { try Model.load(weights) }
            #expect(throws: TransferError.file(.missing(path: "none.keras"))) { try Model.load("none.keras") }
            let picture = fixture("Engine/Golden/coffee_128.png").path
            #expect(throws: TransferError.self) { try Model.load(picture) }
        }
    }
}

/// The models that are saved in tests, and their data.
enum SavingModels {
    /// Samples for each input.
    static func inputs(of model: Model, samples: Int = 8) throws -> [Tensor] {
        try model.inputs.map { try sampleTensor([samples] + $0.shape.dropFirst().map { $0 ?? 0 }) }
    }

    /// Three classes in turn, and for a second output eighths.
    static func targets(of model: Model) throws -> [Tensor] {
        let classes = try Tensor(shape: [8, 3], values: (0..<24).map { $0 % 3 == ($0 / 3) % 3 ? 1 : 0 })
        let values = try Tensor(shape: [8, 1], values: (0..<8).map { Float($0) / 8 })
        return try model.outputs.count == 1 ? [classes] : [classes, values]
    }

    /// A sequence of layers of many kinds.
    static func sequence() throws -> Model {
        try Sequential(name: "sequence") {
            Input(shape: [8, 8, 3])
            ZeroPadding2D(padding: ((0, 1), (0, 1)), name: "pad")
            SeparableConv2D(4, kernelSize: 3, useBias: false, pointwiseRegularizer: .l2(0.01), name: "conv")
            BatchNormalization(momentum: 0.75, name: "norm")
            LeakyReLU(negativeSlope: 0.25, name: "leaky")
            DepthwiseConv2D(kernelSize: 3, padding: .same, depthMultiplier: 2, name: "depth")
            Conv2DTranspose(3, kernelSize: 2, strides: 2, name: "grow")
            MaxPooling2D(name: "pool")
            Normalization(name: "standard")
            Dropout(0.25, name: "drop")
            Flatten(name: "flat")
            Dense(3, activation: .softmax, name: "classes")
        }
    }

    /// Two inputs and two outputs, models within, one of them called twice, a shared layer and a frozen one.
    static func graph() throws -> Model {
        let picture = Input(shape: [8, 8, 3], name: "picture")
        let numbers = Input(shape: [4], name: "numbers")
        let base = try Sequential(name: "base") {
            Input(shape: [8, 8, 3])
            Conv2D(4, kernelSize: 3, activation: .relu, name: "c")
            BatchNormalization(name: "n")
            GlobalAveragePooling2D(name: "g")
        }
        try base.layer("c").freeze()
        let begin = Input(shape: [4], name: "begin")
        let hidden = try Dense(4, activation: .relu, name: "d")(begin)
        let body = try Model(
            inputs: begin, outputs: Add(name: "sum")([hidden, begin]), name: "body")
        let shared = Dense(4, activation: .tanh, name: "shared")
        let left = try shared(base(picture))
        let right = try body(shared(body(numbers)))
        let both = try Concatenate(name: "both")([left, right])
        return try Model(
            inputs: [picture, numbers],
            outputs: [Dense(3, activation: .softmax, name: "classes")(both), Dense(1, name: "value")(both)],
            name: "graph")
    }
}
