import Testing

@testable import Transfer

extension EngineTests {
    @Suite("What follows a training that was restored is what would have followed it")
    struct MemoSequenceTests {
        private let store: TemporaryFolder

        init() throws {
            store = try TemporaryFolder()
        }

        /// Runs the body without a memo, with an empty one and with one that knows every training; the results must be
        /// the same, and the last time so many trainings restored.
        private func compare<Result: Equatable>(restored count: Int, _ body: () throws -> Result) throws {
            let plain = try body()
            for expected in [0, count] {
                var result: Result?
                let restored = try MemoLab.withMemo(store.path) { () throws in
                    try MemoLab.restored { result = try body() }
                }
                #expect(result == plain)
                #expect(restored == expected)
            }
        }

        private struct State: Equatable {
            var weights: [Tensor]
            var rate: Double
            var iterations: Int
            var numbers: [[Double]]
        }

        private func state(_ model: Model, _ numbers: [[Double]]) -> State {
            State(
                weights: model.weights, rate: model.optimizer?.learningRate ?? 0,
                iterations: model.optimizer?.iterations ?? 0, numbers: numbers)
        }

        @Test("another training, which cannot be restored, and what is drawn at random")
        func secondTraining() throws {
            try compare(restored: 1) {
                let model = try MemoLab.model()
                let first = try MemoLab.fit(model, [.reduceLROnPlateau(monitor: "loss", patience: 1, minDelta: 9)])
                let second = try MemoLab.fit(model, [.lambda()])
                let drawn = try Sequential(name: "drawn") {
                    Input(shape: [3], name: "drawn in")
                    Dense(4, name: "drawn out")
                }
                var state = state(model, first.log.epochs + second.log.epochs)
                state.weights += drawn.weights
                return state
            }
        }

        @Test("steps one by one, an evaluation and a prediction")
        func steps() throws {
            try compare(restored: 1) {
                let model = try MemoLab.model()
                try MemoLab.fit(model)
                let evaluation = try model.evaluate(x: MemoLab.x(), y: MemoLab.y())
                let loss = try model.trainOnBatch(x: MemoLab.x(), y: MemoLab.y())
                let predictions = try model.predict(MemoLab.x())
                return state(model, [[evaluation.loss, loss.loss], predictions.values.map { Double($0) }])
            }
        }

        @Test("the second stage of fine-tuning, whose first was restored")
        func fineTuning() throws {
            try compare(restored: 2) {
                setRandomSeed(5)
                let body = try Sequential(name: "body") {
                    Input(shape: [6], name: "in")
                    Dense(5, activation: .relu, name: "b1")
                    BatchNormalization(name: "b2")
                }
                let model = try Sequential(name: "model") {
                    Input(shape: [6], name: "samples")
                    body
                    Dense(3, activation: .softmax, name: "out")
                }
                try model.compile(optimizer: .adam(), loss: .sparseCategoricalCrossentropy)
                let history = try model.fineTune(
                    x: MemoLab.x(), y: MemoLab.y(), FineTuning(freezeEpochs: 1, epochs: 2, baseRate: 0.01),
                    batchSize: 8)
                return state(model, history.log.epochs)
            }
        }

        @Test("the search for a learning rate, which leaves no trace in the weights, and a training after it")
        func learningRateSearch() throws {
            try compare(restored: 2) {
                let model = try MemoLab.model()
                let search = try model.findLearningRate(x: MemoLab.x(), y: MemoLab.y(), batchSize: 8, steps: 12)
                let history = try MemoLab.fit(model)
                return state(model, [search.rates, search.losses, [search.suggestion]] + history.log.epochs)
            }
        }

        @Test("and weights of samples and single layers' rates make another training")
        func weights() throws {
            func train(_ sampleWeight: [Float]?, rate: Double = 1, keepsFrozen: Bool = true) throws -> Bool {
                let model = try MemoLab.model()
                try model.layer("first").learningRateMultiplier = rate
                model.keepsFrozenResults = keepsFrozen
                return try MemoLab.withMemo(store.path) { () throws in
                    try MemoLab.isRestored {
                        try model.fit(
                            x: MemoLab.x(), y: MemoLab.y(), epochs: 1, validationData: (MemoLab.x(), MemoLab.y()),
                            sampleWeight: sampleWeight)
                    }
                }
            }
            let weights = (0..<40).map { Float($0) }
            #expect(try !train(nil))
            #expect(try !train(weights))
            #expect(try !train(weights.reversed()))
            #expect(try !train(nil, rate: 0.5))
            #expect(try !train(nil, keepsFrozen: false))
            #expect(try train(nil) && train(weights) && train(nil, rate: 0.5))
        }

        @Test("layers that are shared, or computed otherwise, make another training though all weights are the same")
        func structure() throws {
            func train(shared: Bool = false, slope: Float = 0.3, penalty: Float = 0, momentum: Float = 0.9) throws
                -> Bool
            {
                setRandomSeed(2)
                let input = Input(shape: [6], name: "in")
                let first = Dense(6, kernelRegularizer: .l2(penalty), name: "a")
                var x = try LeakyReLU(negativeSlope: slope, name: "leaky")(first(input))
                let second = Dense(6, name: "b")
                x = try shared ? first(second(x)) : second(x)
                x = try BatchNormalization(momentum: momentum, name: "norm")(x)
                let model = try Model(
                    inputs: input, outputs: Dense(3, activation: .softmax, name: "out")(x), name: "shared")
                try model.compile(optimizer: .sgd(), loss: .sparseCategoricalCrossentropy)
                return try MemoLab.withMemo(store.path) { () throws in
                    try MemoLab.isRestored { try MemoLab.fit(model) }
                }
            }
            #expect(try !train())
            #expect(try !train(shared: true))
            #expect(try !train(slope: 0.300_000_03))
            #expect(try !train(penalty: 1e-9))
            #expect(try !train(momentum: 0.900_000_06))
            #expect(try train())
        }
    }
}
