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
        /// The digest of the file of arrays.
        var digest: String
        /// How long the training took.
        var seconds: Double
    }

    /// Brings a training to its end if an identical one is kept; the seconds that that one took, or nil.
    func restore(_ training: Training, _ fingerprint: String) -> Double? {
        let entry = path(fingerprint)
        guard let data = FileManager.default.contents(atPath: entry + "/" + Self.noteName),
            let note = try? JSONDecoder().decode(Note.self, from: data)
        else { return nil }
        let file = entry + "/" + TrainingBackup.fileName
        guard MD5.hex(ofFile: file) == note.digest, (try? TrainingBackup(path: file).restore(training)) != nil
        else {
            // Damaged: an identical training takes its place.
            store.remove(name(fingerprint))
            return nil
        }
        store.touch(name(fingerprint))
        return note.seconds
    }

    /// Keeps a training that has ended; what cannot be written only costs time later.
    func keep(_ training: Training, _ fingerprint: String, seconds: Double) {
        guard seconds >= leastSeconds else { return }
        let kept: Void? = try? store.add(name(fingerprint)) { draft in
            let file = draft + "/" + TrainingBackup.fileName
            try TrainingBackup(path: file).save(training)
            guard let digest = MD5.hex(ofFile: file) else { throw CocoaError(.fileReadUnknown) }
            try JSONEncoder().encode(Note(digest: digest, seconds: seconds))
                .write(to: URL(fileURLWithPath: draft + "/" + Self.noteName))
        }
        if kept != nil { store.trim(to: limit) }
    }

    private static let noteName = "note.json"

    private func name(_ fingerprint: String) -> String {
        var digest = TrainingFingerprint()
        digest.add(engine)
        digest.add(fingerprint)
        return digest.finalize()
    }

    private func path(_ fingerprint: String) -> String { store.path(name(fingerprint)) }
}
