import Foundation

/// How a flow's classes are given to a loss.
public enum ClassMode: Hashable, Sendable {
    /// One-hot, for `.categoricalCrossentropy`.
    case categorical
    /// As numbers, for `.sparseCategoricalCrossentropy`.
    case sparse
}

/// The pictures of a folder that holds one folder for each class, read when they are needed.
///
/// Labels, file names and predictions are always in one order, that of the files, however training shuffles.
public final class ImageFlow: SampleSource {
    /// The classes' names: the folders' names, sorted.
    public let classNames: [String]
    /// The pictures' paths relative to the folder, class by class, sorted.
    public let filenames: [String]
    /// Each picture's class, as a number from 0.
    public let labels: [Int]
    /// The size [height, width] that pictures are scaled to, in pixels.
    public let targetSize: [Int]
    /// How many pictures are worked on at once.
    public let batchSize: Int
    /// How the classes are given to a loss.
    public let classMode: ClassMode
    /// Whether training takes the pictures in a new random order each epoch.
    public let shuffle: Bool

    private let folder: String
    private let generator: ImageDataGenerator
    private let interpolation: PictureInterpolation
    let seed: Int?

    init(
        folder: ImageFolder, generator: ImageDataGenerator, targetSize: [Int], batchSize: Int, classMode: ClassMode,
        shuffle: Bool, seed: Int?, interpolation: PictureInterpolation
    ) {
        self.folder = folder.path
        classNames = folder.classNames
        filenames = folder.filenames
        labels = folder.labels
        self.generator = generator
        self.targetSize = targetSize
        self.batchSize = batchSize
        self.classMode = classMode
        self.shuffle = shuffle
        self.seed = seed
        self.interpolation = interpolation
    }

    /// How many pictures there are.
    public var count: Int { filenames.count }

    /// All pictures, prepared as for training, in the order of the files: [n, height, width, 3].
    ///
    /// Throws `TransferError.picture` if one cannot be read.
    public func tensor() throws -> Tensor {
        Tensor(checked: [count] + pictureShape, try pixels(Array(0..<count)))
    }

    /// What a model should predict, in the order of the files: [n, classes] one-hot, or [n] class numbers.
    public func targets() -> Tensor {
        switch classMode {
        case .sparse: Tensor(checked: [count], labels.map { Float($0) })
        case .categorical:
            Tensor(
                checked: [count, classNames.count],
                labels.flatMap { label in classNames.indices.map { $0 == label ? 1 : 0 } })
        }
    }

    private var pictureShape: [Int] { targetSize + [3] }
    var sampleShapes: [[Int]] { [pictureShape] }
    var isDeterministic: Bool { true }

    func samples(_ indices: [Int]) throws -> [[Float]] { [try pixels(indices)] }

    private func pixels(_ indices: [Int]) throws -> [Float] {
        let pictures = try decoded(indices)
        var result: [Float] = []
        result.reserveCapacity(indices.count * pictureShape.reduce(1, *))
        for picture in pictures {
            result.append(
                contentsOf: generator.prepared(Tensor(checked: pictureShape, picture.pixels.map { Float($0) })))
        }
        return result
    }

    /// Decodes and scales pictures, several at a time.
    func decoded(_ indices: [Int]) throws -> [DecodedPicture] {
        let results = DecodedPictures(count: indices.count)
        let paths = indices.map { folder + "/" + filenames[$0] }
        let reading = PictureReading(
            size: PixelSize(width: targetSize[1], height: targetSize[0]), interpolation: interpolation)
        DispatchQueue.concurrentPerform(iterations: paths.count) { index in
            results[index] = Result {
                try DecodedPicture(contentsOf: paths[index], reading)
            }
        }
        return try results.all()
    }
}

extension ImageFlow: CustomStringConvertible {
    /// The number of pictures and the classes.
    public var description: String { "\(count) images of \(classNames.joined(separator: ", "))" }
}

/// Results that several threads fill in.
private final class DecodedPictures: @unchecked Sendable {
    private let lock = NSLock()
    private var results: [Result<DecodedPicture, any Error>?]

    init(count: Int) {
        results = Array(repeating: nil, count: count)
    }

    subscript(index: Int) -> Result<DecodedPicture, any Error>? {
        get { lock.withLock { results[index] } }
        set { lock.withLock { results[index] = newValue } }
    }

    func all() throws -> [DecodedPicture] {
        try lock.withLock { try results.compactMap { try $0?.get() } }
    }
}
