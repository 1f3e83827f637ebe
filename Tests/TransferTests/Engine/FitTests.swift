import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("fit trains what is trainable, repeatably")
    struct FitTests {
        private let x: Tensor
        private let y: Tensor

        init() throws {
            x = try sampleTensor([22, 6, 6, 3])
            y = try Tensor(shape: [22], values: (0..<22).map { Float($0 % 3) })
        }

        /// A frozen convolution under a trainable head.
        private func model(dropout: Float = 0.3) throws -> Sequential {
            setRandomSeed(11)
            let model = try Sequential {
                Input(shape: [6, 6, 3])
                Conv2D(8, kernelSize: 3, activation: .relu, name: "conv")
                BatchNormalization(name: "bn")
                GlobalAveragePooling2D()
                Dropout(dropout)
                Dense(6, activation: .relu, name: "hidden")
                Dense(3, activation: .softmax, name: "out")
            }
            model.layers[..<2].freeze()
            try model.compile(optimizer: .adam(learningRate: 0.01), loss: .sparseCategoricalCrossentropy)
            return model
        }

        private func fit(_ model: Sequential, callbacks: [Callback] = []) throws -> History {
            try model.fit(x: x, y: y, batchSize: 5, epochs: 4, validationSplit: 0.2, callbacks: callbacks)
        }

        @Test("with the same numbers to the bit from the same seed")
        func repeatability() throws {
            let (first, second) = (try model(), try model())
            setRandomSeed(3)
            let a = try fit(first)
            setRandomSeed(3)
            let b = try fit(second)
            #expect(a.log.epochs == b.log.epochs)
            #expect(first.weights == second.weights)
            setRandomSeed(4)
            #expect(try fit(model()).log.epochs != a.log.epochs)
        }

        @Test("with the numbers of a run that computes the frozen layers every time")
        func cache() throws {
            let (kept, computed) = (try model(), try model())
            computed.keepsFrozenResults = false
            setRandomSeed(3)
            let a = try fit(kept)
            setRandomSeed(3)
            let b = try fit(computed)
            for (left, right) in zip(a.log.epochs.joined(), b.log.epochs.joined()) {
                #expect(abs(left - right) < 1e-5)
            }
            for (left, right) in zip(kept.weights, computed.weights) {
                for (l, r) in zip(left.values, right.values) { #expect(abs(l - r) < 1e-5) }
            }
        }

        @Test("leaving frozen layers alone, their moving statistics included")
        func frozen() throws {
            let model = try model()
            let before = try model.layer("conv").weights + model.layer("bn").weights
            let out = try model.layer("out").weights
            _ = try fit(model)
            #expect(try model.layer("conv").weights + model.layer("bn").weights == before)
            #expect(try model.layer("out").weights != out)
        }

        @Test("taking a change of trainable at once, without compiling again")
        func unfreezing() throws {
            let model = try model()
            let hidden = try model.layer("hidden")
            hidden.freeze()
            var weights: [[Tensor]] = []
            let watch = Callback.lambda(
                onEpochBegin: { epoch, _ in if epoch == 2 { hidden.unfreeze() } },
                onEpochEnd: { _, _ in weights.append(hidden.weights) })
            let before = hidden.weights
            _ = try fit(model, callbacks: [watch])
            #expect(weights[0] == before && weights[1] == before)
            #expect(weights[2] != before && weights[3] != weights[2])
        }

        @Test("training a normalization that is trainable, with its batch's statistics")
        func normalization() throws {
            let model = try model()
            try model.layer("bn").unfreeze()
            let before = try model.layer("bn").weights
            _ = try fit(model)
            for (old, new) in zip(before, try model.layer("bn").weights) { #expect(old != new) }
        }

        @Test("refusing what cannot be trained, with the remedy")
        func refusals() throws {
            let model = try model()
            model.freeze()
            #expect(throws: TransferError.training(.nothingTrainable(model: model.name))) { try fit(model) }

            let other = try Sequential {
                Flatten()
                Dense(2, activation: .softmax)
            }
            #expect(throws: TransferError.training(.notCompiled(model: other.name))) { try fit(other) }
            try other.compile(optimizer: .sgd(), loss: .sparseCategoricalCrossentropy)
            #expect(throws: TransferError.training(.classOutOfRange(value: 2, classes: 2))) { try fit(other) }
            try other.compile(optimizer: .sgd(), loss: .categoricalCrossentropy)
            #expect(throws: TransferError.self) { try fit(other) }
            #expect(throws: TransferError.self) {
                try other.compile(optimizer: .sgd(momentum: 1.5), loss: .categoricalCrossentropy)
            }
            #expect(throws: TransferError.training(.unequalCounts(inputs: 22, targets: 3))) {
                try other.fit(x: x, y: Tensor(shape: [3], values: [0, 1, 0]))
            }
        }

        @Test("comparing pictures with pictures by the crossentropy of their numbers")
        func pictures() throws {
            let model = try Sequential {
                Input(shape: [6, 6, 3])
                Conv2D(3, kernelSize: 3, padding: .same, activation: .sigmoid)
            }
            try model.compile(optimizer: .adam(learningRate: 0.05), loss: .binaryCrossentropy)
            let pictures = try Tensor(shape: x.shape, values: x.values.map { $0 > 0 ? 1 : 0 })
            let history = try model.fit(x: pictures, y: pictures, epochs: 8)
            let losses = try #require(history["loss"])
            #expect(losses.count == 8 && losses[7] < losses[0] * 0.9)
            let predictions = try model.predict(pictures)
            // The targets are 0 or 1: of each number the probability of what it is.
            let terms = zip(pictures.values, predictions.values).map { target, p -> Double in
                -log(Double(target == 1 ? p : 1 - p))
            }
            let mean = terms.reduce(0, +) / Double(terms.count)
            let loss = try model.evaluate(x: pictures, y: pictures).loss
            #expect(abs(loss - mean) < 1e-4 * mean, "\(loss) \(mean)")
        }

        @Test("naming the layers that a model lacks which gives pictures, or too few numbers")
        func endings() throws {
            func message(_ model: Sequential, _ targets: Tensor, _ loss: LossFunction) throws -> String {
                try model.compile(optimizer: .sgd(learningRate: 0.1), loss: loss)
                let error = #expect(throws: TransferError.self) { try model.fit(x: x, y: targets) }
                return error?.description ?? ""
            }
            let oneHot = try Tensor(shape: [22, 3], values: (0..<66).map { Float(($0 / 3 + $0) % 3 == 0 ? 1 : 0) })
            let flat = try Sequential {
                Input(shape: [6, 6, 3])
                Dense(3, activation: .softmax)
            }
            #expect(try message(flat, oneHot, .categoricalCrossentropy).contains("put GlobalAveragePooling2D() or"))
            let two = try Sequential {
                Input(shape: [6, 6, 3])
                Flatten()
                Dense(2, activation: .softmax)
            }
            let one = try Tensor(shape: [22, 1], values: (0..<22).map { Float($0 % 2) })
            #expect(try message(two, one, .binaryCrossentropy).contains("end it with Dense(1, activation: .sigmoid)"))
        }

        @Test("showing each batch's progress and one log at the end, the best epoch named")
        func outputs() throws {
            let model = try model()
            var history: History?
            let sink = try RecordingSink.recording { history = try fit(model) }
            let log = try #require(history).log
            #expect(sink.shown == [.training(log)])
            #expect(log.columns == ["loss", "accuracy", "val_loss", "val_accuracy"])
            #expect(log.epochs.count == 4 && log.seconds.count == 4)
            let first = sink.progress.filter { $0.label == "Epoch 1/4" }
            #expect(first.map(\.completed) == [1, 2, 3, 4] && first.allSatisfy { $0.total == 4 })
            let losses = try #require(history?["val_loss"])
            #expect(history?.bestEpoch == losses.indices.min { losses[$0] < losses[$1] }.map { $0 + 1 })
            #expect(history?["nothing"] == nil)
        }

        @Test("showing the epochs done when an error ends it")
        func interruption() throws {
            struct Stop: Error {}
            let model = try model()
            let sink = RecordingSink.recording {
                #expect(throws: Stop.self) {
                    try fit(model, callbacks: [.lambda(onEpochEnd: { epoch, _ in if epoch == 1 { throw Stop() } })])
                }
            }
            guard case .training(let log)? = sink.shown.first else {
                Issue.record("no log was shown")
                return
            }
            #expect(sink.shown.count == 1 && log.epochs.count == 2)
        }

        @Test("whose plots are shown once")
        func plots() throws {
            let history = try fit(model())
            let sink = RecordingSink.recording { show(history.plot()) }
            #expect(sink.shown.count == 2)
        }

        @Test("stopping early with the best weights put back")
        func earlyStopping() throws {
            let model = try model(dropout: 0)
            var weights: [[Tensor]] = []
            // A rate that suddenly is far too high makes the loss worse.
            let callbacks: [Callback] = [
                .learningRateScheduler { epoch, _ in epoch < 2 ? 0.001 : 3 },
                .earlyStopping(monitor: "loss", patience: 2),
                .lambda(onEpochEnd: { _, _ in weights.append(model.weights) }),
            ]
            let history = try model.fit(x: x, y: y, batchSize: 5, epochs: 20, callbacks: callbacks)
            let best = history.bestEpoch
            #expect(history.epochs == best + 2)
            #expect(model.weights == weights[best - 1] && model.weights != weights[best])
            #expect(
                history.log.notes == [
                    "Epoch \(best + 2): early stopping",
                    "Restoring model weights from the end of the best epoch: \(best).",
                ])
            #expect(history["learning_rate"]?.first == 0.001)
            let error = #expect(throws: TransferError.self) {
                try fit(model, callbacks: [.earlyStopping(monitor: "val_los")])
            }
            #expect(error?.description.contains("'val_los'") == true)
        }

        @Test("taking the last fraction for validation, and the loss as a mean over samples")
        func validation() throws {
            let model = try model(dropout: 0)
            model.layers.freeze()
            try model.layer("out").unfreeze()
            try model.compile(optimizer: .sgd(learningRate: 0), loss: .sparseCategoricalCrossentropy)
            let history = try model.fit(x: x, y: y, batchSize: 5, validationSplit: 0.2)
            let training = try model.evaluate(x: x.samples(0..<17), y: y.samples(0..<17))
            let validation = try model.evaluate(x: x.samples(17..<22), y: y.samples(17..<22), batchSize: 2)
            #expect(abs(try #require(history["loss"]?.first) - training.loss) < 1e-6)
            #expect(abs(try #require(history["val_loss"]?.first) - validation.loss) < 1e-6)
            #expect(history["val_accuracy"]?.first == validation.accuracy)
        }
    }
}
