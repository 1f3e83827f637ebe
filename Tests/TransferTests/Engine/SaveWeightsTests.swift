import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Weights are saved and loaded again")
    struct SaveWeightsTests {
        /// A model within a model, part of it frozen, with weights that tell where they belong.
        private func model(names: Bool = true) throws -> (model: Sequential, base: Sequential) {
            let base = try Sequential(name: names ? "base" : nil) {
                Input(shape: [8, 8, 3])
                Conv2D(4, kernelSize: 3, name: "c")
                BatchNormalization(name: "n")
                GlobalAveragePooling2D(name: "g")
            }
            let model = try Sequential {
                base
                Dense(3, name: names ? "out" : nil)
            }
            for layer in [try base.layer("c"), try base.layer("n"), model.layers[1]] {
                try layer.setWeights(
                    layer.weights.enumerated().map { number, tensor in
                        try Tensor(
                            shape: tensor.shape, values: tensor.values.indices.map { Float($0) * 0.01 + Float(number) })
                    })
            }
            try base.layer("c").freeze()
            return (model, base)
        }

        @Test("by name and by order, whatever is frozen")
        func roundTrip() throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/w.h5"
            let saved = try model().model
            try saved.saveWeights(path)
            for names in [true, false] {
                for freeze: (Model) -> Void in [{ $0.unfreeze() }, { $0.freeze() }, { _ in }] {
                    let (other, base) = try model(names: names)
                    try base.setWeights(base.weights.map { try Tensor(shape: $0.shape, repeating: -1) })
                    freeze(base)
                    try other.loadWeights(path)
                    #expect(other.weights == saved.weights)
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["w.h5"])
        }

        @Test("which Keras loads")
        func kerasFile() throws {
            let folder = try TemporaryFolder()
            let path = ProcessInfo.processInfo.environment["TRANSFER_SAVED_WEIGHTS"] ?? folder.path + "/w.h5"
            try model().model.saveWeights(path)
            // The first bytes of the oldest file format, which every reader knows.
            let bytes = try #require(FileManager.default.contents(atPath: path)).prefix(9)
            #expect(Array(bytes) == [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A, 0])
        }

        @Test("and what does not fit is refused, changing nothing")
        func refusals() throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/w.h5"
            let (model, base) = try model()
            try model.saveWeights(path)
            let other = try Sequential {
                Input(shape: [4])
                Dense(2, name: "first")
                Dense(5, name: "out")
            }
            let before = other.weights
            let shapes = #expect(throws: TransferError.self) { try other.loadWeights(path, byName: true) }
            #expect(shapes?.description.contains("out [2, 5] [5]   out [4, 3] [3]") == true)
            try other.loadWeights(path, byName: true, skipMismatch: true)
            #expect(other.weights == before)
            let error = #expect(throws: TransferError.self) { try base.loadWeights(path, byName: true) }
            #expect(error == .file(.noCommonLayer(path: path, model: "base", fileLayers: ["base", "out"])))
            let single = try Sequential {
                Input(shape: [4])
                Dense(3)
            }
            #expect(throws: TransferError.self) { try single.loadWeights(path) }
            #expect(throws: TransferError.self) { try model.saveWeights(folder.path + "/none/x.h5") }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["w.h5"])
        }
    }
}
