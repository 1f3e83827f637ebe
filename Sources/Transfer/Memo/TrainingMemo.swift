import Foundation
import Synchronization

/// Keeps what trainings came to, so that an identical one need not be done again.
package struct TrainingMemo: Sendable {
    private static let state = Mutex<TrainingMemo?>(nil)

    /// The memo in use; nil, as at first, where every training is done.
    package static var current: TrainingMemo? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    private let store: BoundedStore
    private let engine: String
    private let limit: Int
    private let leastSeconds: Double

    /// The most that is kept where nothing else is said, in bytes.
    package static let standardLimit = 2 << 30

    /// Makes a memo.
    ///
    /// - Parameters:
    ///   - directory: The folder of the kept trainings.
    ///   - engine: What else decides a training's numbers: the program, its libraries, the processor.
    ///   - limit: The most bytes to keep; what was not used for longest goes first.
    ///   - leastSeconds: Trainings that took less are not worth the space.
    package init(
        directory: String, engine: String, limit: Int = TrainingMemo.standardLimit, leastSeconds: Double = 0.2
    ) {
        store = BoundedStore(directory)
        self.engine = engine
        self.limit = limit
        self.leastSeconds = leastSeconds
    }

    /// What is said of a kept training beside its arrays.
    private struct Note: Codable {
        /// How long the training took.
        var seconds: Double
        /// The arrays that it changed, and how it ended.
        var arrays: KeptFile
        /// What its callbacks left behind, in order, and each file's copy.
        var written: [WrittenFile]
        var copies: [String: KeptFile]

        /// All copies, open; nil if one is gone or damaged.
        func openCopies(in folder: String) -> [String: ByteSource]? {
            let open = copies.compactMapValues { $0.open(in: folder) }
            return open.count == copies.count ? open : nil
        }
    }

    /// Brings a training to its end if an identical one is kept; the seconds that that one took, or nil.
    func restore(_ training: Training, _ identity: TrainingIdentity) -> Double? {
        // Pictures are read only if it may be worth the time.
        let outline = outline(identity)
        guard store.contains(prefix: outline), let contents = identity.contents() else { return nil }
        let name = Self.name(outline, contents)
        let folder = store.path(name)
        guard let note = note(name), let arrays = note.arrays.open(in: folder),
            let copies = note.openCopies(in: folder)
        else {
            // Gone, or damaged: an identical training takes its place.
            store.remove(name)
            return nil
        }
        // What cannot be written now, training will find out, too, and say so.
        guard (try? WrittenFiles(note.written, copies).restore()) != nil else { return nil }
        guard (try? TrainingBackup(path: folder + "/" + note.arrays.name).restore(training, from: arrays)) != nil
        else {
            store.remove(name)
            return nil
        }
        store.touch(name)
        return note.seconds
    }

    /// Keeps a training that has ended; what cannot be written only costs time later.
    func keep(_ training: Training, _ identity: TrainingIdentity, seconds: Double) {
        guard seconds >= leastSeconds, let contents = identity.contents() else { return }
        let kept: Void? = try? store.add(Self.name(outline(identity), contents), limit: limit) { draft in
            try TrainingBackup(path: draft + "/" + TrainingBackup.fileName)
                .save(training, changesSince: identity.arrays)
            var copies: [String: KeptFile] = [:]
            for file in training.writtenFiles where file.kind != .folder && copies[file.path] == nil {
                copies[file.path] = try KeptFile(copying: file.path, as: "file-\(copies.count)", in: draft)
            }
            let note = Note(
                seconds: seconds, arrays: try KeptFile(TrainingBackup.fileName, in: draft),
                written: training.writtenFiles, copies: copies)
            let data = try JSONEncoder().encode(note)
            try (Data(MD5.hex([UInt8](data)).utf8) + data)
                .write(to: URL(fileURLWithPath: draft + "/" + Self.noteName))
        }
        if kept != nil { store.trim(to: limit) }
    }

    private static let noteName = "note.json"
    /// The length of a digest in hexadecimal.
    private static let digestLength = 32

    /// What is said of an entry, after its own digest; nil if there is no such entry, or it is damaged.
    private func note(_ name: String) -> Note? {
        let data = FileManager.default.contents(atPath: store.path(name) + "/" + Self.noteName) ?? Data()
        let text = data.dropFirst(Self.digestLength)
        guard Data(MD5.hex([UInt8](text)).utf8) == data.prefix(Self.digestLength) else { return nil }
        return try? JSONDecoder().decode(Note.self, from: text)
    }

    private func outline(_ identity: TrainingIdentity) -> String {
        var digest = TrainingFingerprint()
        digest.add(engine)
        digest.add(identity.outline)
        return digest.finalize()
    }

    private static func name(_ outline: String, _ contents: String) -> String { "\(outline)-\(contents)" }
}
