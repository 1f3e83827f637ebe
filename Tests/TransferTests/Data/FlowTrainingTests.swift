import Compute
import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Training on a flow sees changed pictures, and everything else the pictures as they are")
    struct FlowTrainingTests {
        private let folder: TemporaryFolder
        private let generator = ImageDataGenerator(
            rescale: 1 / 255, rotationRange: 25, zoomRange: 0.2, horizontalFlip: true)

        init() throws {
            folder = try .pictures()
        }

        private func flow(_ generator: ImageDataGenerator, _ mode: ClassMode = .categorical) throws -> ImageFlow {
            try generator.flowFromDirectory(folder.path, targetSize: [12, 12], batchSize: 4, classMode: mode, seed: 3)
        }

        private func model(_ units: Int = 2, _ activation: ActivationFunction = .softmax) throws -> Sequential {
            setRandomSeed(4)
            return try Sequential {
                Flatten()
                Dense(units, activation: activation)
            }
        }

        @Test("again the same with the same seed, and with other losses than without changes")
        func repeatability() throws {
            func losses(_ generator: ImageDataGenerator) throws -> [Double] {
                let model = try model()
                try model.compile(optimizer: .sgd(learningRate: 0.05), loss: .categoricalCrossentropy)
                let plain = try flow(ImageDataGenerator(rescale: 1 / 255))
                return try #require(try model.fit(flow(generator), epochs: 3, validationData: plain)["loss"])
            }
            let augmented = try losses(generator)
            #expect(try losses(generator) == augmented)
            #expect(try losses(ImageDataGenerator(rescale: 1 / 255)) != augmented)
        }

        @Test("so that evaluation, prediction and validation do not depend on chance")
        func evaluation() throws {
            let model = try model()
            try model.compile(optimizer: .sgd(learningRate: 0.02), loss: .categoricalCrossentropy)
            let (changed, plain) = (try flow(generator), try flow(ImageDataGenerator(rescale: 1 / 255)))
            let history = try model.fit(changed, epochs: 2, validationData: changed)
            #expect(try model.predict(changed) == model.predict(plain))
            #expect(try model.evaluate(changed) == model.evaluate(plain))
            let last = try #require(history["val_loss"]?.last)
            #expect(try abs(model.evaluate(plain).loss - last) < 1e-9)
            #expect(history.secondsWaited >= 0 && history.secondsWaited <= history.log.seconds.reduce(0, +))
        }

        @Test("with two classes as 0 and 1, and with the pictures as their own targets")
        func otherTargets() throws {
            let binary = try model(1, .sigmoid)
            try binary.compile(optimizer: .sgd(), loss: .binaryCrossentropy)
            #expect(try binary.fit(flow(generator, .binary), epochs: 2)["loss"]?.count == 2)
            setRandomSeed(1)
            let copy = try Sequential { Conv2D(3, kernelSize: 1) }
            try copy.compile(optimizer: .adam(learningRate: 0.1), loss: .meanSquaredError)
            let input = try flow(generator, .input)
            let losses = try #require(try copy.fit(input, epochs: 60, validationData: input)["loss"])
            #expect(losses[59] < losses[0] / 10)
            #expect(try copy.evaluate(input).loss < losses[0] / 10)
            let error = #expect(throws: TransferError.self) { try binary.fit(flow(generator, .input)) }
            #expect(error?.description.contains("binary") == true)
            #expect(throws: TransferError.imageData(.noTargets)) { try copy.fit(flow(generator, .none)) }
        }

        @Test("mixed pictures have targets mixed by the same shares")
        func mixing() throws {
            // Every picture is of one level, by which its share in a mixture can be told.
            let x = try Tensor(shape: [4, 6, 6, 1], values: (0..<144).map { [1, 10, 100, 1000][$0 / 36] })
            let y = try Tensor(shape: [4, 4], values: (0..<16).map { $0 % 5 == 0 ? 1 : 0 })
            for (mixup, cutmix) in [(0.4, 0.0), (0, 1), (0.3, 0.3)] {
                let flow = try ImageDataGenerator(mixupAlpha: mixup, cutmixAlpha: cutmix).flow(
                    x: x, y: y, batchSize: 4, seed: 1)
                var mixed = 0
                for _ in 0..<5 {
                    for batch in flow {
                        let (pixels, targets) = (try batch.x, try batch.y)
                        for sample in 0..<4 {
                            let row = targets.values[sample * 4..<sample * 4 + 4]
                            #expect(abs(row.reduce(0, +) - 1) < 1e-5)
                            let expected = zip(row, [1, 10, 100, 1000] as [Float]).reduce(0) { $0 + $1.0 * $1.1 }
                            let mean = pixels.values[sample * 36..<sample * 36 + 36].reduce(0, +) / 36
                            #expect(abs(mean - expected) < 1e-3 * max(1, expected))
                            if row.allSatisfy({ $0 < 0.999 }) { mixed += 1 }
                        }
                    }
                }
                #expect(mixed >= 5)
            }
            let model = try model(4)
            try model.compile(optimizer: .sgd(learningRate: 1e-5), loss: .categoricalCrossentropy)
            try model.fit(ImageDataGenerator(mixupAlpha: 0.4).flow(x: x, y: y), epochs: 2)
            let sparse = try Tensor(shape: [4], values: [0, 1, 2, 3])
            #expect(throws: TransferError.imageData(.mixedLabels(mode: "sparse"))) {
                try ImageDataGenerator(mixupAlpha: 0.4).flow(x: x, y: sparse)
            }
        }

        @Test("mixing shares follow the beta distribution")
        func shares() {
            for alpha in [0.2, 1, 3] {
                var stream = RandomStream(seed: 1, number: UInt64(alpha * 10))
                let drawn = (0..<4000).map { _ in stream.beta(alpha) }
                let mean = drawn.reduce(0, +) / 4000
                let variance = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000
                #expect(drawn.allSatisfy { $0 >= 0 && $0 <= 1 })
                #expect(abs(mean - 0.5) < 0.03 && abs(variance - 1 / (4 * (2 * alpha + 1))) < 0.01)
            }
        }

        @Test("a preview shows changed pictures with their classes, and draws nothing that training would")
        func preview() throws {
            let flow = try flow(generator)
            let sink = try RecordingSink.recording {
                try flow.preview(4)
                try flow.preview(4, isAugmented: false)
            }
            let pictures = sink.shown.compactMap { if case .picture(let picture) = $0 { picture } else { nil } }
            #expect(pictures.count == 2 && pictures[0] != pictures[1])
            #expect(pictures[0].altText.contains("Zebra") && pictures[0].altText.contains("ant"))
        }
    }
}
