import Compute
import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A flow hands out batches that know their pictures")
    struct FlowBatchTests {
        private let folder: TemporaryFolder
        private let generator = ImageDataGenerator(
            rescale: 1 / 255, rotationRange: 30, widthShiftRange: 0.2, zoomRange: 0.2, channelShiftRange: 20,
            horizontalFlip: true, randomErasing: 0.5)

        init() throws {
            folder = try .pictures()
        }

        private func flow(
            _ generator: ImageDataGenerator? = nil, shuffle: Bool = true, seed: Int? = 3,
            classMode: ClassMode = .categorical
        ) throws -> ImageFlow {
            try (generator ?? self.generator).flowFromDirectory(
                folder.path, targetSize: [20, 24], batchSize: 4, classMode: classMode, shuffle: shuffle, seed: seed)
        }

        @Test("with labels and names in the order of the pictures, shuffled or not")
        func contents() throws {
            let plain = ImageDataGenerator(rescale: 1 / 255)
            let flow = try flow(plain)
            let all = try flow.tensor()
            #expect(flow.count == 6 && flow.batchCount == 2 && flow.imageShape == [20, 24, 3])
            var seen: [Int] = []
            for batch in flow {
                #expect(batch.filenames == batch.indices.map { flow.filenames[$0] })
                #expect(batch.labels == batch.indices.map { flow.labels[$0] } && batch.classNames == flow.classNames)
                for (place, index) in batch.indices.enumerated() {
                    #expect(try batch.x.samples(place..<place + 1) == all.samples(index..<index + 1))
                    #expect(try batch.y.samples(place..<place + 1) == flow.targets().samples(index..<index + 1))
                }
                seen += batch.indices
            }
            #expect(seen.sorted() == Array(0..<6) && seen != Array(0..<6))
            #expect(flow.map(\.indices) != flow.map(\.indices))
            #expect(try self.flow(plain, shuffle: false).map(\.indices) == [[0, 1, 2, 3], [4, 5]])
        }

        @Test("the same from the same seed, other ones in each pass")
        func seeds() throws {
            let flow = try flow(shuffle: false)
            let passes = try (0..<2).map { _ in try flow.map { try $0.x } }
            #expect(passes[0] != passes[1])
            let again = try self.flow(shuffle: false)
            #expect(try (0..<2).map { _ in try again.map { try $0.x } } == passes)
            setRandomSeed(9)
            let unseeded = try self.flow(seed: nil).map { try $0.x }
            #expect(try self.flow(seed: nil).map { try $0.x } != unseeded)
            setRandomSeed(9)
            #expect(try self.flow(seed: nil).map { try $0.x } == unseeded)
            // A picture's changes belong to it, wherever shuffling puts it.
            let shuffled = try self.flow()
            for batch in shuffled {
                for (place, index) in batch.indices.enumerated() {
                    let straight = passes[0][index / 4]
                    #expect(
                        try batch.x.samples(place..<place + 1) == straight.samples(index % 4..<index % 4 + 1))
                }
            }
        }

        @Test("to the bit the same from one thread and from four", arguments: [0, 0.4])
        func threads(_ alpha: Double) throws {
            let generator = ImageDataGenerator(
                rotationRange: 30, zoomRange: 0.3, brightnessRange: [0.5, 1.5], horizontalFlip: true, mixupAlpha: alpha,
                cutmixAlpha: alpha)
            let order = (0..<12).map { batch in (0..<5).map { ($0 * 5 + batch) % 6 } }
            func values(_ workers: Int) throws -> [[Float]] {
                let flow = try flow(generator)
                let stream = PrefetchedBatches(
                    order, random: RandomStream(seed: 8, number: 2), flow.supply,
                    try generator.preparation(channels: 3),
                    targets: try FlowSamples(flow: flow, isAugmented: true).targets(), workers: workers)
                defer { stream.cancel() }
                var all: [[Float]] = []
                while let batch = try stream.next() {
                    all += batch.values
                    if case .values(let targets, _) = batch.targets { all.append(targets) }
                }
                return all
            }
            let one = try values(1)
            #expect(one.count == (alpha > 0 ? 24 : 12))
            #expect(try values(4) == one)
        }

        @Test("and no thread stays behind when a pass is given up or fails")
        func threadsEnd() throws {
            func liveThreads() throws -> Int {
                try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
            }
            let flow = try flow()
            for batch in flow where batch.count == 4 { break }
            let before = try liveThreads()
            for _ in 0..<20 {
                for batch in flow {
                    #expect(try batch.x.count > 0)
                    break
                }
            }
            try "no picture".write(toFile: folder.path + "/ant/c.png", atomically: true, encoding: .utf8)
            for _ in 0..<20 { #expect(throws: TransferError.self) { try self.flow().tensor() } }
            #expect(try liveThreads() < before + 10)
        }

        @Test("keeping decoded pictures within a limit, and giving the memory back")
        func cache() throws {
            let limit = PictureCache.limit
            defer { PictureCache.limit = limit }
            let size = 20 * 24 * 3 + 4
            let before = PictureCache.byteCount
            PictureCache.limit = before + 2 * size + 100
            var flow: ImageFlow? = try self.flow(ImageDataGenerator())
            let all = try flow?.tensor()
            #expect(PictureCache.byteCount == before + 2 * size)
            #expect(try flow?.tensor() == all)
            flow = nil
            // The last thread may need a moment to let go.
            for _ in 0..<200 where PictureCache.byteCount != before { usleep(10_000) }
            #expect(PictureCache.byteCount == before)
        }

        @Test("as one-hot rows, numbers, the pictures themselves, or without targets")
        func classModes() throws {
            #expect(try flow(shuffle: false).map { try $0.y }[0].values == [1, 0, 1, 0, 1, 0, 0, 1])
            #expect(try flow(shuffle: false, classMode: .sparse).map { try $0.y }[0].values == [0, 0, 0, 1])
            #expect(try flow(shuffle: false, classMode: .binary).map { try $0.y }[0].shape == [4])
            for batch in try flow(classMode: .input) { #expect(try batch.x == batch.y) }
            for batch in try flow(classMode: .none) {
                #expect(throws: TransferError.imageData(.noTargets)) { try batch.y }
            }
        }

        @Test("of grey pictures, and of pictures cropped to their proportions")
        func reading() throws {
            let grey = try ImageDataGenerator().flowFromDirectory(
                folder.path, targetSize: [10, 20], colorMode: .grayscale, cropToAspectRatio: true)
            #expect(grey.imageShape == [10, 20, 1])
            let picture = try loadImage(
                folder.path + "/ant/a.png", targetSize: [10, 20], colorMode: .grayscale, cropToAspectRatio: true)
            #expect(try grey.tensor().samples(3..<4).values == picture.values)
        }

        @Test("of a tensor as of files")
        func tensors() throws {
            let x = try flow(ImageDataGenerator()).tensor()
            let y = try Tensor(shape: [6], values: [2, 0, 1, 1, 2, 0])
            let split = ImageDataGenerator(rescale: 0.5, validationSplit: 0.34)
            let validation = try split.flow(x: x, y: y, subset: .validation)
            #expect(validation.labels == [2, 0] && validation.classNames == ["0", "1", "2"])
            #expect(try validation.tensor().values == x.samples(0..<2).values.map { $0 * 0.5 })
            #expect(try split.flow(x: x, y: y, subset: .training).labels == [1, 1, 2, 0])
            let unlabelled = try split.flow(x: x)
            #expect(unlabelled.labels.isEmpty && unlabelled.count == 6)
            #expect(throws: TransferError.imageData(.noTargets)) { try unlabelled.targets() }
            #expect(throws: TransferError.imageData(.unequalCounts(pictures: 6, targets: 2))) {
                try split.flow(x: x, y: Tensor(shape: [2], repeating: 0))
            }
            #expect(throws: TransferError.self) { try split.flow(x: y) }
        }
    }
}
