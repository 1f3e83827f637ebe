import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Every optimizer, loss, metric and schedule gives what Keras gives")
    struct KerasNetworkTests {
        struct Golden: Decodable {
            struct Case: Decodable {
                let name: String
                let hidden: String
                let units: Int
                let last: String
                let scale: Float
                let targets: [Float]
                let initial: [[Float]]
                let final: [[Float]]
                let batchSize: Int
                let history: [String: [Double]]
                let evaluation: [String: Double]
            }
            let samples: [Float]
            let sampleWeight: [Float]
            let cases: [Case]
        }

        /// What a case of the generator is made of here.
        private struct Setup {
            var optimizer: Optimizer
            var loss: LossFunction = .categoricalCrossentropy
            var metrics: [EvaluationMetric] = []
            var classWeight: [Int: Double]?
            var weighsSamples = false
            var validationSplit = 0.0
            var stepsPerEpoch: Int?
        }

        private static let golden = Result {
            try JSONDecoder().decode(Golden.self, from: Data(contentsOf: fixture("Engine/networks.json")))
        }

        private static func sgd(_ rate: LearningRateSchedule) -> Setup { Setup(optimizer: .sgd(learningRate: rate)) }

        private static let setups: [String: @Sendable () -> Setup] = [
            "sgd": {
                Setup(
                    optimizer: .sgd(learningRate: 0.1), metrics: [.accuracy, .topK(2), .f1, .auc])
            },
            "momentum": {
                Setup(
                    optimizer: .sgd(learningRate: 0.1, momentum: 0.9), loss: .sparseCategoricalCrossentropy,
                    metrics: [.accuracy])
            },
            "nesterov": {
                Setup(
                    optimizer: .sgd(learningRate: 0.1, momentum: 0.9, nesterov: true), loss: .binaryCrossentropy,
                    metrics: [.accuracy, .precision, .recall, .auc, .auc(curve: .pr)])
            },
            "adam": {
                Setup(
                    optimizer: .adam(learningRate: 0.05), loss: .meanSquaredError,
                    metrics: [.meanAbsoluteError, .meanSquaredError])
            },
            "amsgrad": { Setup(optimizer: .adam(learningRate: 0.05, amsgrad: true), loss: .meanAbsoluteError) },
            "adamW": {
                Setup(
                    optimizer: .adamW(learningRate: 0.05, weightDecay: 0.02), loss: .binaryCrossentropy,
                    metrics: [
                        .binaryAccuracy, .precision(threshold: 0.4), .recall(classID: 2),
                        .f1(average: .micro, threshold: 0.5),
                    ])
            },
            "rmsprop": { Setup(optimizer: .rmsprop(learningRate: 0.02), loss: .huber(delta: 0.7)) },
            "rmspropCentered": {
                Setup(
                    optimizer: .rmsprop(learningRate: 0.02, momentum: 0.8, centered: true),
                    loss: .categoricalCrossentropy(labelSmoothing: 0.1), metrics: [.categoricalAccuracy])
            },
            "adagrad": { Setup(optimizer: .adagrad(learningRate: 0.1), loss: .hinge) },
            "adadelta": { Setup(optimizer: .adadelta(learningRate: 1), loss: .hinge) },
            "nadam": { Setup(optimizer: .nadam(learningRate: 0.02), metrics: [.accuracy]) },
            "smoothedBinary": {
                Setup(optimizer: .sgd(learningRate: 0.2), loss: .binaryCrossentropy(labelSmoothing: 0.2))
            },
            "clipNorm": { Setup(optimizer: .sgd(learningRate: 0.1, clipNorm: 0.1), loss: .meanSquaredError) },
            "globalClipNorm": {
                Setup(optimizer: .adam(learningRate: 0.05, globalClipNorm: 0.2), loss: .meanSquaredError)
            },
            "clipValue": {
                Setup(
                    optimizer: .sgd(learningRate: 0.1, momentum: 0.9, weightDecay: 0.01, clipValue: 0.05),
                    loss: .meanSquaredError)
            },
            "ema": { Setup(optimizer: .sgd(learningRate: 0.2, useEMA: true, emaMomentum: 0.8)) },
            "emaOverwrite": {
                Setup(
                    optimizer: .adam(learningRate: 0.05, useEMA: true, emaMomentum: 0.5, emaOverwriteFrequency: 3))
            },
            "accumulation": { Setup(optimizer: .adam(learningRate: 0.05, gradientAccumulationSteps: 3)) },
            "exponential": {
                sgd(.exponentialDecay(initialLearningRate: 0.4, decaySteps: 4, decayRate: 0.5))
            },
            "staircase": {
                sgd(.exponentialDecay(initialLearningRate: 0.4, decaySteps: 4, decayRate: 0.5, staircase: true))
            },
            "piecewise": { sgd(.piecewiseConstant(boundaries: [2, 5], values: [0.4, 0.2, 0.05])) },
            "polynomial": {
                sgd(.polynomialDecay(initialLearningRate: 0.4, decaySteps: 6, endLearningRate: 0.01, power: 2))
            },
            "polynomialCycle": {
                sgd(.polynomialDecay(initialLearningRate: 0.4, decaySteps: 3, endLearningRate: 0.01, cycle: true))
            },
            "inverseTime": { sgd(.inverseTimeDecay(initialLearningRate: 0.4, decaySteps: 2, decayRate: 0.5)) },
            "cosine": {
                sgd(
                    .cosineDecay(
                        initialLearningRate: 0.05, decaySteps: 6, alpha: 0.1, warmupTarget: 0.4, warmupSteps: 3))
            },
            "classWeight": {
                Setup(optimizer: .sgd(learningRate: 0.2), metrics: [.accuracy], classWeight: [0: 2, 2: 0.5])
            },
            "sampleWeight": {
                Setup(
                    optimizer: .sgd(learningRate: 0.2), loss: .sparseCategoricalCrossentropy, metrics: [.accuracy],
                    weighsSamples: true)
            },
            "validationSplit": {
                Setup(
                    optimizer: .adam(learningRate: 0.05), loss: .sparseCategoricalCrossentropy, metrics: [.accuracy],
                    validationSplit: 0.3)
            },
            "stepsPerEpoch": {
                Setup(optimizer: .sgd(learningRate: 0.05), loss: .meanSquaredError, stepsPerEpoch: 2)
            },
        ]

        private static let activations: [String: ActivationFunction] = [
            "relu": .relu, "tanh": .tanh, "sigmoid": .sigmoid, "softmax": .softmax, "linear": .linear,
        ]

        @Test("over ten steps", arguments: setups.keys.sorted())
        func steps(name: String) throws {
            let golden = try Self.golden.get()
            let expected = try #require(golden.cases.first { $0.name == name })
            let makeSetup = try #require(Self.setups[name])
            let setup = makeSetup()
            let (hidden, last) = try (
                #require(Self.activations[expected.hidden]), #require(Self.activations[expected.last])
            )
            let model = try Sequential {
                Input(shape: [6])
                Dense(8, activation: hidden)
                Dropout(0)
                Dense(5)
                Activation(.tanh)
                Dense(expected.units, activation: last)
                if expected.scale != 1 { Rescaling(expected.scale) }
            }
            try model.setWeights(
                zip(model.weights, expected.initial).map { try Tensor(shape: $0.shape, values: $1) })
            try model.compile(optimizer: setup.optimizer, loss: setup.loss, metrics: setup.metrics)
            let x = try Tensor(shape: [24, 6], values: golden.samples)
            let width = expected.targets.count / 24
            let y = try Tensor(shape: width == 1 ? [24] : [24, width], values: expected.targets)
            let history = try model.fit(
                x: x, y: y, batchSize: expected.batchSize, epochs: 10, shuffle: false,
                validationSplit: setup.validationSplit, classWeight: setup.classWeight,
                sampleWeight: setup.weighsSamples ? golden.sampleWeight : nil, stepsPerEpoch: setup.stepsPerEpoch)
            #expect(Set(history.metrics) == Set(expected.history.keys))
            var worst = (history: 0.0, weights: 0.0)
            for (key, wanted) in expected.history {
                let found = try #require(history[key])
                #expect(found.count == wanted.count)
                for (f, w) in zip(found, wanted) {
                    let error = abs(f - w) / max(abs(w), 0.01)
                    worst.history = max(worst.history, error)
                    #expect(error <= 1e-4, "\(key)")
                }
            }
            for (weights, wanted) in zip(model.weights, expected.final) {
                let scale = wanted.map(abs).max() ?? 1
                for (f, w) in zip(weights.values, wanted) {
                    let error = Double(abs(f - w) / scale)
                    worst.weights = max(worst.weights, error)
                    #expect(error <= 1e-3)
                }
            }
            reportFigures(
                "network \(name): worst relative error of the history \(worst.history), of the weights \(worst.weights)"
            )
            let evaluation = try model.evaluate(x: x, y: y, batchSize: 24)
            for (key, wanted) in expected.evaluation {
                let found = try #require(evaluation[key])
                #expect(abs(found - wanted) <= 2e-4 * max(abs(wanted), 0.01), "\(key)")
            }
        }

        @Test("and none of the generator's cases is left out")
        func completeness() throws {
            #expect(try Set(Self.golden.get().cases.map(\.name)) == Set(Self.setups.keys))
        }
    }
}
