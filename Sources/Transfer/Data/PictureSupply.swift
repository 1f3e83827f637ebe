import Compute

/// Pictures of one size before any preparation: files, or a tensor.
enum PictureSupply: Sendable {
    case files(PictureFiles)
    /// Pictures [n, height, width, channels].
    case tensor(Tensor)

    /// The dimensions [height, width, channels] of each picture.
    var shape: [Int] {
        switch self {
        case .files(let files): files.shape
        case .tensor(let tensor): Array(tensor.shape.dropFirst())
        }
    }
}

/// Picture files, and how they are read.
struct PictureFiles: Sendable {
    /// Where each file is.
    let paths: [String]
    let reading: PictureReading
    /// The pictures that have been read.
    let kept: KeptPictures

    init(paths: [String], reading: PictureReading, kept: KeptPictures = KeptPictures()) {
        self.paths = paths
        self.reading = reading
        self.kept = kept
    }

    /// The dimensions [height, width, channels] of each picture once it is read.
    var shape: [Int] { [reading.size?.height ?? 0, reading.size?.width ?? 0, reading.colorMode.channels] }
}

/// Reads and prepares pictures, one for each thread.
final class PictureWorker {
    private let supply: PictureSupply
    private let preparation: PicturePreparation
    private let reader: PictureReader?
    private let shape: [Int]
    /// Whether it is to be noted what files are like, which nobody but the memo asks.
    private let notesFiles = TrainingMemo.current != nil

    /// Bytes after a picture's last that are read but do not matter.
    private static let padding = 4

    /// Throws `TransferError.picture` for a size that no picture may have.
    init(_ supply: PictureSupply, _ preparation: PicturePreparation) throws {
        self.supply = supply
        self.preparation = preparation
        shape = supply.shape
        if case .files(let files) = supply { reader = try PictureReader(files.reading) } else { reader = nil }
    }

    /// Writes a picture to `target`, transformed at random if there is a stream to draw from.
    ///
    /// Throws `TransferError.picture` if it cannot be read.
    func prepare(_ index: Int, random: RandomStream?, into target: UnsafeMutableBufferPointer<Float>) throws {
        try transform(index, random: random, into: target)
        try preparation.apply(to: target, shape: shape)
        if random == nil { preparation.digests?.note(XXH64.digest(UnsafeBufferPointer(target)), of: index) }
    }

    /// The same without the preparation: levels of 0...255 for people to look at.
    func transform(_ index: Int, random: RandomStream?, into target: UnsafeMutableBufferPointer<Float>) throws {
        var transform = ImageTransform()
        if var stream = random {
            transform = preparation.settings.transform(width: shape[1], height: shape[0], &stream)
        }
        switch supply {
        case .files(let files):
            try bytes(files, index).withUnsafeBufferPointer { source in
                guard let base = source.baseAddress else { return }
                preparation.settings.transform(base, shape: shape, transform, into: target)
            }
        case .tensor(let tensor):
            let size = shape.reduce(1, *)
            tensor.values.withUnsafeBufferPointer { source in
                guard let base = source.baseAddress else { return }
                preparation.settings.transform(base + index * size, shape: shape, transform, into: target)
            }
        }
    }

    /// A file's pixels, from memory if they have been kept.
    func bytes(_ files: PictureFiles, _ index: Int) throws -> [UInt8] {
        let path = files.paths[index]
        if let kept = files.kept.bytes(of: path) { return kept }
        guard let reader else { return [] }
        let count = shape.reduce(1, *)
        let file = try PictureFile(contentsOf: path)
        let bytes = try [UInt8](unsafeUninitializedCapacity: count + Self.padding) { buffer, initialized in
            try reader.read(file, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
            buffer[count...].initialize(repeating: 0)
            initialized = count + Self.padding
        }
        files.kept.keep(bytes, of: path, digest: notesFiles ? XXH64.digest(file.bytes) : nil)
        return bytes
    }
}
