import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Weights are read from Keras' files")
    struct WeightsFileTests {
        private func model() throws -> Model {
            try Sequential(name: "small") {
                Input(shape: [4, 4, 2])
                Conv2D(3, kernelSize: 2, name: "conv")
                BatchNormalization(name: "normal")
                Flatten(name: "flat")
                Dense(2, name: "dense")
            }
        }

        private func load(_ name: String, into model: Model) throws {
            let path = fixture("Engine/Weights/\(name)").path
            try model.setWeights(from: WeightsSource.open(path), path: path)
        }

        @Test(
            "whatever way their names are written",
            arguments: ["variable.h5", "fixed.h5", "split.h5", "whole.h5", "three.weights.h5"])
        func dialects(name: String) throws {
            let model = try model()
            try load(name, into: model)
            var count = 0
            for tensor in model.layers.flatMap(\.weights) {
                #expect(tensor.values == (count..<count + tensor.count).map { Float($0) / 64 })
                count += tensor.count
            }
            #expect(count == 95)
        }

        @Test("and refused with the remedy when they do not fit, nothing changed")
        func refusals() throws {
            let model = try model()
            let before = model.weights
            func message(_ name: String) -> String {
                do {
                    try load(name, into: model)
                    return ""
                } catch { return "\(error)" }
            }
            #expect(message("incomplete.h5").contains("lacks its layer 'dense'"))
            #expect(message("nowhere.h5").contains("there is no file"))
            #expect(message("../training.json").contains("it begins as JSON"))
            let other = try Sequential(name: "other") {
                Input(shape: [4, 4, 2])
                Conv2D(5, kernelSize: 2, name: "conv")
            }
            let error = #expect(throws: TransferError.self) { try load("fixed.h5", into: other) }
            #expect(error?.description.contains("conv [2, 2, 2, 5] [5]   conv [2, 2, 2, 3] [3]") == true)
            let stranger = try Sequential(name: "stranger") {
                Input(shape: [2])
                Dense(2, name: "unknown")
            }
            #expect(throws: TransferError.self) { try load("fixed.h5", into: stranger) }
            #expect(model.weights == before)
        }
    }
}
