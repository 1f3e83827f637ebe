import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Losses of logits are Keras'")
    struct LogitsTests {
        struct Golden: Decodable {
            struct Case: Decodable {
                let name: String
                let initial: [Float]
                let final: [Float]
                let loss: [Double]
                let accuracy: [Double]
                let predictions: [Float]
            }
            let samples: [Float]
            let classes: [Float]
            let marks: [Float]
            let cases: [Case]
        }

        private let golden: Golden

        init() throws {
            golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: fixture("Engine/logits.json")))
        }

        private func loss(_ name: String) -> LossFunction {
            switch name {
            case "categorical": .categoricalCrossentropy(fromLogits: true)
            case "smoothed": .categoricalCrossentropy(fromLogits: true, labelSmoothing: 0.2)
            case "sparse": .sparseCategoricalCrossentropy(fromLogits: true)
            case "binary": .binaryCrossentropy(fromLogits: true)
            default: .binaryCrossentropy(fromLogits: true, labelSmoothing: 0.1)
            }
        }

        private func targets(_ name: String) throws -> Tensor {
            if name == "sparse" { return try Tensor(shape: [12], values: golden.classes) }
            let isBinary = name.hasPrefix("binary")
            return try Tensor(
                shape: [12, 3],
                values: isBinary
                    ? golden.marks : golden.classes.flatMap { c in (0..<3).map { Float($0) == c ? 1 : 0 } })
        }

        @Test("over five steps, and predictions stay logits")
        func steps() throws {
            let x = try Tensor(shape: [12, 6], values: golden.samples)
            #expect(golden.cases.count == 5)
            for expected in golden.cases {
                let model = try Sequential {
                    Input(shape: [6])
                    Dense(3)
                }
                try model.layers[0].setWeights([
                    Tensor(shape: [6, 3], values: expected.initial), Tensor(shape: [3], repeating: 0),
                ])
                try model.compile(optimizer: .sgd(learningRate: 0.5), loss: loss(expected.name), metrics: [.accuracy])
                let history = try model.fit(
                    x: x, y: targets(expected.name), batchSize: 12, epochs: 5, shuffle: false)
                let losses = try #require(history["loss"])
                let (weights, predictions) = (model.layers[0].weights[0].values, try model.predict(x).values)
                #expect(
                    losses.count == expected.loss.count && weights.count == expected.final.count
                        && predictions.count == expected.predictions.count
                        && history["accuracy"]?.count == expected.accuracy.count)
                for (found, wanted) in zip(losses, expected.loss) {
                    #expect(abs(found - wanted) < 1e-5 * max(wanted, 1), "\(expected.name)")
                }
                let accuracy = try #require(history["accuracy"])
                #expect(zip(accuracy, expected.accuracy).allSatisfy { abs($0 - $1) < 1e-6 }, "\(expected.name)")
                for (found, wanted) in zip(weights, expected.final) {
                    #expect(abs(found - wanted) < 1e-4, "\(expected.name)")
                }
                for (found, wanted) in zip(predictions, expected.predictions) {
                    #expect(abs(found - wanted) < 1e-3, "\(expected.name)")
                }
            }
        }

        @Test("in Keras' files, both ways")
        func files() throws {
            let x = try Tensor(shape: [12, 6], values: golden.samples)
            let folder = try TemporaryFolder()
            let sink = try RecordingSink.recording {
                let model = try Model.load(fixture("Engine/logits.keras").path)
                for path in [folder.path + "/m.keras", folder.path + "/m.h5"] {
                    try model.save(path)
                    let again = try Model.load(path)
                    let values = try [model, again].map { try $0.evaluate(x: x, y: targets("sparse")).loss }
                    #expect(values[0] == values[1])
                }
                let expected = try #require(golden.cases.first { $0.name == "sparse" })
                #expect(try model.evaluate(x: x, y: targets("sparse")).loss < expected.loss[4])
            }
            #expect(sink.shown.isEmpty)
        }

        @Test("of a model that ends in what they contain they are those without logits, as on TensorFlow")
        func sameNumbers() throws {
            // Keras 3.15.1 gives the same losses with from_logits=True and False, after Dense, Activation and Softmax,
            // also of a model within.
            func isSparse(_ loss: LossFunction) -> Bool {
                [.sparseCategoricalCrossentropy, .sparseCategoricalCrossentropy(fromLogits: true)].contains(loss)
            }
            func losses(_ activation: ActivationFunction, _ loss: LossFunction, isNested: Bool) throws -> [Double] {
                setRandomSeed(3)
                let end = try Sequential(name: "end") {
                    Input(shape: [6])
                    Dense(3)
                    Activation(activation)
                }
                let model = try Sequential(name: "model") {
                    Input(shape: [6])
                    if isNested { end } else { Dense(3, activation: activation) }
                }
                try model.compile(optimizer: .sgd(learningRate: 0.1), loss: loss)
                let x = try sampleTensor([9, 6])
                let isSparse = isSparse(loss)
                let y = try Tensor(
                    shape: isSparse ? [9] : [9, 3],
                    values: isSparse ? (0..<9).map { Float($0 % 3) } : (0..<27).map { $0 % 3 == ($0 / 3) % 3 ? 1 : 0 })
                let history = try model.fit(x: x, y: y, batchSize: 4, epochs: 3, shuffle: false)
                return try (history["loss"] ?? []) + [model.evaluate(x: x, y: y).loss]
            }
            for isNested in [false, true] {
                for (activation, plain, ofLogits) in [
                    (
                        ActivationFunction.softmax, LossFunction.sparseCategoricalCrossentropy,
                        LossFunction.sparseCategoricalCrossentropy(fromLogits: true)
                    ),
                    (.softmax, .categoricalCrossentropy, .categoricalCrossentropy(fromLogits: true)),
                    (.sigmoid, .binaryCrossentropy, .binaryCrossentropy(fromLogits: true)),
                ] {
                    _ = try RecordingSink.recording {
                        let expected = try losses(activation, plain, isNested: isNested)
                        #expect(try losses(activation, ofLogits, isNested: isNested) == expected)
                    }
                }
            }
        }

        @Test("and a model that ends in what they contain is told of it")
        func doubledActivation() throws {
            let sink = try RecordingSink.recording {
                for (activation, loss) in [
                    (ActivationFunction.softmax, LossFunction.sparseCategoricalCrossentropy(fromLogits: true)),
                    (.sigmoid, .binaryCrossentropy(fromLogits: true)),
                    (.linear, .binaryCrossentropy(fromLogits: true)), (.softmax, .sparseCategoricalCrossentropy),
                ] {
                    let model = try Sequential {
                        Input(shape: [6])
                        Dense(3, activation: activation, name: "end")
                    }
                    try model.compile(optimizer: .sgd(), loss: loss)
                }
            }
            #expect(sink.shown.count == 2)
            #expect(
                sink.shown.first
                    == .warning(
                        """
                        the loss .sparseCategoricalCrossentropy with fromLogits: true expects numbers before softmax, but \
                        layer 'end' has applied that; as in Keras, the loss takes the numbers before it; leave fromLogits \
                        out, or end the model without an activation
                        """))
        }
    }
}
