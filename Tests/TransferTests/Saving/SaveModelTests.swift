import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Whole models are saved, loaded and copied")
    struct SaveModelTests {
        private static let optimizers: [String: @Sendable () -> Optimizer] = [
            "sgd": { .sgd(learningRate: 0.05) },
            "nesterov": { .sgd(learningRate: 0.05, momentum: 0.9, nesterov: true, decay: 0.01) },
            "adam": { .adam(learningRate: 0.01, amsgrad: true, clipNorm: 1) },
            "adamW": { .adamW(learningRate: .cosineDecay(initialLearningRate: 0.01, decaySteps: 20)) },
            "rmsprop": { .rmsprop(learningRate: 0.01, momentum: 0.5, centered: true) },
            "adagrad": { .adagrad(learningRate: 0.05) },
            "adadelta": { .adadelta(learningRate: 0.5, useEMA: true, emaMomentum: 0.5) },
            "nadam": { .nadam(learningRate: 0.01, gradientAccumulationSteps: 2) },
        ]

        private func compile(_ model: Model, _ optimizer: Optimizer) throws {
            if try model.outputs.count == 1 {
                try model.compile(
                    optimizer: optimizer, loss: .categoricalCrossentropy(labelSmoothing: 0.1),
                    metrics: [.accuracy, .auc()])
            } else {
                try model.compile(
                    optimizer: optimizer, losses: [.categoricalCrossentropy, .meanSquaredError],
                    lossWeights: [1, 0.5], metrics: [[.accuracy], [.meanAbsoluteError]])
            }
        }

        private func train(_ model: Model, _ steps: Int) throws -> [Double] {
            let (x, y) = (try SavingModels.inputs(of: model), try SavingModels.targets(of: model))
            return try (0..<steps).map { _ in try model.trainOnBatch(x: x, y: y).loss }
        }

        @Test("with training going on to the bit", arguments: optimizers.keys.sorted(), [".keras", ".h5", ".hdf5"])
        func resume(optimizer: String, ending: String) throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/model" + ending
            let model = try SavingModels.graph()
            let make = try #require(Self.optimizers[optimizer])
            try compile(model, make())
            _ = try train(model, 3)
            try model.save(path)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["model" + ending])
            let loaded = try Model.load(path)
            let x = try SavingModels.inputs(of: model)
            #expect(try loaded.predict(x) == model.predict(x))
            #expect(loaded.layers.map(\.name) == model.layers.map(\.name))
            #expect(try train(loaded, 3) == train(model, 3))
            #expect(loaded.weights == model.weights)
            #expect(loaded.optimizer?.iterations == 6)
            // An older setting comes back as the schedule that computes the same.
            if optimizer != "nesterov" {
                #expect(loaded.optimizer?.learningRate == model.optimizer?.learningRate)
            }
        }

        @Test("also sequences, whose numbers of chance go on where they were", arguments: [".keras", ".h5"])
        func sequence(ending: String) throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/model" + ending
            let model = try SavingModels.sequence()
            try (model.layer("standard") as? Normalization)?.adapt(sampleTensor([20, 8, 8, 3]))
            try compile(model, .adam(learningRate: 0.01))
            let x = try SavingModels.inputs(of: model)[0]
            let y = try SavingModels.targets(of: model)[0]
            try model.fit(x: x, y: y, batchSize: 4, epochs: 2, shuffle: false)
            try model.save(path)
            let loaded = try Model.load(path)
            #expect(try loaded.predict(x) == model.predict(x))
            setRandomSeed(3)
            let expected = try model.fit(x: x, y: y, batchSize: 4, epochs: 2, shuffle: false)
            setRandomSeed(3)
            let history = try loaded.fit(x: x, y: y, batchSize: 4, epochs: 2, shuffle: false)
            for key in ["loss", "accuracy", "auc"] { #expect(history[key] == expected[key]) }
            #expect(history["auc"] != nil)
        }

        @Test("and Keras' example of a file gives the same file again, at another time too")
        func stable() throws {
            let folder = try TemporaryFolder()
            let model = try Model.load(fixture("Saving/graph_3.keras").path)
            try model.save(folder.path + "/a.h5")
            let again = try Model.load(folder.path + "/a.h5")
            // Files could hold the time in whole seconds.
            Thread.sleep(forTimeInterval: 1.1)
            try again.save(folder.path + "/b.h5")
            #expect(FileManager.default.contentsEqual(atPath: folder.path + "/a.h5", andPath: folder.path + "/b.h5"))
        }

        @Test("also a backbone within a model, half of it frozen")
        func backbone() throws {
            let folder = try TemporaryFolder()
            let base = try EfficientNetLite0(
                weights: .imagenet, includeTop: false, inputShape: [96, 96, 3], pooling: .avg)
            base.freeze()
            base.layers[(base.layers.count / 2)...].unfreeze()
            let model = try Sequential(name: "pets") {
                base
                Dense(3, activation: .softmax, name: "head")
            }
            try model.compile(optimizer: .adam(), loss: .categoricalCrossentropy)
            let x = try sampleTensor([2, 96, 96, 3])
            let expected = try model.predict(x)
            for ending in ["keras", "h5"] {
                let path = folder.path + "/model." + ending
                let clock = ContinuousClock()
                let saving = try clock.measure { try model.save(path) }
                var loaded: Model = model
                let loading = try clock.measure { loaded = try Model.load(path) }
                reportFigures("EfficientNetLite0 as .\(ending): saved in \(saving), loaded in \(loading)")
                #expect(try loaded.predict(x) == expected)
                let inner = try #require(loaded.layers.first as? Model)
                // The first one is the input, of which Keras' files do not say whether it is frozen.
                #expect(inner.layers.dropFirst().map(\.trainable) == base.layers.dropFirst().map(\.trainable))
                #expect(inner.layers.map(\.name) == base.layers.map(\.name))
            }
            #expect(try model.copy().predict(x) == expected)
        }

        @Test("and copies have weights of their own")
        func copies() throws {
            let model = try SavingModels.graph()
            let copy = try model.copy()
            let x = try SavingModels.inputs(of: model)
            let before = try model.predict(x)
            #expect(try copy.predict(x) == before)
            #expect(copy.optimizer == nil)
            #expect(copy.layers.map(\.name) == model.layers.map(\.name))
            #expect(try #require(try copy.layer("base") as? Model).layer("c").trainable == false)
            try copy.setWeights(copy.weights.map { try Tensor(shape: $0.shape, repeating: 0) })
            #expect(try model.predict(x) == before)
            #expect(try copy.predict(x) != before)
            let lambda = try Sequential {
                Input(shape: [2])
                Lambda { try Tensor(shape: $0.shape, values: $0.values.map { $0 * 2 }) }
            }
            let pair = try Tensor(shape: [1, 2], values: [1, 2])
            #expect(try lambda.copy().predict(pair).values == [2, 4])
            #expect(
                throws: TransferError.savedModel(
                    .notDescribable(layer: lambda.layers[0].name, kind: "Lambda"))
            ) { try lambda.save("lambda.keras") }
        }

        @Test("and names made later do not meet those that were loaded")
        func names() throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/model.keras"
            try Sequential {
                Input(shape: [2])
                Dense(2, name: "dense_4000")
            }.save(path)
            _ = try Model.load(path)
            #expect(Dense(1).name == "dense_4001")
        }

        @Test("and what a name or the formats have no place for is said")
        func refusals() throws {
            let folder = try TemporaryFolder()
            let model = try SavingModels.graph()
            for name in ["model", "model.weights.h5", "model.safetensors"] {
                #expect(throws: TransferError.savedModel(.unknownFormat(path: name))) { try model.save(name) }
            }
            #expect(throws: TransferError.self) { try model.save(folder.path + "/none/model.keras") }
            try compile(model, .sgd(learningRate: LearningRateSchedule { 0.5 / Double($0 + 1) }))
            let sink = try RecordingSink.recording { try model.save(folder.path + "/model.keras") }
            #expect(sink.shown.count == 1)
            #expect(try Model.load(folder.path + "/model.keras").optimizer?.learningRate == 0.5)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["model.keras"])
        }

        @Test("and checkpoints are whole models, or weights alone")
        func checkpoints() throws {
            let folder = try TemporaryFolder()
            let model = try SavingModels.graph()
            try compile(model, .sgd())
            let (x, y) = (try SavingModels.inputs(of: model), try SavingModels.targets(of: model))
            func fit(_ callback: Callback) throws {
                try model.fit(x: x, y: y, batchSize: 8, epochs: 1, callbacks: [callback])
            }
            for name in ["a.keras", "a.h5"] {
                try fit(.modelCheckpoint(folder.path + "/" + name))
                #expect(try Model.load(folder.path + "/" + name).weights == model.weights)
            }
            for name in ["b.weights.h5", "b.h5", "b.safetensors"] {
                try fit(.modelCheckpoint(folder.path + "/" + name, saveWeightsOnly: true))
                let other = try SavingModels.graph()
                try other.loadWeights(folder.path + "/" + name)
                #expect(other.weights == model.weights)
            }
            #expect(throws: TransferError.savedModel(.unknownFormat(path: "c.weights.h5"))) {
                try fit(.modelCheckpoint("c.weights.h5"))
            }
        }

        @Test("at the path in TRANSFER_SAVED_MODELS, for Keras to load")
        func forKeras() throws {
            let folder = try TemporaryFolder()
            let target = ProcessInfo.processInfo.environment["TRANSFER_SAVED_MODELS"] ?? folder.path
            var golden: [String: [String: [[Double]]]] = [:]
            for optimizer in Self.optimizers.keys.sorted() {
                let model = try SavingModels.graph()
                let make = try #require(Self.optimizers[optimizer])
                try compile(model, make())
                _ = try train(model, 4)
                let files = ["keras", "h5"].map { "\(optimizer).\($0)" }
                for file in files { try model.save(target + "/" + file) }
                let x = try SavingModels.inputs(of: model)
                let predictions = try model.predict(x).map { $0.values.map { Double($0) } }
                let losses = [try train(model, 3)]
                for file in files { golden[file] = ["predictions": predictions, "losses": losses] }
            }
            // What is dropped out in training is chance, so that this one is only compared in its predictions.
            let model = try SavingModels.sequence()
            for file in ["sequence.keras", "sequence.h5"] {
                try model.save(target + "/" + file)
                golden[file] = [
                    "predictions": try model.predict(SavingModels.inputs(of: model)).map {
                        $0.values.map { Double($0) }
                    }
                ]
            }
            try JSONEncoder().encode(golden).write(to: URL(fileURLWithPath: target + "/golden.json"))
            #expect(golden.count == 2 * Self.optimizers.count + 2)
        }
    }
}
