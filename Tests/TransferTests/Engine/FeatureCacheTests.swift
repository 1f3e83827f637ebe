import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("The results of a frozen backbone are computed once for all epochs")
    struct FeatureCacheTests {
        /// A folder of so many of the lessons' photographs, each as often as needed.
        private func photographs(_ count: Int) throws -> TemporaryFolder {
            let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../../lessons/data/photos/train").standardized
            let folder = try TemporaryFolder()
            let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
                .filter { $0.hasSuffix(".jpg") }
            // Every seventh one is of another class than the one before.
            let spread = names.indices.map { names[$0 * 7 % names.count] }
            for number in 0..<count {
                let name = spread[number % spread.count]
                let target = URL(fileURLWithPath: "\(folder.path)/\(name.dropLast(4))_\(number).jpg")
                try FileManager.default.createDirectory(
                    at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try FileManager.default.copyItem(at: root.appendingPathComponent(name), to: target)
            }
            return folder
        }

        private func train(_ folder: TemporaryFolder, isCached: Bool, epochs: Int) throws -> History {
            setRandomSeed(1)
            let base = try EfficientNetLite0(includeTop: false, inputShape: [160, 160, 3], pooling: .avg)
            base.freeze()
            let flow = try ImageDataGenerator(preprocessing: base.preprocess)
                .flowFromDirectory(folder.path, targetSize: [160, 160], batchSize: 16, seed: 3)
            let model = try Sequential {
                base
                Dense(flow.classNames.count, activation: .softmax)
            }
            model.keepsFrozenResults = isCached
            try model.compile(optimizer: .adam(), loss: .categoricalCrossentropy)
            return try model.fit(flow, epochs: epochs)
        }

        @Test("with the losses of a run that computes them every time")
        func equality() throws {
            let folder = try photographs(24)
            let (cached, computed) = (
                try train(folder, isCached: true, epochs: 3), try train(folder, isCached: false, epochs: 3)
            )
            for (a, b) in zip(try #require(cached["loss"]), try #require(computed["loss"])) {
                #expect(abs(a - b) < 1e-5)
            }
        }

        @Test(
            "so that later epochs take at most a twentieth of the first's time",
            .enabled(
                if: ProcessInfo.processInfo.environment["TRANSFER_TIMINGS"] != nil, "set TRANSFER_TIMINGS to measure"))
        func timing() throws {
            let folder = try photographs(500)
            let cached = try train(folder, isCached: true, epochs: 5)
            let computed = try train(folder, isCached: false, epochs: 2)
            print("Seconds of each epoch, kept:", cached.log.seconds, "computed:", computed.log.seconds)
            let later = try #require(cached.log.seconds.dropFirst().max())
            #expect(later * 20 <= cached.log.seconds[0])
            for (a, b) in zip(try #require(cached["loss"]), try #require(computed["loss"])) {
                #expect(abs(a - b) < 1e-5)
            }
        }
    }
}
