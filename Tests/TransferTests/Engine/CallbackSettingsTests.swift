import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("What callbacks cannot follow is said before the first epoch")
    struct CallbackSettingsTests {
        private let x: Tensor
        private let y: Tensor

        init() throws {
            x = try sampleTensor([8, 6])
            y = try sampleTensor([8, 2]).map { $0 > 0 ? 1 : 0 }
        }

        private func model() throws -> Sequential {
            let model = try Sequential {
                Input(shape: [6])
                Dense(2, activation: .sigmoid)
            }
            try model.compile(
                optimizer: .sgd(learningRate: 0.01), loss: .binaryCrossentropy, metrics: [.accuracy, .precision])
            return model
        }

        /// What training with a callback throws, after which no batch must have been trained on.
        private func refusal(_ callbacks: [Callback], isValidated: Bool = true) throws -> String {
            let model = try model()
            let error = #expect(throws: TransferError.self) {
                try model.fit(x: x, y: y, validationData: isValidated ? (x, y) : nil, callbacks: callbacks)
            }
            #expect(model.optimizer?.iterations == 0)
            return error?.description ?? "nothing"
        }

        @Test("a number that is not measured, with those that are")
        func unknownNumbers() throws {
            #expect(
                try refusal([.earlyStopping(monitor: "val_acuracy")]) == """
                    a callback asks for 'val_acuracy', which this training does not measure; available are: 'loss', \
                    'accuracy', 'precision', 'val_loss', 'val_accuracy', 'val_precision'; did you mean 'val_accuracy'?
                    """)
            #expect(
                try refusal([.reduceLROnPlateau(monitor: "val_accuracy")], isValidated: false) == """
                    a callback asks for 'val_accuracy', which this training does not measure; available are: 'loss', \
                    'accuracy', 'precision'; give fit validationData:, which the numbers that begin with val_ need, or \
                    ask for 'accuracy'
                    """)
            let folder = try TemporaryFolder().path
            #expect(
                try refusal([.modelCheckpoint(folder + "/{speed:.2f}.keras")]).hasSuffix(
                    "ask for one of these, or add the metric in compile"))
            #expect(
                try refusal([
                    .modelCheckpoint(folder + "/m.keras", saveBestOnly: true, saveFrequency: .batches(1))
                ]).contains("asks for 'val_loss'"))
            #expect(try refusal([.earlyStopping(monitor: "learning_rate", mode: .min)]).contains("'learning_rate'"))
        }

        @Test("a log to go on with that cannot be read, which stays as it is")
        func unreadableLog() throws {
            let folder = try TemporaryFolder()
            let url = URL(fileURLWithPath: folder.path + "/log.csv")
            let latin = Data([0x65, 0xE9, 0x0A])
            try latin.write(to: url)
            #expect(try refusal([.csvLogger(url.path, append: true)]).contains("it is not UTF-8 text"))
            #expect(try Data(contentsOf: url) == latin)
        }

        @Test("but not what another callback adds, or the model's outputs are called")
        func addedNumbers() throws {
            try model().fit(
                x: x, y: y,
                callbacks: [
                    .learningRateScheduler { _, rate in rate }, .earlyStopping(monitor: "learning_rate", mode: .min),
                ])
            try model().fit(
                x: x, y: y,
                callbacks: [
                    .lambda(onEpochEnd: { _, training in training.record("mark", 1) }),
                    .earlyStopping(monitor: "mark", mode: .min),
                ])
            let input = Input(shape: [6])
            let outputs = [try Dense(2, name: "left")(input), try Dense(2, name: "right")(input)]
            let model = try Model(inputs: input, outputs: outputs)
            try model.compile(optimizer: .sgd(), loss: .meanSquaredError, metrics: [.meanAbsoluteError])
            for name in ["val_left_loss", "right_mean_absolute_error"] {
                try model.fit(
                    x: [x], y: [y, y], validationData: ([x], [y, y]), callbacks: [.earlyStopping(monitor: name)])
            }
        }

        @Test("a setting outside what is allowed")
        func settings() throws {
            let cases: [(String, Callback)] = [
                ("patience", .earlyStopping(patience: -1)),
                ("baseline", .earlyStopping(baseline: .nan)),
                ("minDelta", .earlyStopping(minDelta: .nan)),
                ("startFromEpoch", .earlyStopping(startFromEpoch: -1)),
                ("factor", .reduceLROnPlateau(factor: 1)),
                ("factor", .reduceLROnPlateau(factor: .nan)),
                ("patience", .reduceLROnPlateau(patience: -1)),
                ("cooldown", .reduceLROnPlateau(cooldown: -1)),
                ("minLearningRate", .reduceLROnPlateau(minLearningRate: -1)),
                ("minLearningRate", .reduceLROnPlateau(minLearningRate: .nan)),
                ("minDelta", .reduceLROnPlateau(minDelta: .infinity)),
                ("initialValueThreshold", .modelCheckpoint("m.keras", initialValueThreshold: .nan)),
                ("'m.txt'", .modelCheckpoint("m.txt", saveWeightsOnly: true)),
                ("histogramFrequency", .tensorBoard("logs", histogramFrequency: -1)),
                ("tensorBoard", .tensorBoard("")),
                ("csvLogger", .csvLogger("")),
                ("separator", .csvLogger("log.csv", separator: "")),
                ("'nowhere/log.csv'", .csvLogger("nowhere/log.csv")),
                ("backupAndRestore", .backupAndRestore("")),
                ("learning rate", .learningRateScheduler { _, _ in .nan }),
            ]
            for (setting, callback) in cases {
                let refusal = try refusal([callback])
                #expect(refusal.contains(setting) && refusal.contains("; "), "\(refusal)")
            }
        }
    }
}
