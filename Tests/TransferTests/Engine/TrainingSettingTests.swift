import Testing
import Transfer

extension EngineTests {
    @Suite("Settings of training that make no sense are refused before anything is trained")
    struct TrainingSettingTests {
        private func model() throws -> Sequential {
            try Sequential {
                Input(shape: [4])
                Dense(3, activation: .softmax, name: "head")
            }
        }

        private func refusal(_ body: () throws -> Void) -> String {
            let error = #expect(throws: TransferError.self) { try body() }
            return error?.description ?? "nothing"
        }

        @Test("of optimizers")
        func optimizers() throws {
            let model = try model()
            let cases: [(String, Optimizer)] = [
                ("the learning rate", .sgd(learningRate: Double.nan)), ("the learning rate", .sgd(learningRate: 1e300)),
                ("momentum", .sgd(momentum: .nan)), ("momentum", .sgd(momentum: -0.1)), ("beta1", .adam(beta1: 1)),
                ("epsilon", .adam(epsilon: -1)), ("epsilon", .adamW(epsilon: .nan)), ("epsilon", .nadam(epsilon: -1)),
                ("epsilon", .rmsprop(epsilon: .infinity)), ("epsilon", .adadelta(epsilon: -1)),
                ("rho", .rmsprop(rho: 2)),
                ("initialAccumulatorValue", .adagrad(initialAccumulatorValue: -1)),
                ("weightDecay", .sgd(weightDecay: .nan)), ("clipNorm", .sgd(clipNorm: .infinity)),
                ("clipValue", .sgd(clipValue: -1)), ("globalClipNorm", .sgd(globalClipNorm: .nan)),
                ("emaMomentum", .sgd(useEMA: true, emaMomentum: 1)),
                ("emaOverwriteFrequency", .sgd(emaOverwriteFrequency: 0)),
                ("gradientAccumulationSteps", .sgd(gradientAccumulationSteps: 0)), ("decay", .sgd(decay: .nan)),
            ]
            for (word, optimizer) in cases {
                let refusal = refusal { try model.compile(optimizer: optimizer, loss: .categoricalCrossentropy) }
                #expect(refusal.contains(word + " was"), "\(word): \(refusal)")
            }
        }

        @Test("of an optimizer that has trained another model")
        func usedOptimizers() throws {
            let (x, y) = (try sampleTensor([6, 4]), try Tensor(shape: [6], values: [0, 1, 2, 0, 1, 2]))
            for optimizer in [Optimizer.sgd(), .adam()] {
                let first = try model()
                let second = try model()
                for model in [first, second] {
                    try model.compile(optimizer: optimizer, loss: .sparseCategoricalCrossentropy)
                }
                try first.fit(x: x, y: y)
                let before = second.weights
                let expected = """
                    the optimizer \(optimizer.name) of model '\(second.name)' has trained another model, of whose weights it \
                    keeps a memory; call compile with an optimizer of its own
                    """
                #expect(refusal { try second.fit(x: x, y: y) } == expected)
                #expect(refusal { try second.trainOnBatch(x: x, y: y) } == expected)
                #expect(second.weights == before)
                try first.fit(x: x, y: y)
                // The same weights within another model are known.
                let outer = try Sequential {
                    Input(shape: [4])
                    first
                }
                try outer.compile(optimizer: optimizer, loss: .sparseCategoricalCrossentropy)
                try outer.fit(x: x, y: y)
                try second.compile(optimizer: .sgd(), loss: .sparseCategoricalCrossentropy)
                try second.fit(x: x, y: y)
            }
        }

        @Test("but not of one whose own model has more layers to train than before, also after it was read from a file")
        func unfrozenLayers() throws {
            let (x, y) = (try sampleTensor([6, 4]), try Tensor(shape: [6], values: [0, 1, 2, 0, 1, 2]))
            let first = Dense(5, name: "first")
            let model = try Sequential {
                Input(shape: [4])
                first
                Dense(3, activation: .softmax)
            }
            first.trainable = false
            let folder = try TemporaryFolder()
            try model.compile(optimizer: .adam(), loss: .sparseCategoricalCrossentropy)
            try model.fit(x: x, y: y)
            try model.save(folder.path + "/m.keras")
            for model in [model, try Model.load(folder.path + "/m.keras")] {
                try model.layer("first").trainable = true
                try model.fit(x: x, y: y)
                #expect(model.optimizer?.iterations == 2)
            }
        }

        @Test("of metrics of a class that the model does not have, and of batches without samples")
        func classesAndBatches() throws {
            let (x, y) = (try sampleTensor([6, 4]), try Tensor(shape: [6], values: [0, 1, 2, 0, 1, 2]))
            let model = try model()
            for (metric, name) in [
                (EvaluationMetric.precision(classID: 3), "precision"), (.recall(classID: 7), "recall"),
            ] {
                try model.compile(optimizer: .sgd(), loss: .sparseCategoricalCrossentropy, metrics: [metric])
                for body in [{ _ = try model.fit(x: x, y: y) }, { _ = try model.evaluate(x: x, y: y) }] {
                    let refusal = refusal(body)
                    #expect(refusal.hasPrefix("classID of the metric \(name) was"))
                    #expect(refusal.hasSuffix("give a class number from 0 to 2"))
                }
            }
            try model.compile(
                optimizer: .sgd(), loss: .sparseCategoricalCrossentropy, metrics: [.precision(classID: 2)])
            try model.fit(x: x, y: y)
            for size in [0, -1] {
                #expect(refusal { _ = try model.predict(x, batchSize: size) }.hasPrefix("batchSize was \(size); give"))
                #expect(refusal { _ = try model.predict([x], batchSize: size) }.hasPrefix("batchSize was \(size)"))
            }
        }

