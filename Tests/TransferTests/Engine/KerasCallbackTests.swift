import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Callbacks act at the epochs at which Keras' act")
    struct KerasCallbackTests {
        struct Golden: Decodable {
            struct Settings: Decodable, CustomStringConvertible {
                let patience: Int?
                let minDelta: Double?
                let baseline: Double?
                let startFromEpoch: Int?
                let mode: String?
                let factor: Double?
                let cooldown: Int?
                let minLr: Double?

                var monitorMode: MonitorMode { mode == "max" ? .max : .auto }
                var description: String {
                    "patience \(patience ?? 0) delta \(minDelta ?? 0) baseline \(baseline ?? 0) mode \(mode ?? "auto")"
                }
            }
            struct Stop: Decodable {
                let curve: String
                let settings: Settings
                let epochs: Int
                let bestEpoch: Int
            }
            struct Plateau: Decodable {
                let curve: String
                let settings: Settings
                let rates: [Double]
            }
            struct Checkpoint: Decodable {
                let curve: String
                let saveBestOnly: Bool
                let files: [String]
            }
            let curves: [String: [Double]]
            let stops: [Stop]
            let plateaus: [Plateau]
            let checkpoints: [Checkpoint]
        }

        private let golden: Golden
        private let x: Tensor
        private let y: Tensor

        init() throws {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            golden = try decoder.decode(Golden.self, from: Data(contentsOf: fixture("Engine/callbacks.json")))
            x = try sampleTensor([8, 6])
            y = try sampleTensor([8])
        }

        /// Trains while the validation loss follows a curve, and returns the model's weights after each epoch.
        private func train(
            _ curve: String, _ callback: Callback, _ onEpochEnd: @escaping (Training) -> Void = { _ in }
        ) throws -> (history: History, model: Sequential) {
            let values = try #require(golden.curves[curve])
            let model = try Sequential {
                Input(shape: [6])
                Dense(1)
            }
            try model.compile(optimizer: .sgd(learningRate: 0.5), loss: .meanAbsoluteError)
            let script = Callback.lambda(onEpochEnd: { epoch, training in
                training.record("val_loss", values[epoch])
            })
            let spy = Callback.lambda(onEpochEnd: { _, training in onEpochEnd(training) })
            let history = try model.fit(x: x, y: y, epochs: values.count, callbacks: [script, callback, spy])
            return (history, model)
        }

        @Test("stopping early")
        func earlyStopping() throws {
            for expected in golden.stops {
                let settings = expected.settings
                let callback = Callback.earlyStopping(
                    minDelta: settings.minDelta ?? 0, patience: settings.patience ?? 0, mode: settings.monitorMode,
                    baseline: settings.baseline, startFromEpoch: settings.startFromEpoch ?? 0)
                var weights: [[Tensor]] = []
                let (history, model) = try train(expected.curve, callback) { weights.append($0.model.weights) }
                #expect(history.epochs == expected.epochs, "\(expected.curve) \(settings)")
                #expect(model.weights == weights[expected.bestEpoch], "\(expected.curve) \(settings)")
            }
        }

        @Test("reducing the learning rate on a plateau")
        func reduceLROnPlateau() throws {
            for expected in golden.plateaus {
                let settings = expected.settings
                var rates: [Double] = []
                let callback = Callback.reduceLROnPlateau(
                    factor: settings.factor ?? 0.1, patience: settings.patience ?? 10, mode: settings.monitorMode,
                    minDelta: settings.minDelta ?? 1e-4, cooldown: settings.cooldown ?? 0,
                    minLearningRate: settings.minLr ?? 0)
                _ = try train(expected.curve, callback) { rates.append($0.learningRate) }
                #expect(rates.count == expected.rates.count)
                for (found, wanted) in zip(rates, expected.rates) {
                    #expect(abs(found - wanted) < 1e-6 * wanted, "\(expected.curve) \(settings)")
                }
            }
        }

        @Test("saving weights under the epoch's numbers")
        func modelCheckpoint() throws {
            for expected in golden.checkpoints {
                let folder = try TemporaryFolder()
                _ = try train(
                    expected.curve,
                    .modelCheckpoint(
                        folder.path + "/w-{epoch:02d}-{val_loss:.2f}.h5", saveBestOnly: expected.saveBestOnly))
                let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                #expect(files == expected.files, "\(expected.curve)")
            }
        }

        @Test(
            "a metric that another callback adds now and then is watched in the epochs that have it, with one warning")
        func irregularMetric() throws {
            let folder = try TemporaryFolder()
            var stopped = 0
            let sink = try RecordingSink.recording {
                let model = try Sequential {
                    Input(shape: [6])
                    Dense(1)
                }
                try model.compile(optimizer: .sgd(), loss: .meanSquaredError)
                let adding = Callback.lambda(onEpochEnd: { epoch, training in
                    if epoch % 2 == 1 { training.record("mark", Double(epoch)) }
                })
                let history = try model.fit(
                    x: x, y: y, epochs: 8,
                    callbacks: [
                        adding,
                        .modelCheckpoint(
                            folder.path + "/{epoch}.weights.h5", monitor: "mark", saveBestOnly: true, mode: .max,
                            saveWeightsOnly: true),
                        .earlyStopping(monitor: "mark", patience: 2, mode: .min),
                        .reduceLROnPlateau(monitor: "mark", patience: 9, mode: .min),
                    ])
                stopped = history.epochs
            }
            #expect(stopped == 6)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(files == ["2.weights.h5", "4.weights.h5", "6.weights.h5"])
            let warnings = sink.shown.filter { if case .warning = $0 { true } else { false } }
            #expect(
                warnings == [
                    .warning(
                        """
                        a callback watches 'mark', which was not measured in epoch 1; it skips such epochs; measured \
                        were: 'loss'
                        """)
                ])
        }

        @Test("checkpoints of batches are numbered by {batch} in each epoch, from 1")
        func batchNumbers() throws {
            let folder = try TemporaryFolder()
            let model = try Sequential {
                Input(shape: [6])
                Dense(1)
            }
            try model.compile(optimizer: .sgd(), loss: .meanSquaredError)
            func checkpoint(_ frequency: ModelCheckpoint.Frequency) -> Callback {
                .modelCheckpoint(
                    folder.path + "/{epoch}-{batch:02d}.weights.h5", saveFrequency: frequency, saveWeightsOnly: true)
            }
            try model.fit(x: x, y: y, batchSize: 2, epochs: 3, callbacks: [checkpoint(.batches(3))])
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(files == ["1-03.weights.h5", "2-02.weights.h5", "3-01.weights.h5", "3-04.weights.h5"])
            let error = #expect(throws: TransferError.self) {
                try model.fit(x: x, y: y, callbacks: [checkpoint(.epoch)])
            }
            #expect(error?.description.contains("without {batch}, or saveFrequency") == true)
        }

        @Test("and a metric that is not known, or of no known direction, is named")
        func unknownMonitor() throws {
            var error = #expect(throws: TransferError.self) {
                try train("flat", .modelCheckpoint("w-{speed}.h5"))
            }
            #expect(error == .training(.unknownMonitor(monitor: "speed", known: ["epoch", "loss", "val_loss"])))
            let marking = Callback.lambda(onEpochBegin: { _, training in training.record("mark", 1) })
            let model = try Sequential {
                Input(shape: [6])
                Dense(1)
            }
            try model.compile(optimizer: .sgd(), loss: .meanSquaredError)
            let adding = Callback.lambda(onEpochEnd: { _, training in training.record("mark", 1) })
            error = #expect(throws: TransferError.self) {
                try model.fit(x: x, y: y, epochs: 2, callbacks: [marking, adding, .earlyStopping(monitor: "mark")])
            }
            #expect(
                error?.description == """
                    a callback watches 'mark', of which it cannot tell whether more or less is better; give mode: .min \
                    or mode: .max
                    """)
        }

        @Test("and a CSV log has Keras' columns, an epoch a line")
        func csvLogger() throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/log.csv"
            let (history, _) = try train("rising", .csvLogger(path))
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
            #expect(lines[0] == "epoch,loss,val_loss")
            let losses = try #require(history["loss"])
            #expect(Array(lines.dropFirst()) == losses.indices.map { "\($0),\(losses[$0]),\(Double($0 + 1))" })
            _ = try train("flat", .csvLogger(path, append: true))
            let all = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
            #expect(all.prefix(lines.count) == lines[...] && all.count == lines.count + 8)
        }
    }
}
