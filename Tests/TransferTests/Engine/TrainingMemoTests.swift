import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("An identical training is not done twice")
    struct TrainingMemoTests {
        private struct Result: Equatable {
            var log: [[Double]]
            var notes: [String]
            var weights: [Tensor]
            var next: [Float]
            var rate: Double
            var iterations: Int
            var isRestored: Bool

            /// Whether everything but the way there is the same.
            func isSame(as other: Result) -> Bool {
                var other = other
                other.isRestored = isRestored
                return self == other
            }
        }

        /// Trains a model with everything that has a memory, and says all that can be seen of it afterwards.
        private func train(
            seed: Int = 8, rate: Double = 0.02, units: Int = 12, batchSize: Int = 7, epochs: Int = 4,
            shift: Float = 0, patience: Int = 3, frozen: Bool = false, callbacks: [Callback] = []
        ) throws -> Result {
            setRandomSeed(seed)
            let first = Dense(units, activation: .relu, name: "first")
            let model = try Sequential(name: "small") {
                Input(shape: [6], name: "in")
                first
                BatchNormalization(name: "norm")
                Dropout(0.3, name: "drop")
                Dense(3, activation: .softmax, name: "last")
            }
            first.trainable = !frozen
            try model.compile(optimizer: .nadam(learningRate: rate), loss: .sparseCategoricalCrossentropy)
            let x = try Tensor(shape: [40, 6], values: (0..<240).map { sin(Float($0) * 0.7) + shift })
            let y = try Tensor(shape: [40], values: (0..<40).map { Float($0 % 3) })
            var log = TrainingLog(columns: [])
            let isRestored = try MemoLab.isRestored {
                log = try model.fit(
                    x: x, y: y, batchSize: batchSize, epochs: epochs, validationSplit: 0.2,
                    callbacks: [
                        .reduceLROnPlateau(monitor: "val_loss", factor: 0.5, patience: 1),
                        .earlyStopping(monitor: "val_loss", patience: patience),
                    ] + callbacks
                ).log
            }
            return Result(
                log: log.epochs, notes: log.notes, weights: model.weights,
                next: try Dense(4, name: "next").built(on: [3]), rate: model.optimizer?.learningRate ?? 0,
                iterations: model.optimizer?.iterations ?? 0, isRestored: isRestored)
        }

        @Test("Weights, the optimizer's memory, the history and random numbers are the same to the bit")
        func restoration() throws {
            let folder = try TemporaryFolder()
            let plain = try train()
            try MemoLab.withMemo(folder.path) { () throws in
                let first = try train()
                let second = try train()
                #expect(!first.isRestored && second.isRestored)
                #expect(first.isSame(as: plain) && second.isSame(as: plain))
            }
        }

        @Test("Anything that could lead to other numbers leads to another training")
        func differences() throws {
            let folder = try TemporaryFolder()
            try MemoLab.withMemo(folder.path) { () throws in
                #expect(try !train().isRestored)
                #expect(try !train(seed: 9).isRestored)
                #expect(try !train(rate: 0.021).isRestored)
                #expect(try !train(rate: 0.02.nextUp).isRestored)
                #expect(try !train(units: 13).isRestored)
                #expect(try !train(batchSize: 8).isRestored)
                #expect(try !train(epochs: 5).isRestored)
                #expect(try !train(shift: 1e-6).isRestored)
                #expect(try !train(patience: 2).isRestored)
                #expect(try !train(frozen: true).isRestored)
                #expect(try train().isRestored)
            }
            try MemoLab.withMemo(folder.path, engine: "another") { () throws in #expect(try !train().isRestored) }
        }

        @Test("One callback given twice is not two with the same settings")
        func sameCallback() throws {
            let folder = try TemporaryFolder()
            func callback() -> Callback {
                .reduceLROnPlateau(monitor: "loss", factor: 0.5, patience: 2, minDelta: 9)
            }
            try MemoLab.withMemo(folder.path) { () throws in
                let two = try train(callbacks: [callback(), callback()])
                let (one, other) = (callback(), callback())
                let twice = try train(callbacks: [one, one])
                #expect(!twice.isRestored && twice.rate != two.rate)
                #expect(try train(callbacks: [other, other]).isRestored)
            }
        }

        @Test("Code of the user's own is always run")
        func unknownCode() throws {
            let folder = try TemporaryFolder()
            final class Counter: Callback {
                var epochs = 0
                override func epochDidEnd(_ epoch: Int, _ training: Training) { epochs += 1 }
            }
            let counter = Counter()
            try MemoLab.withMemo(folder.path) { () throws in
                for callback: Callback in [counter, .learningRateScheduler { _, rate in rate }, .lambda()] {
                    #expect(try !train(callbacks: [callback]).isRestored)
                    #expect(try !train(callbacks: [callback]).isRestored)
                }
            }
            #expect(counter.epochs > 0)
        }
    }
}

extension Layer {
    /// Random numbers that are drawn after a training.
    fileprivate func built(on shape: [Int]) throws -> [Float] {
        let model = try Sequential(name: "probe") {
            Input(shape: shape, name: "probe in")
            self
        }
        return model.weights.flatMap(\.values)
    }
}
