import Foundation

/// A picture file's bytes, with the format that the first of them tell.
struct PictureFile {
    /// The formats that can be decoded.
    enum Format: String {
        case png = "PNG"
        case jpeg = "JPEG"
        case bmp = "BMP"
        case pnm = "PPM"
    }

    /// The most bytes that a file may have: those of an uncompressed picture of the most pixels, with room to spare.
    private static let byteLimit = 1 << 30

    /// The path as the user gave it, for messages.
    let path: String
    /// The format.
    let format: Format
    /// The whole file.
    let bytes: [UInt8]

    /// Reads a JPEG, PNG, BMP or PPM file; of any other file no more than its first bytes are read.
    ///
    /// Throws `TransferError.picture` when the file is missing, not readable, empty, huge or
    /// something else.
    init(contentsOf path: String) throws {
        // Without O_NONBLOCK, opening a named pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw TransferError.picture(Self.problem(openingFailedAt: path, errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw TransferError.picture(.unreadable(path: path, reason: Self.words(errno)))
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw TransferError.picture(.directory(path: path))
        default: throw TransferError.picture(.notAPicture(path: path, seemsToBe: "a device or pipe"))
        }
        let size = Int(status.st_size)
        let head = try Self.read(min(size, 64), from: descriptor, path: path)
        format = try Self.format(of: head, path: path)
        guard size <= Self.byteLimit else {
            throw TransferError.picture(.tooManyBytes(path: path, count: size, limit: Self.byteLimit))
        }
        self.path = path
        bytes = try Self.read(size, from: descriptor, path: path)
        // It may have been replaced by another meanwhile.
        guard bytes.starts(with: head) else { throw TransferError.picture(problem("the file has changed")) }
    }

    /// Takes a picture file that is in memory already; throws as `init(contentsOf:)`.
    init(_ bytes: [UInt8], path: String) throws {
        self.path = path
        self.bytes = bytes
        format = try Self.format(of: Array(bytes.prefix(64)), path: path)
    }

    private static func format(of head: [UInt8], path: String) throws -> Format {
        guard !head.isEmpty else { throw TransferError.picture(.empty(path: path)) }
        guard let format = format(of: head) else {
            throw TransferError.picture(.notAPicture(path: path, seemsToBe: PictureSniffer.description(of: head)))
        }
        return format
    }

    private static func format(of head: [UInt8]) -> Format? {
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if isBMP(head) { return .bmp }
        if head.count > 2, head[0] == 0x50, (0x31...0x36).contains(head[1]), [0x20, 0x09, 0x0A, 0x0D].contains(head[2])
        {
            return .pnm
        }
        return nil
    }

    /// Two letters alone could begin any text: the size of the second header must follow too.
    private static func isBMP(_ head: [UInt8]) -> Bool {
        guard head.starts(with: [0x42, 0x4D]) else { return false }
        return head.count < 18 || BMPHeader.sizes.contains(Int(head[14])) && head[15] == 0
    }

    private static func problem(openingFailedAt path: String, _ code: Int32) -> PictureProblem {
        switch code {
        case ENOENT, ENOTDIR: .missing(path: path)
        default: .unreadable(path: path, reason: words(code))
        }
    }

    private static func words(_ code: Int32) -> String {
        String(cString: strerror(code)).lowercased()
    }

    private static func read(_ count: Int, from descriptor: Int32, path: String) throws -> [UInt8] {
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while initialized < count, let base = buffer.baseAddress {
                let received = pread(
                    descriptor, base + initialized, count - initialized, off_t(initialized))
                if received < 0 && errno == EINTR { continue }
                if received < 0 { failure = errno }
                guard received > 0 else { break }
                initialized += received
            }
        }
        if let failure { throw TransferError.picture(.unreadable(path: path, reason: words(failure))) }
        return bytes
    }
}

extension PictureFile {
    /// A size from the file's header, refused with `TransferError.picture` when no picture may have it.
    func checked(_ size: PixelSize) throws -> PixelSize {
        guard size.width > 0, size.height > 0 else {
            throw TransferError.picture(problem("its size is \(size.width) × \(size.height) pixels"))
        }
        guard size.isAllowed else {
            throw TransferError.picture(
                .tooLarge(
                    path: path, width: size.width, height: size.height, limit: DecodedPicture.megapixelLimit))
        }
        return size
    }

    /// The problem that a decoder describes with these words.
    func problem(_ words: String) -> PictureProblem {
        .corrupt(path: path, format: format.rawValue, reason: words.isEmpty ? "no reason given" : words)
    }
}
