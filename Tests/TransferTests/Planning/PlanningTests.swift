import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A dry run checks everything and does nothing")
    struct PlanningTests {
        private typealias Samples = PlanningSamples

        @Test("Training gives a history with the names and epochs it would have, and leaves the weights alone")
        func training() throws {
            let told = Samples.Told()
            try Samples.planning(told) {
                let model = try Samples.classifier()
                let x = try Tensor(shape: [50, 32, 32, 3], repeating: 0)
                let y = try Tensor(shape: [50, 3], repeating: 1)
                let history = try model.fit(
                    x: x, y: y, batchSize: 16, epochs: 4, validationSplit: 0.2,
                    callbacks: [.earlyStopping(patience: 1), .reduceLROnPlateau()])
                #expect(history.metrics == ["loss", "accuracy", "val_loss", "val_accuracy", "learning_rate"])
                #expect(history.epochs == 4 && history.bestEpoch == 1)
                #expect(history["val_loss"]?.last != nil)
                history.plot()
                #expect(model.optimizer?.iterations == 0)
                #expect(model.weights.allSatisfy { $0.values.allSatisfy { $0 == 0 } })
            }
            let call = try #require(told.calls.first)
            #expect(told.calls.count == 1 && call.kind == .fit && call.model == "small")
            // The convolution's 9·3·8 weights and 8 biases, the dense layer's 8·3 and 3.
            #expect(call.trainableParameters == 251 && call.frozenParameters == 0)
            // Of 50 samples 40 train, in three batches an epoch.
            #expect(call.samples == 40 && call.steps == 12 && call.batchSize == 16 && call.epochs == 4)
            // Of 30×30 pixels 8 numbers: 27 products, bias and activation; then the mean, the dense layer and softmax.
            let numbers: Double = 30 * 30 * 8
            let expected: Double = numbers * (2 * 27 + 1 + 1) + numbers + (48 + 3) + 3
            #expect(call.flops.forward == 16 * expected)
            #expect(call.flops.once == 0 && call.flops.backward > call.flops.forward * 0.9)
            #expect(call.memory.gradients == call.trainableParameters * 4)
            #expect(call.memory.optimizer == 2 * call.memory.gradients)
            #expect(call.memory.activations > 16 * 30 * 30 * 8 * 4)
        }

        @Test("The frozen part counts once where its results are kept, and in every step where they are not")
        func frozenLayers() throws {
            let told = Samples.Told()
            try Samples.planning(told) {
                let base = try EfficientNetLite0(includeTop: false, inputShape: [64, 64, 3], pooling: .avg)
                base.freeze()
                let model = try Sequential {
                    base
                    Dense(2, activation: .softmax)
                }
                try model.compile(optimizer: .sgd(learningRate: 0.1), loss: .categoricalCrossentropy)
                for generator in [ImageDataGenerator(), ImageDataGenerator(horizontalFlip: true)] {
                    let flow = try generator.flowFromDirectory("nowhere", targetSize: [64, 64], batchSize: 10)
                    try model.fit(flow, epochs: 5)
                }
            }
            let (kept, fresh) = (told.calls[0], told.calls[1])
            #expect(kept.frozenParameters == 3_413_024 && kept.trainableParameters == 2562)
            #expect(kept.steps == 50 && kept.flops.step < 1e6)
            #expect(kept.flops.once == fresh.flops.once + 10 * (fresh.flops.forward - kept.flops.forward))
            #expect(kept.flops.once > 1e9)
            #expect(kept.memory.cache - fresh.memory.cache == 100 * 1280 * 4)
        }

        @Test("Shapes that do not fit are found as in a real run")
        func errors() throws {
            try Samples.planning {
                #expect(throws: TransferError.self) {
                    try Sequential {
                        Input(shape: [8, 8, 3])
                        Conv2D(4, kernelSize: 9)
                    }
                }
                let model = try Samples.classifier()
                let x = try Tensor(shape: [4, 32, 32, 3], repeating: 0)
                let wrong = try Tensor(shape: [4, 2], repeating: 1)
                #expect(throws: TransferError.self) { try model.fit(x: x, y: wrong) }
                #expect(throws: TransferError.self) { try model.evaluate(x: x, y: wrong) }
                #expect(throws: TransferError.self) { try model.predict(Tensor(shape: [1, 16, 16, 3], repeating: 0)) }
                #expect(throws: TransferError.self) {
                    try model.fit(
                        x: x, y: Tensor(shape: [4, 3], repeating: 1), callbacks: [.earlyStopping(monitor: "acc")])
                }
                model.freeze()
                #expect(throws: TransferError.self) { try model.fit(x: x, y: Tensor(shape: [4, 3], repeating: 1)) }
            }
        }

        @Test(
            "A checkpoint may name what a callback of the user's own records, and settings of all callbacks are checked"
        )
        func callbacks() throws {
            final class Speed: Callback {
                override func epochDidEnd(_ epoch: Int, _ training: Training) { training.record("speed", 1) }
            }
            try Samples.planning {
                let model = try Samples.classifier()
                let x = try Tensor(shape: [4, 32, 32, 3], repeating: 0)
                let y = try Tensor(shape: [4, 3], repeating: 1)
                try model.fit(
                    x: x, y: y,
                    callbacks: [
                        Speed(), .modelCheckpoint("{speed:.1f}.keras"),
                        .modelCheckpoint("best.keras", monitor: "speed", saveBestOnly: true, mode: .max),
                    ])
                _ = try Model.load("best.keras")
                for callback: Callback in [
                    .csvLogger(""), .csvLogger("log.csv", separator: ""), .tensorBoard(""), .backupAndRestore(""),
                ] { #expect(throws: TransferError.self) { try model.fit(x: x, y: y, callbacks: [callback]) } }
            }
        }

        @Test("Evaluations, predictions, searches and steps give values of the right shapes")
        func results() throws {
            let told = Samples.Told()
            try Samples.planning(told) {
                let model = try Samples.classifier()
                let x = try Tensor(shape: [6, 32, 32, 3], repeating: 0)
                let y = try Tensor(shape: [6, 3], repeating: 1)
                let predictions = try model.predict(x, batchSize: 4)
                #expect(predictions.shape == [6, 3] && predictions[5, 2] == 1 / 3)
                #expect(
                    try ClassificationReport(
                        truth: [0, 1, 2, 0, 1, 2], predictions: predictions, classNames: ["a", "b", "c"]
                    ).scores.count == 3)
                let result = try model.evaluate(x: x, y: y)
                #expect(result.accuracy != nil && result.loss.isFinite)
                for _ in 0..<3 { #expect(try model.trainOnBatch(x: x, y: y).loss.isFinite) }
                #expect(try model.findLearningRate(x: x, y: y, batchSize: 2, steps: 20).rates.count == 20)
                let tuned = try model.fineTune(x: x, y: y, FineTuning(epochs: 2))
                #expect(tuned["learning_rate"]?.count == tuned.epochs)
            }
            #expect(told.calls.map(\.kind) == [.predict, .evaluate, .trainOnBatch, .findLearningRate, .fit, .fit])
            #expect(told.calls[2].times == 3 && told.calls[3].steps >= 20)
            #expect(told.calls[4].trainableParameters < told.calls[5].trainableParameters)
        }

        @Test("A network whose weights are half a gigabyte is planned without their file")
        func size() throws {
            let told = Samples.Told()
            try Samples.planning(told) {
                let model = try VGG16(weights: .imagenet)
                _ = try model.copy()
                try model.save("vgg16.keras")
                _ = try model.predict(Tensor(shape: [1, 224, 224, 3], repeating: 0))
            }
            #expect(told.calls.first?.frozenParameters == 0)
            #expect((told.calls.first?.memory.weights ?? 0) > 138_357_544 * 4)
        }

        @Test("Epochs without end, which a callback is to end, are planned up to a bound")
        func endlessEpochs() throws {
            let told = Samples.Told()
            try Samples.planning(told) {
                let model = try Samples.classifier()
                let x = try Tensor(shape: [6, 32, 32, 3], repeating: 0)
                let y = try Tensor(shape: [6, 3], repeating: 1)
                let history = try model.fit(
                    x: x, y: y, epochs: .max,
                    callbacks: [.earlyStopping(monitor: "loss"), .modelCheckpoint("{epoch}.keras", monitor: "loss")])
                #expect(history.epochs == 1000)
            }
            #expect(told.notes == ["of \(Int.max) epochs 1000 are planned"])
            #expect(told.calls.map(\.epochs) == [1000])
        }

        @Test("What was assumed is told once")
        func notes() throws {
            let told = Samples.Told()
            try Samples.planning(told) {
                for _ in 0..<2 { #expect(try loadImage("no.jpg", targetSize: [8, 9]).shape == [8, 9, 3]) }
                let model = try Samples.classifier()
                try model.loadWeights("no.h5")
                _ = try VGG16(weights: .file("none.h5"), includeTop: false)
            }
            #expect(
                told.notes == [
                    "the picture 'no.jpg' is missing", "the weights 'no.h5' are missing; assumed that they fit",
                    "the weights 'none.h5' are missing; assumed that they fit",
                ])
        }
    }
}
