import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Weights in every layout of Keras predict what Keras predicts")
    struct WeightsDialectTests {
        /// The model of the fixtures, its layers named or not; flat or with a model within.
        static func model(named: Bool = true, nested: Bool = true) throws -> Model {
            func name(_ text: String) -> String? { named ? text : nil }
            let start = Input(shape: [6, 6, 2], name: name("start"))
            var x = try Conv2D(3, kernelSize: 3, name: name("c1"))(start)
            x = try BatchNormalization(name: name("b1"))(x)
            x = try DepthwiseConv2D(kernelSize: 2, name: name("d1"))(x)
            x = try BatchNormalization(scale: false, name: name("b2"))(x)
            x = try SeparableConv2D(3, kernelSize: 2, name: name("s1"))(x)
            x = try GlobalAveragePooling2D(name: name("g1"))(x)
            let outer = Input(shape: [6, 6, 2], name: name("outer"))
            if nested { x = try Model(inputs: start, outputs: x, name: name("base"))(outer) }
            x = try Dense(3, activation: .tanh, name: name("h1"))(x)
            x = try Dense(3, name: name("h2"))(x)
            return try Model(inputs: nested ? outer : start, outputs: x, name: name("whole"))
        }

        static func folder() -> String { fixture("Files/Dialects").path }

        private func golden() throws -> [Float] {
            try JSONDecoder().decode([Float].self, from: Data(contentsOf: fixture("Files/Dialects/golden.json")))
        }

        /// Loads a file and compares the predictions; gives the warnings.
        @discardableResult private func compare(_ model: Model, _ path: String) throws -> [Output] {
            let sink = try RecordingSink.recording { try model.loadWeights(path) }
            let found = try model.predict(sampleTensor([2, 6, 6, 2])).values
            for (a, b) in zip(found, try golden()) { #expect(abs(a - b) < 1e-5, "\(path)") }
            return sink.shown
        }

        private static func files(_ filter: (String) -> Bool) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder()).sorted().filter {
                !$0.hasSuffix("json") && $0 != "keras1.h5" && filter($0)
            }
        }

        @Test("by the layers' names, whatever was frozen when they were saved or is frozen now")
        func names() throws {
            let files = try Self.files { !$0.contains("auto") }
            #expect(files.count == 17)
            for freeze: (Model) throws -> Void in [
                { $0.unfreeze() }, { $0.freeze() }, { try $0.layers[1].freezeHalf() },
            ] {
                for file in files {
                    let model = try Self.model()
                    try freeze(model)
                    #expect(try compare(model, Self.folder() + "/" + file) == [], "\(file)")
                }
            }
        }

        @Test("by the layers' order where their names were made by Keras")
        func order() throws {
            let files = try Self.files { $0.contains("auto") }
            #expect(files.count == 7)
            for file in files {
                #expect(try compare(Self.model(named: false), Self.folder() + "/" + file) == [], "\(file)")
                #expect(try compare(Self.model(), Self.folder() + "/" + file) == [], "\(file)")
            }
        }

        @Test("of Keras 1 too")
        func first() throws {
            try compare(Self.model(nested: false), Self.folder() + "/keras1.h5")
        }

        @Test("and those written here are read again", arguments: ["w.h5", "w.hdf5", "w.weights.h5", "w.safetensors"])
        func writing(name: String) throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/" + name
            let model = try Self.model()
            try model.loadWeights(Self.folder() + "/keras3.weights.h5")
            for freeze: (Model) throws -> Void in [
                { $0.unfreeze() }, { $0.freeze() }, { try $0.layers[1].freezeHalf() },
            ] {
                try freeze(model)
                try model.saveWeights(path)
                #expect(try compare(Self.model(), path) == [])
                if !name.hasSuffix("safetensors") { try compare(Self.model(named: false), path) }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
            // Others may look at what is written here.
            if let target = ProcessInfo.processInfo.environment["TRANSFER_WRITTEN_WEIGHTS"] {
                for (label, freeze) in [("none", { $0.unfreeze() }), ("all", { $0.freeze() })]
                    as [(String, (Model) -> Void)]
                {
                    freeze(model)
                    try model.saveWeights("\(target)/\(label)_\(name)")
                }
            }
        }

        @Test("by name into another model, within models too where the file tells names")
        func byName() throws {
            let source = try Self.model()
            try source.loadWeights(Self.folder() + "/keras3.weights.h5")
            let other = try Sequential {
                Input(shape: [3])
                Dense(3, name: "h2")
                Dense(7, name: "new")
            }
            for file in [
                "keras3.weights.h5", "keras3_none.h5", "keras2_whole.h5", "keras3_whole.keras", "f32.safetensors",
            ] {
                try other.setWeights(other.weights.map { try Tensor(shape: $0.shape, repeating: 0) })
                try other.loadWeights(Self.folder() + "/" + file, byName: true)
                #expect(try other.layer("h2").weights == source.layer("h2").weights, "\(file)")
            }
            let base = try #require(try Self.model().layer("base") as? Model)
            try base.loadWeights(Self.folder() + "/keras3.weights.h5", byName: true)
            #expect(base.weights == (try source.layer("base").weights))
            #expect(throws: TransferError.self) {
                try other.loadWeights(Self.folder() + "/keras2.weights.h5", byName: true)
            }
        }
    }
}

extension Layer {
    /// Freezes the first three layers with weights of a model.
    fileprivate func freezeHalf() throws {
        (self as? Model)?.layers.filter { $0.parameterCount > 0 }.prefix(3).freeze()
    }
}
