import Foundation
import Transfer

/// A file or folder that a run depends on, and what it was like then.
struct UsedFile: Codable, Hashable, Sendable {
    /// What the run depends on.
    enum Aspect: Codable, Hashable, Sendable {
        /// What is in the file; a file too large to be read again is told by its size and time alone.
        case content(FileStamp, digest: String?)
        /// The names in the folder, or in all folders inside it.
        case listing(digest: String, isDeep: Bool)
        /// That there is something of the name, or nothing.
        case existence(Bool)
    }

    let path: String
    let aspect: Aspect

    /// Files that are larger are told by size and time alone, so that telling them takes no time that is noticed.
    private static let largestRead = 64 << 20

    init(path: String, aspect: Aspect) {
        self.path = path
        self.aspect = aspect
    }

    /// The file as it was when the run used it; nil for what is the run's own.
    init?(_ path: String, _ observation: FileObservations.Observation) {
        self.path = path
        switch observation.kind {
        case .read:
            // What has changed since it was read cannot be read again as it was.
            let isSame = FileStamp(path) == observation.stamp
            aspect = .content(observation.stamp, digest: isSame ? Self.digest(path) : nil)
        case .listed: aspect = .listing(digest: Self.listing(path, isDeep: false), isDeep: false)
        case .listedDeeply: aspect = .listing(digest: Self.listing(path, isDeep: true), isDeep: true)
        case .existing: aspect = .existence(true)
        case .missing: aspect = .existence(false)
        case .written:
            guard FileManager.default.fileExists(atPath: path) else { return nil }
            aspect = .existence(true)
        }
    }

    /// The file as it is now.
    static func now(_ path: String) -> UsedFile {
        guard let stamp = FileStamp(path) else { return UsedFile(path: path, aspect: .existence(false)) }
        return UsedFile(path: path, aspect: .content(stamp, digest: digest(path)))
    }

    /// What has happened to it since then, as the end of a sentence; nil if it is the same.
    var change: String? {
        let exists = FileManager.default.fileExists(atPath: path)
        switch aspect {
        case .existence(let existed): return exists == existed ? nil : existed ? "is gone" : "is there now"
        case .content(let stamp, let digest):
            guard let current = FileStamp(path) else { return "is gone" }
            if current == stamp { return nil }
            return digest != nil && current.byteCount == stamp.byteCount && Self.digest(path) == digest
                ? nil : "has changed"
        case .listing(let digest, let isDeep):
            guard exists else { return "is gone" }
            return Self.listing(path, isDeep: isDeep) == digest ? nil : "has other files inside"
        }
    }

    private static func digest(_ path: String) -> String? {
        guard let stamp = FileStamp(path), stamp.byteCount <= largestRead else { return nil }
        return MD5.hex(ofFile: path)
    }

    private static func listing(_ path: String, isDeep: Bool) -> String {
        let manager = FileManager.default
        let names =
            isDeep
            ? manager.enumerator(atPath: path)?.compactMap { $0 as? String }
            : try? manager.contentsOfDirectory(atPath: path)
        return MD5.hex(Array((names ?? []).sorted().joined(separator: "\0").utf8))
    }
}
