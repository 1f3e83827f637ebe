import Testing
import Transfer

extension EngineTests {
    @Suite("Training takes weights, rates and epochs as they are given")
    struct TrainingTests {
        private let x: Tensor
        private let y: Tensor

        init() throws {
            x = try sampleTensor([20, 6])
            y = try Tensor(shape: [20], values: (0..<20).map { Float($0 % 3) })
        }

        private func model() throws -> Sequential {
            setRandomSeed(2)
            return try Sequential {
                Input(shape: [6])
                Dense(5, activation: .relu, name: "hidden")
                Dense(3, activation: .softmax, name: "out")
            }
        }

        private func change(_ model: Model, _ layer: String, _ body: () throws -> Void) throws -> [Float] {
            let before = try model.layer(layer).weights.flatMap(\.values)
            try body()
            return try zip(before, model.layer(layer).weights.flatMap(\.values)).map { $1 - $0 }
        }

        @Test("with a learning rate of its own for a layer, also with Adam, which gradients' sizes do not move")
        func multipliers() throws {
            func step(_ multipliers: [String: Double]) throws -> [Float] {
                let model = try model()
                try model.compile(
                    optimizer: .adam(learningRate: 0.01), loss: .sparseCategoricalCrossentropy,
                    learningRateMultipliers: multipliers)
                return try change(model, "hidden") { try model.trainOnBatch(x: x, y: y) }
            }
            let (whole, tenth, none) = try (step([:]), step(["hidden": 0.1]), step(["hidden": 0]))
            #expect(whole.contains { abs($0) > 0.005 })
            for (w, t) in zip(whole, tenth) { #expect(abs(t - w / 10) < 1e-5) }
            #expect(none.allSatisfy { $0 == 0 })

            let base = try model()
            let nested = try Sequential {
                base
                Dense(3, activation: .softmax)
            }
            base.learningRateMultiplier = 0.5
            try base.layer("hidden").learningRateMultiplier = 0.2
            try nested.compile(optimizer: .sgd(), loss: .sparseCategoricalCrossentropy)
            let error = #expect(throws: TransferError.self) {
                try nested.compile(
                    optimizer: .sgd(), loss: .sparseCategoricalCrossentropy, learningRateMultipliers: ["hiden": 1])
            }
            #expect(error?.description.contains("did you mean 'hidden'?") == true)
            try nested.compile(optimizer: .adam(learningRate: 0.01), loss: .sparseCategoricalCrossentropy)
            let parts = try change(base, "hidden") { try nested.trainOnBatch(x: x, y: y) }
            #expect(parts.map(abs).max().map { abs($0 - 0.001) < 1e-5 } == true)
        }

        @Test("one batch at a time as fit does")
        func trainOnBatch() throws {
            let (first, second) = (try model(), try model())
            for model in [first, second] {
                try model.compile(optimizer: .sgd(learningRate: 0.1), loss: .sparseCategoricalCrossentropy)
            }
            let history = try first.fit(x: x, y: y, batchSize: 20, epochs: 3, shuffle: false)
            let losses = try (0..<3).map { _ in try second.trainOnBatch(x: x, y: y).loss }
            #expect(history["loss"] == losses)
            #expect(first.weights == second.weights)
            #expect(try first.evaluate(x: [x], y: y) == second.evaluate(x: x, y: y))
            _ = try first.fit(x: [x], y: y, shuffle: false)
            _ = try second.fit(x: x, y: y, shuffle: false)
            #expect(first.weights == second.weights)
        }

        @Test("going on from an initial epoch")
        func initialEpoch() throws {
            let (whole, parts) = (try model(), try model())
            for model in [whole, parts] {
                try model.compile(optimizer: .adam(learningRate: 0.1), loss: .sparseCategoricalCrossentropy)
            }
            _ = try whole.fit(x: x, y: y, batchSize: 6, epochs: 5, shuffle: false)
            var epochs: [Int] = []
            let watch = Callback.lambda(onEpochBegin: { epoch, _ in epochs.append(epoch) })
            _ = try parts.fit(x: x, y: y, batchSize: 6, epochs: 2, shuffle: false, callbacks: [watch])
            let rest = try parts.fit(
                x: x, y: y, batchSize: 6, epochs: 5, shuffle: false, initialEpoch: 2, callbacks: [watch])
            #expect(epochs == [0, 1, 2, 3, 4] && rest.epochs == 3)
            #expect(whole.weights == parts.weights)
        }

        @Test("with legacy decay as a falling rate")
        func decay() throws {
            let (decayed, scheduled) = (try model(), try model())
            try decayed.compile(
                optimizer: .sgd(learningRate: 0.2, decay: 0.5), loss: .sparseCategoricalCrossentropy)
            try scheduled.compile(
                optimizer: .sgd(
                    learningRate: .inverseTimeDecay(initialLearningRate: 0.2, decaySteps: 1, decayRate: 0.5)),
                loss: .sparseCategoricalCrossentropy)
            for model in [decayed, scheduled] { _ = try model.fit(x: x, y: y, batchSize: 4, shuffle: false) }
            #expect(decayed.weights == scheduled.weights)
        }

