import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Bytes that are read piece by piece: an open file, a part of one, or an array; nothing beyond the end is ever read.
///
/// A file that is replaced meanwhile is read on as it was.
struct ByteSource {
    private enum Storage {
        case file(OpenFile)
        case memory([UInt8])
    }

    /// Where the bytes come from, for messages.
    let path: String
    /// How many bytes there are.
    let count: Int
    private let start: Int
    private let storage: Storage

    /// Opens a file.
    ///
    /// Throws `TransferError.file` when it is missing, a folder, or may not be read.
    init(_ path: String) throws {
        let file = try OpenFile(path)
        self.path = path
        storage = .file(file)
        start = 0
        count = file.byteCount
    }

    /// Takes bytes that are in memory already.
    init(_ bytes: [UInt8], path: String) {
        self.path = path
        storage = .memory(bytes)
        start = 0
        count = bytes.count
    }

    private init(of source: ByteSource, _ range: Range<Int>) {
        path = source.path
        storage = source.storage
        start = source.start + range.lowerBound
        count = range.count
    }

    /// A part.
    ///
    /// Throws `TransferError.file` when it would reach beyond the end.
    func part(at position: Int, count: Int) throws -> ByteSource {
        try check(position, count)
        return ByteSource(of: self, position..<position + count)
    }

    /// Some bytes as an array.
    ///
    /// Throws `TransferError.file` when they would reach beyond the end.
    func bytes(at position: Int, count: Int) throws -> [UInt8] {
        try check(position, count)
        return try [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            try copy(at: position, into: UnsafeMutableRawBufferPointer(buffer))
            done = count
        }
    }

    /// Fills memory with the bytes from a position on.
    ///
    /// Throws `TransferError.file` when there are too few.
    func copy(at position: Int, into memory: UnsafeMutableRawBufferPointer) throws {
        try check(position, memory.count)
        switch storage {
        case .memory(let bytes):
            bytes.withUnsafeBytes {
                memory.copyMemory(from: .init(rebasing: $0[(start + position)...].prefix(memory.count)))
            }
        case .file(let file):
            guard file.read(at: start + position, into: memory) else { throw damage("it cannot be read to its end") }
        }
    }

    /// The error that says what is wrong with the file.
    func damage(_ reason: String) -> TransferError { .file(.damaged(path: path, reason: reason)) }

    private func check(_ position: Int, _ count: Int) throws {
        guard position >= 0, count >= 0, position <= self.count, count <= self.count - position else {
            throw damage("it ends early, or refers to a place beyond its end")
        }
    }
}

/// A file that stays open as long as anyone reads from it.
private final class OpenFile: Sendable {
    let byteCount: Int
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw TransferError.file(.missing(path: path)) }
            throw TransferError.file(.unreadable(path: path, reason: String(cString: strerror(errno))))
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw TransferError.file(.unreadable(path: path, reason: "it is no plain file"))
        }
        byteCount = Int(status.st_size)
    }

    deinit { close(descriptor) }

    func read(at position: Int, into memory: UnsafeMutableRawBufferPointer) -> Bool {
        var done = 0
        while done < memory.count, let base = memory.baseAddress {
            let received = pread(descriptor, base + done, memory.count - done, off_t(position + done))
            if received < 0, errno == EINTR { continue }
            guard received > 0 else { return false }
            done += received
        }
        return true
    }
}
