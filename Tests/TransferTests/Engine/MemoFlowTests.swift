import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A training on pictures is not done twice while they are the same")
    struct MemoFlowTests {
        private let folder: TemporaryFolder
        private let store: TemporaryFolder

        init() throws {
            (folder, store) = (try TemporaryFolder(), try TemporaryFolder())
            for (label, name) in ["a", "b", "c"].enumerated() {
                for number in 0..<4 { try write(label * 40 + number * 9, "train/\(name)/\(number).ppm") }
                try write(label * 50, "validation/\(name)/0.ppm")
            }
        }

        /// Writes a picture of a given level, always of the same size in bytes.
        private func write(_ level: Int, _ name: String) throws {
            let url = URL(fileURLWithPath: folder.path + "/" + name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            let pixels = (0..<192).map { UInt8(($0 * 7 + level) % 256) }
            try Data(Array("P6\n8 8\n255\n".utf8) + pixels).write(to: url)
        }

        private func flow(
            _ part: String = "train", _ generator: ImageDataGenerator = ImageDataGenerator(rescale: 1 / 255),
            batchSize: Int = 5, seed: Int? = 3
        ) throws -> ImageFlow {
            try generator.flowFromDirectory(
                folder.path + "/" + part, targetSize: [8, 8], batchSize: batchSize, classMode: .sparse, seed: seed)
        }

        /// What a training comes to, and whether it was restored.
        private struct Result: Equatable {
            var log: [[Double]] = []
            var weights: [Tensor] = []
            var evaluation: Evaluation?
            var isRestored = false
        }

        private func result(
            _ train: ImageFlow, _ validation: ImageFlow? = nil, classWeight: [Int: Double]? = nil, epochs: Int = 2,
            initialEpoch: Int = 0, stepsPerEpoch: Int? = nil, memo: Bool = true
        ) throws -> Result {
            let model = try MemoLab.model([8, 8, 3])
            var result = Result()
            func run() throws {
                let history = try model.fit(
                    train, epochs: epochs, validationData: validation, classWeight: classWeight,
                    initialEpoch: initialEpoch, stepsPerEpoch: stepsPerEpoch)
                result.log = history.log.epochs
            }
            result.isRestored = try MemoLab.isRestored {
                if memo { try MemoLab.withMemo(store.path, run) } else { try run() }
            }
            result.weights = model.weights
            result.evaluation = try model.evaluate(flow("validation"))
            return result
        }

        private func train(_ flow: ImageFlow, validation: ImageFlow? = nil) throws -> Bool {
            try result(flow, validation).isRestored
        }

        @Test("with the same numbers, evaluation included")
        func restoration() throws {
            let plain = try result(flow(), flow("validation"), memo: false)
            #expect(try result(flow(), flow("validation")) == plain)
            var restored = try result(flow(), flow("validation"))
            #expect(restored.isRestored)
            restored.isRestored = false
            #expect(restored == plain)
        }

        @Test("even one that is replaced by another of the same size and time is another")
        func changedPictures() throws {
            #expect(try !train(flow(), validation: flow("validation")))
            #expect(try train(flow(), validation: flow("validation")))
            for name in ["train/b/2.ppm", "validation/c/0.ppm"] {
                let path = folder.path + "/" + name
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                let before = try Data(contentsOf: URL(fileURLWithPath: path))
                try write(77, name)
                let date = try #require(attributes[.modificationDate] as? Date)
                try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
                #expect(try !train(flow(), validation: flow("validation")))
                #expect(try train(flow(), validation: flow("validation")))
                try before.write(to: URL(fileURLWithPath: path))
                #expect(try train(flow(), validation: flow("validation")))
            }
            // Of another class, without another byte in any file.
            try FileManager.default.moveItem(
                atPath: folder.path + "/train/a/3.ppm", toPath: folder.path + "/train/b/3b.ppm")
            #expect(try !train(flow(), validation: flow("validation")))
        }

        @Test("as they were when they were read, not as their files are by then")
        func picturesInMemory() throws {
            let old = try flow()
            _ = try MemoLab.withMemo(store.path) { try old.tensor() }
            try write(99, "train/a/1.ppm")
            #expect(try !train(old))
            #expect(try !train(flow()))
            #expect(try train(flow()) && train(old))
        }

        @Test("and nothing is noted of them where nothing is kept, so that those in memory cannot be told later")
        func noMemo() throws {
            let calm = try flow("train", ImageDataGenerator { $0 })
            _ = try calm.tensor()
            #expect((0..<calm.count).allSatisfy { calm.prepared.digest(of: $0) == nil })
            guard case .files(let files) = calm.supply else { return #expect(Bool(false)) }
            #expect(files.paths.allSatisfy { files.kept.digests.digest(of: $0) == nil })
            let early = try flow()
            _ = try early.tensor()
            for _ in 0..<2 { #expect(try !train(early)) }
            #expect(try !train(flow()))
            #expect(try train(flow()))
        }

        @Test("changed at random after the preparation for a backbone, which has a name, but not after another one")
        func backbones() throws {
            func flow(_ preprocessing: PixelScaling) throws -> ImageFlow {
                try self.flow("train", ImageDataGenerator(rotationRange: 20, preprocessing: preprocessing))
            }
            let plain = try result(flow(VGG16.preprocess), memo: false)
            #expect(try result(flow(VGG16.preprocess)) == plain)
            var restored = try result(flow(VGG16.preprocess))
            #expect(restored.isRestored)
            restored.isRestored = false
            #expect(restored == plain)
            #expect(try !train(flow(MobileNet.preprocess)))
            #expect(try !train(flow(EfficientNetLite0.preprocess)))
            #expect(try !train(self.flow("train", ImageDataGenerator(rotationRange: 20))))
            let function = ImageDataGenerator(rotationRange: 20) { try VGG16.preprocess($0) }
            #expect(try result(self.flow("train", function)) == plain)
            #expect(try !train(self.flow("train", function)))
        }

        @Test("and not kept if a picture changed while the training read it")
        func changeDuringTraining() throws {
            let limit = PictureCache.limit
            PictureCache.limit = 0
            defer { PictureCache.limit = limit }
            // Changed at random, pictures are read in every epoch.
            func flow() throws -> ImageFlow { try self.flow("train", ImageDataGenerator(horizontalFlip: true)) }
            let model = try MemoLab.model([8, 8, 3])
            let (identity, flow1) = try MemoLab.withMemo(store.path) { () throws in
                let flow1 = try flow()
                let loop = try FitLoop(
                    model, model.compiled(), data: model.labelled(flow1, model.compiled(), isAugmented: true),
                    validation: nil,
                    FitSettings(
                        batchSize: 5, validationBatchSize: 5, epochs: 1, shuffle: true, seed: 3, callbacks: []))
                return (try #require(loop.identity()), flow1)
            }
            func pass() throws { try MemoLab.withMemo(store.path) { () throws in for _ in flow1 {} } }
            try pass()
            #expect(identity.contents() != nil)
            try write(55, "train/c/3.ppm")
            try pass()
            #expect(identity.contents() == nil)
        }

        @Test("changed at random by the same seed, and by no other settings")
        func augmentation() throws {
            func generator(_ angle: Double = 20, _ zoom: FactorRange = 0.1) -> ImageDataGenerator {
                ImageDataGenerator(rescale: 1 / 255, rotationRange: angle, zoomRange: zoom, horizontalFlip: true)
            }
            let plain = try result(flow("train", generator()), memo: false)
            #expect(try result(flow("train", generator())) == plain)
            var restored = try result(flow("train", generator()))
            #expect(restored.isRestored)
            restored.isRestored = false
            #expect(restored == plain)
            #expect(try !train(flow("train", generator(21))))
            #expect(try !train(flow("train", generator(20, 0.11))))
            #expect(try !train(flow("train", generator(), seed: 4)))
            #expect(try !train(flow("train", generator(), seed: nil)))
            #expect(try !train(flow("train", generator(), batchSize: 4)))
        }

        private func scaled(_ picture: Tensor, by factor: Float) -> Tensor {
            Tensor(checked: picture.shape, picture.values.map { $0 * factor })
        }

        @Test("prepared by a function that makes the same of them, also one that has caught other values")
        func functions() throws {
            func generator(_ factor: Float, angle: Double = 0) -> ImageDataGenerator {
                ImageDataGenerator(rotationRange: angle) { scaled($0, by: factor) }
            }
            let plain = try result(flow("train", generator(0.5)), memo: false)
            #expect(try result(flow("train", generator(0.5))) == plain)
            #expect(try train(flow("train", generator(0.5))))
            #expect(try !train(flow("train", generator(0.25))))
            #expect(try train(flow("train", generator(0.25))))
            try write(3, "train/a/0.ppm")
            #expect(try !train(flow("train", generator(0.25))))
            for _ in 0..<2 { #expect(try !train(flow("train", generator(0.5, angle: 5)))) }
            // Different each time it is called: never restored.
            var calls: Float = 0
            for _ in 0..<3 {
                let counting = ImageDataGenerator { picture in
                    calls += 1
                    return scaled(picture, by: calls)
                }
                #expect(try !train(flow("train", counting)))
            }
        }

        @Test("with the same weights of classes, beginning, steps and share of the data")
        func settings() throws {
            #expect(try !result(flow(), classWeight: [0: 2]).isRestored)
            #expect(try !result(flow(), classWeight: [1: 2]).isRestored)
            #expect(try !result(flow(), epochs: 3, initialEpoch: 1).isRestored)
            #expect(try !result(flow(), epochs: 3, initialEpoch: 2).isRestored)
            #expect(try !result(flow(), stepsPerEpoch: 2).isRestored)
            #expect(try result(flow(), stepsPerEpoch: 2).isRestored)
            #expect(try result(flow(), classWeight: [0: 2]).isRestored)
            QuickFactor.current = 0.5
            defer { QuickFactor.current = 1 }
            let quick = try result(flow())
            #expect(!quick.isRestored)
            #expect(try result(flow()).isRestored)
            QuickFactor.current = 0.75
            #expect(try !result(flow()).isRestored)
        }
    }
}