        @Test("with one-cycle's rates")
        func oneCycle() {
            let schedule: LearningRateSchedule = .oneCycle(maximumLearningRate: 1, steps: 100)
            #expect(abs(schedule(0) - 0.04) < 1e-12)
            #expect(abs(schedule(25) - 1) < 1e-12)
            #expect(abs(schedule(100) - 1e-5) < 1e-12 && abs(schedule(200) - 1e-5) < 1e-12)
            #expect((0..<25).allSatisfy { schedule($0) < schedule($0 + 1) })
            #expect((25..<100).allSatisfy { schedule($0) > schedule($0 + 1) })
        }

        @Test("without samples of weight zero, and a class left out by its weight")
        func weights() throws {
            let (some, all) = (try model(), try model())
            for model in [some, all] {
                try model.compile(optimizer: .sgd(learningRate: 0.1), loss: .sparseCategoricalCrossentropy)
            }
            let flags = y.values.map { $0 == 1 ? Float(0) : 1 }
            try some.trainOnBatch(x: x, y: y, sampleWeight: flags)
            try all.trainOnBatch(x: x, y: y, classWeight: [1: 0])
            #expect(some.weights == all.weights)
            let loss = try some.evaluate(x: x, y: y, sampleWeight: [Float](repeating: 2, count: 20)).loss
            #expect(abs(loss - 2 * (try some.evaluate(x: x, y: y).loss)) < 1e-6)
        }

        @Test("ending with an error when the loss is no number, or quietly when asked to")
        func notFinite() throws {
            let model = try model()
            try model.compile(optimizer: .sgd(learningRate: 1e30), loss: .sparseCategoricalCrossentropy)
            let error = #expect(throws: TransferError.self) {
                try model.fit(x: x, y: y, batchSize: 10, epochs: 3, shuffle: false)
            }
            guard case .training(.lossNotFinite(_, _, let epoch, let batch, _, _))? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(epoch >= 1 && batch >= 1)
            #expect(error?.description.hasSuffix("clip the gradients (clipNorm: 1) or rescale the inputs") == true)

            let bad = try Sequential {
                Input(shape: [2])
                Dense(1, name: "d")
            }
            try bad.compile(optimizer: .sgd(), loss: .meanSquaredError)
            let samples = try Tensor(shape: [2, 2], values: [1, .nan, 3, 4])
            let targets = try Tensor(shape: [2], values: [1, 2])
            #expect(
                throws: TransferError.training(.inputNotFinite(input: "x", value: "nan", sample: 0, index: [1]))
            ) { try bad.fit(x: samples, y: targets) }
            let history = try bad.fit(x: samples, y: targets, epochs: 4, callbacks: [.terminateOnNaN()])
            #expect(history.epochs == 1 && history.log.notes == ["Batch 0: Invalid loss, terminating training"])
        }

        @Test("and what does not fit is refused with the remedy")
        func refusals() throws {
            let model = try model()
            func message(_ body: () throws -> Void) -> String {
                do {
                    try body()
                    return ""
                } catch { return "\(error)" }
            }
            func compile(_ optimizer: Optimizer, _ loss: LossFunction = .categoricalCrossentropy) throws {
                try model.compile(optimizer: optimizer, loss: loss)
            }
            #expect(
                message { try compile(.sgd(clipNorm: 1, clipValue: 1)) }
                    == "gradient clipping was clipNorm and clipValue; give one of clipNorm, globalClipNorm and clipValue"
            )
            #expect(message { try compile(.adam(clipNorm: 0)) } == "clipNorm was 0.0; give a number above 0")
            #expect(
                message { try compile(.adam(learningRate: -1)) }
                    == "the learning rate was -1.0; give a number of at least 0, for example 0.001")
            #expect(
                message { try compile(.sgd(), .huber(delta: 0)) } == "the delta of huber was 0.0; give a number above 0"
            )
            #expect(
                message {
                    try compile(
                        .sgd(
                            learningRate: .exponentialDecay(initialLearningRate: 1, decaySteps: 0, decayRate: 0.5)))
                } == "decaySteps was 0; give a number of at least 1")
            try compile(.sgd(), .sparseCategoricalCrossentropy)
            #expect(
                message { try model.fit(x: Tensor(shape: [0, 6], values: []), y: Tensor(shape: [0], values: [])) }
                    == "there are no samples to train on or evaluate; give at least one")
            #expect(
                message { try model.fit(x: x, y: y, sampleWeight: [1, 2]) }
                    == "sampleWeight was 2 numbers; give one for each of the 20 samples")
            #expect(
                message { try model.fit(x: x, y: y, epochs: 2, initialEpoch: 3) }
                    == """
                    initialEpoch was 3; give a number from 0 to epochs (2), which counts the epochs before, too
                    """)
            try compile(.sgd(), .meanSquaredError)
            #expect(
                message { try model.fit(x: x, y: y) }
                    == """
                    the loss .meanSquaredError takes targets of the output's shape (None, 3), but received 1 numbers \
                    a sample; change the loss or the targets
                    """)
            try compile(.sgd(), .binaryCrossentropy)
            #expect(
                message { try model.fit(x: x, y: y) }
                    == """
                    the loss .binaryCrossentropy takes targets from 0 to 1, but received 2.0; change the loss or the \
                    targets
                    """)
        }
    }
}
