import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A pretrained model is taken to a new task in one call")
    struct TransferHelperTests {
        private let x: Tensor
        private let y: Tensor

        init() throws {
            x = try sampleTensor([20, 8, 8, 3])
            y = try Tensor(shape: [20], values: (0..<20).map { Float($0 % 2) })
        }

        private func base() throws -> Model {
            let input = Input(shape: [8, 8, 3], name: "in")
            var x = try Conv2D(4, kernelSize: 3, padding: .same, name: "c1")(input)
            x = try ReLU(name: "r1")(BatchNormalization(name: "b1")(x))
            let y = try BatchNormalization(name: "b2")(Conv2D(4, kernelSize: 3, padding: .same, name: "c2")(x))
            x = try Add(name: "a2")([x, ReLU(name: "r2")(y)])
            x = try Conv2D(6, kernelSize: 3, name: "c3")(x)
            x = try ReLU(name: "r3")(BatchNormalization(name: "b3")(x))
            return try Model(inputs: input, outputs: x, name: "base")
        }

        private func model() throws -> (Model, Sequential) {
            setRandomSeed(5)
            let base = try base()
            let model = try Sequential(name: "model") {
                base
                GlobalAveragePooling2D()
                Dense(2, activation: .softmax, name: "out")
            }
            try model.compile(optimizer: .adam(learningRate: 0.01), loss: .sparseCategoricalCrossentropy)
            return (base, model)
        }

        @Test("fine-tuned: the head first, then everything at rates that grow towards the head")
        func fineTune() throws {
            let (base, model) = try model()
            let before = base.weights
            var rates: [Double] = []
            var frozenWeights: [Tensor] = []
            var multipliers: [Double] = []
            let watch = Callback.lambda(
                onTrainEnd: { _ in if frozenWeights.isEmpty { frozenWeights = base.weights } },
                onTrainBatchBegin: { _, training in
                    rates.append(training.learningRate)
                    multipliers = try ["c1", "c3"].map { try base.layer($0).learningRateMultiplier }
                })
            let history = try model.fineTune(
                x: x, y: y, FineTuning(freezeEpochs: 2, epochs: 3, baseRate: 0.02), batchSize: 5, callbacks: [watch])
            #expect(history.epochs == 5)
            #expect(history["learning_rate"]?.count == 5)
            #expect(frozenWeights == before)
            #expect(base.weights != before)
            #expect(rates.count == 20)
            #expect(abs(rates[0] - 0.02 / 25) < 1e-12 && rates[..<8].max() == rates[7])
            #expect(abs(rates[8] - 0.01 / 5) < 1e-12 && rates[8...].allSatisfy { $0 <= 0.01 })
            #expect(rates[19] < 0.001)
            #expect(zip(multipliers, [0.01, 0.1]).allSatisfy { abs($0 - $1) < 1e-12 })
            for name in ["b1", "b2", "b3"] {
                #expect(try !base.layer(name).trainable)
                #expect(try base.layer(name).weights.map(\.values[0]) == [1, 0, 0, 1])
            }
            #expect(model.optimizer?.learningRate == 0.01)
            #expect(try base.layer("c1").learningRateMultiplier == 1)
        }

        @Test("fine-tuned with its normalizations when asked")
        func normalization() throws {
            let (base, model) = try model()
            try model.fineTune(
                x: x, y: y, FineTuning(freezeEpochs: 0, epochs: 1, trainsNormalization: true), batchSize: 5)
            #expect(try base.layer("b1").weights.map(\.values[0]) != [1, 0, 0, 1])
        }

        @Test("fine-tuned only where body and head can be told apart")
        func parts() throws {
            let flat = try Sequential(name: "flat") {
                Input(shape: [3])
                Dense(4, name: "old")
                Dense(2, activation: .softmax, name: "new")
            }
            try flat.compile(optimizer: .sgd(), loss: .sparseCategoricalCrossentropy)
            let samples = try sampleTensor([20, 3])
            let error = #expect(throws: TransferError.self) {
                try flat.fineTune(x: samples, y: y, FineTuning(epochs: 1))
            }
            #expect(error?.description.contains("name the first new layer with headFrom:") == true)
            #expect(try flat.fineTune(x: samples, y: y, FineTuning(epochs: 1, headFrom: "new")).epochs == 2)
            #expect(throws: TransferError.self) { try flat.fineTune(x: samples, y: y, FineTuning(epochs: 0)) }
        }

        @Test("tried with growing learning rates, and left as it was to the bit")
        func learningRate() throws {
            let (_, model) = try model()
            _ = try model.fit(x: x, y: y, batchSize: 5, shuffle: false)
            let before = model.weights
            var search: LearningRateSearch?
            let sink = try RecordingSink.recording {
                search = try model.findLearningRate(x: x, y: y, batchSize: 5, to: 1e4, steps: 60)
            }
            let found = try #require(search)
            #expect(model.weights == before)
            #expect(model.optimizer?.learningRate == 0.01)
            #expect(found.rates.count < 60, "The loss explodes long before a rate of 10000.")
            #expect(abs(found.rates[1] / found.rates[0] - 1.5254) < 1e-3)
            #expect(found.rates.contains(found.suggestion))
            #expect(found.suggestion > 1e-5 && found.suggestion < 10)
            guard case .chart(let chart)? = sink.shown.first, case .lines(let lines) = chart.content else {
                Issue.record("no chart was shown")
                return
            }
            #expect(sink.shown.count == 1 && lines.xScale == .logarithmic)
            // A twin that was never searched goes on with the same numbers: the optimizer's memory is back, too.
            let (_, twin) = try self.model()
            _ = try twin.fit(x: x, y: y, batchSize: 5, shuffle: false)
            _ = try twin.fit(x: x, y: y, batchSize: 5, shuffle: false)
            _ = try model.fit(x: x, y: y, batchSize: 5, shuffle: false)
            #expect(model.weights == twin.weights)
            #expect(throws: TransferError.self) { try model.findLearningRate(x: x, y: y, from: 1, to: 0.1) }
        }

        @Test("with the suggestion in the middle of the longest fall")
        func valley() {
            let losses = [5.0, 5.1, 4.8, 4.2, 3.5, 3.6, 3.0, 2.9, 4, 9]
            let rates = losses.indices.map(Double.init)
            // The fall 5, 4.8, 4.2, 3.5, 3.0, 2.9 ends at 7 and is 6 long: from 1, two thirds of three steps on.
            #expect(LearningRateSearch.valley(rates, losses) == 4)
            #expect(LearningRateSearch.valley([], []) == nil)
            #expect(LearningRateSearch.smoothed([3, 3, 3]).allSatisfy { abs($0 - 3) < 1e-12 })
        }

        @Test("cut, frozen and slowed as the amount and likeness of the data ask", arguments: TransferScenario.allCases)
        func scenarios(scenario: TransferScenario) throws {
            let base = try base()
            let before = base.weights
            let plan = try scenario.plan(for: base)
            let model = try scenario.apply(to: base, classes: 2, loss: .sparseCategoricalCrossentropy)
            let body = try #require(model.layers[0] as? Model)
            switch scenario {
            case .smallSimilar:
                #expect(plan.cutLayers == 0 && plan.frozenLayers == base.layers.count && body === base)
            case .smallDifferent:
                #expect(plan.lastLayer == "r1" && !body.trainable)
                #expect(body.layers.map(\.name) == ["in", "c1", "b1", "r1"])
            case .largeSimilar:
                #expect(plan.cutLayers == 0 && plan.lastFrozenLayer == "r1")
                #expect(body.layers.filter { $0.trainable && !$0.weights.isEmpty }.map(\.name) == ["c2", "c3"])
                #expect(try abs(base.layer("c3").learningRateMultiplier - 0.01) < 1e-12)
            case .largeDifferent:
                #expect(plan.frozenLayers == 0 && plan.trainsNormalization)
                #expect(try base.layer("b1").trainable)
            }
            #expect(plan.description.split(separator: "\n").count == 4)
            _ = try model.fit(x: x, y: y, epochs: 1)
            #expect((base.weights == before) == (scenario == .smallSimilar || scenario == .smallDifferent))
        }

        @Test("cut between a backbone's blocks")
        func backbone() throws {
            let base = try EfficientNetLite0(weights: .none, inputShape: [64, 64, 3])
            let plan = try TransferScenario.smallDifferent.plan(for: base)
            #expect(plan.lastLayer == "block4c_add")
            #expect(try TransferScenario.smallSimilar.plan(for: base).lastLayer == "top_activation")
            let flat = try Sequential {
                Input(shape: [3])
                Dense(2)
            }
            #expect(throws: TransferError.self) { try TransferScenario.smallSimilar.plan(for: flat) }
        }
    }
}
