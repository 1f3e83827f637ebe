import Compute
import Foundation

/// Pictures with their classes, read, prepared and gathered into batches when they are needed.
///
/// Labels, file names and predictions are in one order, that of the files, however training shuffles; a batch carries its
/// own. Worker threads (as many as the kernels have) read ahead of training, and decoded pictures are kept as far as
/// `PictureCache.limit` allows.
public final class ImageFlow {
    /// The classes' names, in the order of their numbers.
    public internal(set) var classNames: [String]
    /// The pictures' paths relative to the folder, class by class, sorted; none of a tensor.
    public let filenames: [String]
    /// Each picture's class, as a number from 0; none where the targets are no classes.
    public internal(set) var labels: [Int]
    /// Files that were left out because they could not be read, with the reason.
    public let skipped: [SkippedPicture]
    /// How many pictures are worked on at once.
    public let batchSize: Int
    /// How the classes are given to a loss.
    public let classMode: ClassMode
    /// Whether training takes the pictures in a new random order each epoch.
    public let shuffle: Bool
    /// How many pictures there are.
    public let count: Int

    let supply: PictureSupply
    let generator: ImageDataGenerator
    let seed: Int?
    /// The targets that a tensor flow was given.
    let givenTargets: Tensor?
    /// Whether the folder is missing in a dry run, and nothing has told the classes' number yet.
    var isAssumed: Bool
    /// What a function of the user's own made of the pictures.
    let prepared = UsedDigests<Int>()
    private let passes = PassCounter()
    /// Where `next()` has come to.
    let position = FlowPosition()

    init(_ contents: FlowContents, _ generator: ImageDataGenerator, _ settings: FlowSettings) throws {
        try generator.settings.check()
        try settings.check(contents, mixes: generator.settings.mixesBatches)
        classNames = contents.classNames
        filenames = contents.filenames
        labels = contents.labels
        skipped = contents.skipped
        count = contents.count
        supply = contents.supply
        givenTargets = contents.targets
        isAssumed = contents.isAssumed
        batchSize = settings.batchSize
        classMode = settings.classMode
        shuffle = settings.shuffle
        seed = settings.seed
        self.generator = generator
    }

    /// Each picture's class, as a number from 0, under Keras' name.
    public var classes: [Int] { labels }

    /// The number of each class, by its name.
    public var classIndices: [String: Int] {
        Dictionary(zip(classNames, classNames.indices), uniquingKeysWith: { first, _ in first })
    }

    /// How many batches an epoch has; the last one may be smaller.
    public var batchCount: Int { (count + batchSize - 1) / batchSize }

    /// The dimensions [height, width, channels] of each picture.
    public var imageShape: [Int] { supply.shape }

    /// The size [height, width] that pictures are scaled to, in pixels.
    public var targetSize: [Int] { Array(supply.shape.prefix(2)) }

    /// All pictures, prepared but not changed at random, in the order of the files: [n, height, width, channels].
    ///
    /// Throws `TransferError.picture` if one cannot be read, and `TransferError.imageData` if a setting of the generator
    /// cannot be used.
    public func tensor() throws -> Tensor {
        let samples = FlowSamples(flow: self, isAugmented: false)
        if Planning.isOn { return Placeholders.tensor([count] + imageShape) }
        let stream = try samples.batches(samples.order(batchSize: batchSize), random: nil)
        defer { stream.cancel() }
        var values: [Float] = []
        values.reserveCapacity(count * imageShape.reduce(1, *))
        while let batch = try stream.next() { values += batch.values[0] }
        return Tensor(checked: [count] + imageShape, values)
    }

    /// What a model should predict, in the order of the files: [n, classes] one-hot, [n] class numbers, the pictures
    /// themselves, or what the flow was given.
    ///
    /// Throws `TransferError.imageData` for a flow without targets, and for `.input` what `tensor()` throws.
    public func targets() throws -> Tensor {
        if let givenTargets { return givenTargets }
        switch classMode {
        case .none: throw TransferError.imageData(.noTargets)
        case .input: return try tensor()
        case .sparse, .binary: return Tensor(checked: [count], labels.map { Float($0) })
        case .categorical:
            return Tensor(
                checked: [count, classNames.count],
                labels.flatMap { label in classNames.indices.map { $0 == label ? 1 : 0 } })
        }
    }

    /// The number of the next pass that somebody makes through the batches.
    func nextPass() -> Int { passes.next() }
}

/// A file that was left out.
public struct SkippedPicture: Codable, Hashable, Sendable {
    /// The file's path relative to the folder.
    public let filename: String
    /// Why it could not be read.
    public let reason: String
}

extension ImageFlow: CustomStringConvertible {
    /// The number of pictures and the classes.
    public var description: String { "\(count) images of \(classNames.joined(separator: ", "))" }
}

/// What a flow is made of.
struct FlowContents {
    var classNames: [String]
    var filenames: [String]
    var labels: [Int]
    var count: Int
    var supply: PictureSupply
    var targets: Tensor?
    var skipped: [SkippedPicture] = []
    var isAssumed = false
}

/// How a flow hands out its pictures.
struct FlowSettings {
    var batchSize: Int
    var classMode: ClassMode
    var shuffle: Bool
    var seed: Int?

    func check(_ contents: FlowContents, mixes: Bool) throws {
        guard batchSize > 0 else {
            throw TransferError.imageData(
                .invalidSetting(setting: "batchSize", value: "\(batchSize)", allowed: "a number of at least 1"))
        }
        if classMode == .binary, contents.targets == nil, contents.classNames.count != 2 {
            throw TransferError.imageData(.notTwoClasses(names: contents.classNames))
        }
        if mixes, classMode != .categorical, classMode != .binary {
            throw TransferError.imageData(.mixedLabels(mode: classMode.rawValue))
        }
    }
}

/// Counts the passes through a flow.
private final class PassCounter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func next() -> Int {
        lock.withLock {
            defer { count += 1 }
            return count
        }
    }
}
