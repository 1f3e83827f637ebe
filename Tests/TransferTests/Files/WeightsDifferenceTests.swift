import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Weights that do not fit are refused with a comparison, and nothing has changed")
    struct WeightsDifferenceTests {
        private let path = WeightsDialectTests.folder() + "/keras3_none.h5"

        private func difference(_ model: Model, _ path: String, byName: Bool = false) throws -> (
            WeightsDifference, String
        ) {
            let before = model.weights
            let error = #expect(throws: TransferError.self) { try model.loadWeights(path, byName: byName) }
            #expect(model.weights == before)
            guard case .file(.weightsDiffer(_, let difference)) = error else {
                Issue.record("\(String(describing: error))")
                throw TransferError.file(.missing(path: path))
            }
            return (difference, "\(try #require(error))")
        }

        private func head(_ layers: [(String, Int)]) throws -> Model {
            try Sequential(name: "head") {
                Input(shape: [3])
                layers.map { Dense($0.1, name: $0.0) }
            }
        }

        @Test("side by side, with the remedy")
        func table() throws {
            let (difference, text) = try difference(head([("h1", 3), ("h2", 4), ("h3", 4)]), path)
            #expect(difference.rows.count == 3)
            #expect(
                text == """
                    '\(path)' does not fit the model 'head', which has 3 layers with weights; the file has 3 and seems \
                    to be a model that contains the model 'base' of 14 weights
                      model           file
                      h2 [3, 4] [4]   h2 [3, 3] [3]
                      h3 [4, 4] [4]   —
                      —               base [3, 3, 2, 3] [3] [3] [3] and 10 more
                    make the model with the sizes that the file was saved with, give the file of this model, or take \
                    what fits with byName: true, skipMismatch: true
                    """)
        }

        @Test(
            "in all layouts",
            arguments: ["keras3.weights.h5", "keras3_whole.keras", "f32.safetensors", "keras2_none.h5"])
        func layouts(name: String) throws {
            let path = WeightsDialectTests.folder() + "/" + name
            let fewer = try difference(head([("h1", 3), ("h2", 3)]), path)
            #expect(fewer.0.fileLayerCount > 2 && fewer.1.contains("the file has more layers"))
            let shapes = try difference(head([("h1", 5)]), path, byName: name != "keras2.weights.h5")
            #expect(shapes.0.rows.map(\.fileLayer) == ["h1"] && shapes.0.rows[0].found == [[3, 3], [3]])
        }

        @Test("while what fits can be taken, with a warning for each layer that was skipped")
        func skipping() throws {
            for name in ["keras3_none.h5", "keras3.weights.h5", "f32.safetensors"] {
                let path = WeightsDialectTests.folder() + "/" + name
                let model = try head([("h1", 3), ("h2", 4)])
                let before = model.layers[1].weights
                let sink = try RecordingSink.recording { try model.loadWeights(path, byName: true, skipMismatch: true) }
                #expect(model.layers[1].weights == before)
                #expect(model.layers[0].weights[0].values.contains { $0 != 0 })
                #expect(
                    sink.shown == [
                        .warning(
                            """
                            layer 'h2' was skipped: its weights have the shapes [[3, 4], [4]], those in the file \
                            [[3, 3], [3]] (\(path))
                            """)
                    ])
            }
        }

        @Test("and layers of other names that could change places are spoken of")
        func exchange() throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/w.h5"
            try head([("first", 3), ("second", 3)]).saveWeights(path)
            let sink = try RecordingSink.recording { try head([("a", 3), ("b", 3)]).loadWeights(path) }
            let sentence = sink.shown.map(OutputText.text).joined()
            #expect(sentence.contains("'first' became 'a', 'second' 'b'"))
            let quiet = try RecordingSink.recording {
                try Sequential {
                    Input(shape: [3])
                    Dense(3)
                    Dense(3)
                }.loadWeights(path)
            }
            #expect(quiet.shown.isEmpty)
        }

        @Test("and files that are none of weights are named")
        func others() throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/x"
            let model = try head([("h1", 3)])
            func message(_ bytes: [UInt8]) throws -> String {
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                do {
                    try model.loadWeights(path)
                    return ""
                } catch { return "\(error)" }
            }
            #expect(try message([0x80, 2, 0x8A, 10]).contains("PyTorch"))
            #expect(try message([]).contains("an empty file"))
            #expect(try message([UInt8]("<!DOCTYPE html>".utf8)).contains("a web page"))
            #expect(
                try message([UInt8](Data(contentsOf: fixture("Files/archive.zip")))).contains(
                    "without 'model.weights.h5'"))
            #expect(try message([UInt8](Data(contentsOf: fixture("Files/many.h5")))).contains("it lists no layers"))
            let set = try FeatureSet(features: sampleTensor([2, 3]), labels: [0, 1], classNames: ["a", "b"])
            try set.save(folder.path + "/x.h5")
            #expect(
                try message([UInt8](Data(contentsOf: URL(fileURLWithPath: folder.path + "/x.h5")))).contains(
                    "set of features"))
            #expect(throws: TransferError.file(.missing(path: path + "none"))) { try model.loadWeights(path + "none") }
            #expect(
                "\(#expect(throws: TransferError.self) { try model.loadWeights(folder.path) }!)".contains(
                    "no plain file"))
            #expect(
                "\(#expect(throws: TransferError.self) { try model.saveWeights(folder.path + "/x.pt") }!)".contains(
                    "let it end in"))
        }
    }
}
