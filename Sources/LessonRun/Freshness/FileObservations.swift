import Foundation
import Synchronization

/// Gathers which files the cells of a run use, as their kernels tell it.
public final class FileObservations: Sendable {
    /// What was done with a path first, and what its file was like then.
    struct Observation: Hashable, Sendable {
        enum Kind: Character {
            case read = "r"
            case written = "w"
            case listed = "d"
            case listedDeeply = "t"
            case existing = "e"
            case missing = "m"
        }

        var kind: Kind
        var stamp: FileStamp
    }

    private let observations = Mutex<[String: Observation]>([:])
    private let ignored = Mutex<[String]>([])

    /// Makes a list without any file.
    public init() {}

    /// Leaves out a folder of the run's own, with all that is in it.
    func ignore(_ directory: String) {
        ignored.withLock { $0.append(directory + "/") }
    }

    /// Takes in one observation, as a kernel writes it.
    func append(_ payload: Data) {
        let parts = String(decoding: payload, as: UTF8.self)
            .split(separator: "\t", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, let kind = parts[0].first.flatMap(Observation.Kind.init), let size = Int(parts[1]),
            let seconds = Int(parts[2]), let nanoseconds = Int(parts[3])
        else { return }
        let path = URL(fileURLWithPath: String(parts[4])).standardizedFileURL.path
        if ignored.withLock({ $0.contains { path.hasPrefix($0) } }) { return }
        let stamp = FileStamp(byteCount: size, seconds: seconds, nanoseconds: nanoseconds)
        observations.withLock { all in
            all[path] = Self.joined(all[path], Observation(kind: kind, stamp: stamp))
        }
    }

    /// What two observations of one path come to: the first reading counts, and what was missing until the lesson
    /// itself made it is the lesson's own.
    private static func joined(_ first: Observation?, _ next: Observation) -> Observation {
        guard let first else { return next }
        switch (first.kind, next.kind) {
        case (.missing, .written), (.existing, .read), (.existing, .listed), (.existing, .listedDeeply),
            (.listed, .listedDeeply), (.existing, .written):
            return next
        default: return first
        }
    }

    /// The paths with what was done to them, in order.
    var all: [(path: String, observation: Observation)] {
        observations.withLock { $0.map { (path: $0.key, observation: $0.value) } }.sorted { $0.path < $1.path }
    }
}
