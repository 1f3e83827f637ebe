public import Foundation
import Transfer

/// What is kept from run to run in the user's cache: compiled cells, the results of trainings, and what runs depended on.
public struct LessonCache: Sendable {
    /// A kind of thing that is kept.
    public enum Kind: String, CaseIterable, Sendable {
        /// Compiled cells.
        case cells
        /// The results of trainings.
        case trainings
    }

    /// One thing that is kept.
    public struct Entry: Hashable, Sendable {
        /// What it is.
        public let kind: Kind
        /// Its bytes.
        public let byteCount: Int
        /// When it was made or used last.
        public let lastUse: Date
    }

    /// The most that compiled cells take where nothing else is said, in bytes.
    public static let cellLimit = 1 << 30
    /// The most that trainings take where nothing else is said, in bytes.
    public static let trainingLimit = TrainingMemo.standardLimit

    /// The cache's folder.
    public let directory: String

    /// Names a cache: `directory`, else `$XDG_CACHE_HOME/lesson` or `~/.cache/lesson`.
    public init(directory: String? = nil) {
        self.directory = directory ?? CellCache.standardDirectory
    }

    private func store(_ kind: Kind) -> BoundedStore { BoundedStore("\(directory)/\(kind.rawValue)") }

    /// What is kept of a kind, the one not used for longest first.
    public func entries(_ kind: Kind) -> [Entry] {
        store(kind).entries().map { Entry(kind: kind, byteCount: $0.byteCount, lastUse: $0.lastUse) }
    }

    /// Removes what was not used for longest until a kind takes at most `limit` bytes; gives what was removed.
    @discardableResult
    public func trim(_ kind: Kind, to limit: Int) -> [Entry] {
        store(kind).trim(to: limit).map { Entry(kind: kind, byteCount: $0.byteCount, lastUse: $0.lastUse) }
    }

    /// Removes everything, also the compiler's modules and what runs depended on.
    ///
    /// - Throws: what removing a folder throws.
    public func clear() throws {
        for name in Kind.allCases.map(\.rawValue) + ["modules", PublicModules.folder, "runs"] {
            let path = "\(directory)/\(name)"
            if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        }
    }
}