        @Test("of schedules, also where only a later step would show it")
        func schedules() throws {
            let model = try model()
            let cases: [(String, LearningRateSchedule)] = [
                ("decayRate", .exponentialDecay(initialLearningRate: 1, decaySteps: 2, decayRate: .nan)),
                ("decayRate", .exponentialDecay(initialLearningRate: 1, decaySteps: 2, decayRate: -1)),
                ("initialLearningRate", .exponentialDecay(initialLearningRate: .nan, decaySteps: 2, decayRate: 1)),
                ("decaySteps", .inverseTimeDecay(initialLearningRate: 1, decaySteps: 0, decayRate: 1)),
                ("decayRate", .inverseTimeDecay(initialLearningRate: 1, decaySteps: 2, decayRate: -1)),
                ("endLearningRate", .polynomialDecay(initialLearningRate: 1, decaySteps: 2, endLearningRate: .nan)),
                ("power", .polynomialDecay(initialLearningRate: 1, decaySteps: 2, power: -1)),
                ("alpha", .cosineDecay(initialLearningRate: 1, decaySteps: 2, alpha: .nan)),
                ("warmupTarget", .cosineDecay(initialLearningRate: 0, decaySteps: 2, warmupTarget: -1)),
                ("warmupSteps", .cosineDecay(initialLearningRate: 0, decaySteps: 2, warmupTarget: 1, warmupSteps: -1)),
                ("a value of piecewiseConstant", .piecewiseConstant(boundaries: [2], values: [1, .nan])),
                ("the boundaries", .piecewiseConstant(boundaries: [2, 2], values: [1, 1, 1])),
                ("the boundaries", .piecewiseConstant(boundaries: [-2], values: [1, 1])),
                ("piecewiseConstant", .piecewiseConstant(boundaries: [], values: [])),
                ("steps", .oneCycle(maximumLearningRate: 1, steps: 0)),
                ("divisor", .oneCycle(maximumLearningRate: 1, steps: 2, divisor: 0)),
                ("finalDivisor", .oneCycle(maximumLearningRate: 1, steps: 2, finalDivisor: .nan)),
                ("warmupFraction", .oneCycle(maximumLearningRate: 1, steps: 2, warmupFraction: 2)),
            ]
            for (word, schedule) in cases {
                let refusal = refusal {
                    try model.compile(optimizer: .sgd(learningRate: schedule), loss: .categoricalCrossentropy)
                }
                #expect(refusal.contains(word + " was"), "\(word): \(refusal)")
            }
        }

        @Test("of losses and metrics")
        func lossesAndMetrics() throws {
            let model = try model()
            for loss in [
                LossFunction.categoricalCrossentropy(labelSmoothing: .nan), .binaryCrossentropy(labelSmoothing: 1.5),
                .huber(delta: .nan), .huber(delta: -1),
            ] {
                #expect(refusal { try model.compile(optimizer: .sgd(), loss: loss) }.contains("; give a number"))
            }
            for metric in [
                EvaluationMetric.binaryAccuracy(threshold: .nan), .precision(threshold: .nan), .recall(threshold: 2),
                .precision(classID: -1), .f1(threshold: -1), .auc(thresholds: 1), .auc(thresholds: .max), .topK(0),
            ] {
                let refusal = refusal {
                    try model.compile(optimizer: .sgd(), loss: .categoricalCrossentropy, metrics: [metric])
                }
                #expect(refusal.contains("of the metric"), "\(refusal)")
            }
        }

        @Test("of weights of classes, multipliers and searches")
        func fitting() throws {
            let model = try model()
            try model.compile(optimizer: .sgd(), loss: .categoricalCrossentropy)
            let x = try sampleTensor([4, 4])
            let y = try Tensor(shape: [4, 3], values: [1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0])
            #expect(
                refusal { try model.fit(x: x, y: y, classWeight: [3: 2]) }
                    == "a class in classWeight was 3; give class numbers from 0 to 2")
            #expect(refusal { try model.fit(x: x, y: y, classWeight: [-1: 2]) }.contains("classWeight"))
            #expect(refusal { try model.fit(x: x, y: y, classWeight: [0: .nan]) }.contains("class 0"))
            #expect(refusal { try model.fit(x: x, y: y, sampleWeight: [1, 1, 1, -1]) }.contains("a sample's weight"))
            for (start, end) in [(Double.nan, 1.0), (0, 1), (1, .infinity), (1, 0.5)] {
                #expect(
                    refusal { _ = try model.findLearningRate(x: x, y: y, from: start, to: end) }.contains("the range"))
            }
            try model.layer("head").learningRateMultiplier = .nan
            #expect(refusal { try model.fit(x: x, y: y) }.contains("the learning rate multiplier of 'head'"))
            #expect(model.optimizer?.iterations == 0)
            for settings in [
                FineTuning(epochs: 0), FineTuning(freezeEpochs: -1, epochs: 1), FineTuning(epochs: 1, baseRate: .nan),
                FineTuning(epochs: 1, rateDivisor: .nan),
            ] {
                #expect(refusal { try model.fineTune(x: x, y: y, settings) }.contains(" was "))
            }
        }
    }
}
