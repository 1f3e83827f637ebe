import Foundation

/// Writes whole files, so that a reader never finds half of one.
enum AtomicFile {
    /// Replaces a file; throws `TransferError.file` if that is impossible.
    static func write(_ data: Data, to path: String) throws {
        try make(path) { try data.write(to: URL(fileURLWithPath: $0)) }
    }

    /// Lets a file be made under another name beside its place, and moves it there.
    static func make(_ path: String, _ body: (_ temporaryPath: String) throws -> Void) throws {
        if Planning.isOn { return }
        let target = URL(fileURLWithPath: path)
        let temporary = target.deletingLastPathComponent()
            .appendingPathComponent(".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part")
        do {
            try body(temporary.path)
            // Only what is on the disk may take the old file's place.
            let file = try FileHandle(forUpdating: temporary)
            try file.synchronize()
            try file.close()
            guard rename(temporary.path, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? FileManager.default.removeItem(at: temporary)
            // The name beside the place is nobody's business.
            if case TransferError.file(.unwritable(let name, let reason)) = error, name.hasPrefix(temporary.path) {
                throw TransferError.file(.unwritable(path: path, reason: reason))
            }
            if let error = error as? TransferError { throw error }
            throw TransferError.file(.unwritable(path: path, reason: error.localizedDescription))
        }
    }
}
