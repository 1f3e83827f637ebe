import Foundation

/// What the callbacks of a kept training left behind, and where to take it from.
struct WrittenFiles {
    private let files: [WrittenFile]
    private let copies: [String: ByteSource]

    /// Takes what was written, in order, and what was in each file at the end.
    init(_ files: [WrittenFile], _ copies: [String: ByteSource]) {
        self.files = files
        self.copies = copies
    }

    /// Brings everything back to where the training would have written it, and says what was said then.
    ///
    /// Throws `TransferError.file` if something cannot be written.
    func restore() throws {
        var runs: [String: String] = [:]
        var done: Set<String> = []
        for file in files where done.insert(file.path).inserted {
            var path = file.path
            if let run = file.run {
                let folder = runs[run] ?? TensorBoard.newRun(in: (run as NSString).deletingLastPathComponent)
                runs[run] = folder
                path = folder + path.dropFirst(run.count)
            }
            switch file.kind {
            case .folder: makeFolder(path)
            case .fileInNewFolders: makeFolder((path as NSString).deletingLastPathComponent)
            case .file: break
            }
            if let copy = copies[file.path] {
                try AtomicFile.make(path) { try KeptFile.copy(copy, to: $0) }
            }
        }
        for warning in files.compactMap(\.warning) { OutputSinks.current.show(.warning(warning)) }
    }

    /// Where it fails, so does writing into it.
    private func makeFolder(_ path: String) {
        if !path.isEmpty { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    }
}
