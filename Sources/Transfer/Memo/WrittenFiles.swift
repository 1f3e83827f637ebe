import Foundation

/// What the callbacks of a kept training left behind, and where to take it from.
struct WrittenFiles {
    private let files: [WrittenFile]
    private let copies: [String: KeptFile]
    private let folder: String

    /// Takes what was written, in order, and what was in each file at the end, in an entry's folder.
    init(_ files: [WrittenFile], _ copies: [String: KeptFile], in folder: String) {
        self.files = files
        self.copies = copies
        self.folder = folder
    }

    /// Brings everything back to where the training would have written it, and says what was said then.
    ///
    /// No file changes before all are on the disk beside their places. Throws `TransferError.file` if something cannot be
    /// written, or a copy cannot be read, is gone or damaged.
    func restore() throws {
        var staged: [StagedFile] = []
        // Those that have taken their places are not there any more.
        defer { for file in staged { file.discard() } }
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
            guard let copy = copies[file.path] else { continue }
            guard !FolderEntries.isFolder(path) else {
                throw TransferError.file(.unwritable(path: path, reason: "there is a folder of this name"))
            }
            staged.append(try StagedFile(path) { try copy.copy(in: folder, to: $0) })
        }
        for file in staged { try file.takePlace() }
        for warning in files.compactMap(\.warning) { OutputSinks.current.show(.warning(warning)) }
    }

    /// Where it fails, so does writing into it.
    private func makeFolder(_ path: String) {
        if !path.isEmpty { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    }
}
