import Foundation
import Synchronization

/// Writes whole files, so that a reader never finds half of one.
enum AtomicFile {
    /// Replaces a file; throws `TransferError.file` if that is impossible.
    static func write(_ data: Data, to path: String) throws {
        try make(path) { try data.write(to: URL(fileURLWithPath: $0)) }
    }

    /// Lets a file be made under another name beside its place, and moves it there.
    ///
    /// Throws `TransferError.file` if that is impossible, and what `body` throws of that kind.
    static func make(_ path: String, _ body: (_ temporaryPath: String) throws -> Void) throws {
        if Planning.isOn { return }
        try StagedFile(path, body).takePlace()
    }
}

/// A whole file under another name beside the place that it is to take.
struct StagedFile {
    private static let count = Atomic(0)

    private let path: String
    private let temporary: URL

    /// Lets a file be made, which is on the disk then.
    ///
    /// Throws `TransferError.file` if that is impossible, and what `body` throws of that kind; nothing is left then.
    init(_ path: String, _ body: (_ temporaryPath: String) throws -> Void) throws {
        self.path = path
        let target = URL(fileURLWithPath: path)
        let number = Self.count.add(1, ordering: .relaxed).newValue
        let process = ProcessInfo.processInfo.processIdentifier
        temporary = target.deletingLastPathComponent()
            .appendingPathComponent(".\(target.lastPathComponent).\(process).\(number).part")
        try attempt {
            try body(temporary.path)
            // Only what is on the disk may take the old file's place.
            let file = try FileHandle(forUpdating: temporary)
            try file.synchronize()
            try file.close()
        }
    }

    /// Puts the file in its place, where it replaces another one.
    ///
    /// Throws `TransferError.file` if that is impossible; the file is gone then.
    func takePlace() throws {
        try attempt { guard rename(temporary.path, path) == 0 else { throw CocoaError(.fileWriteUnknown) } }
    }

    /// Removes the file if it has not taken its place.
    func discard() { try? FileManager.default.removeItem(at: temporary) }

    private func attempt(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch {
            discard()
            // The name beside the place is nobody's business.
            if case TransferError.file(.unwritable(let name, let reason)) = error, name.hasPrefix(temporary.path) {
                throw TransferError.file(.unwritable(path: path, reason: reason))
            }
            if let error = error as? TransferError { throw error }
            throw TransferError.file(.unwritable(path: path, reason: error.localizedDescription))
        }
    }
}
