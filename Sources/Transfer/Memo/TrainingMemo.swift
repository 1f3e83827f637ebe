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
    }

    /// Brings a training to its end if an identical one is kept; the seconds that that one took, or nil.
    ///
    /// Throws `TransferError.file` where the arrays, which were whole a moment ago, cannot be read to their end: then part
    /// of them has been replaced.
    func restore(_ training: Training, _ identity: TrainingIdentity) throws -> Double? {
        // Pictures are read only if it may be worth the time.
        let outline = outline(identity)
        guard store.contains(prefix: outline), let contents = identity.contents() else { return nil }
        let name = Self.name(outline, contents)
        let folder = store.path(name)
        let (note, arrays): (Note, ByteSource)
        do {
            note = try self.note(name)
            arrays = try note.arrays.open(in: folder)
            try WrittenFiles(note.written, note.copies, in: folder).restore()
        } catch {
            // Where an entry is gone or damaged, an identical training takes its place. What cannot be written, or not be
            // opened now, training will find out, too, and say so.
            if KeptFile.isLoss(error) { store.remove(name) }
            return nil
        }
        do {
            try TrainingBackup(path: folder + "/" + note.arrays.name).restore(training, from: arrays)
        } catch TransferError.file(.notBackup) {
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

    /// What is said of an entry, after its own digest.
    ///
    /// Throws `TransferError.file` if there is no such entry, or it is damaged or cannot be read.
    private func note(_ name: String) throws -> Note {
        let source = try ByteSource(store.path(name) + "/" + Self.noteName)
        let bytes = try source.bytes(at: 0, count: source.count)
        let text = bytes.dropFirst(Self.digestLength)
        guard Array(MD5.hex(Array(text)).utf8) == Array(bytes.prefix(Self.digestLength)),
            let note = try? JSONDecoder().decode(Note.self, from: Data(text))
        else { throw source.damage("its digest is not the one that was noted") }
        return note
    }

    private func outline(_ identity: TrainingIdentity) -> String {
        var digest = TrainingFingerprint()
        digest.add(engine)
        digest.add(identity.outline)
        return digest.finalize()
    }

    private static func name(_ outline: String, _ contents: String) -> String { "\(outline)-\(contents)" }
}
