public import Foundation
import Transfer

/// What is kept from run to run in the user's cache: compiled cells, the results of trainings, and what runs depended on.
public struct LessonCache: Sendable {
    /// A kind of thing that is kept.
    public enum Kind: String, CaseIterable, Sendable {
        /// Compiled cells.
        case cells
        /// Cells that were only type-checked.
        case checked
        /// The results of trainings.
        case trainings

        /// The most that things of this kind take where nothing else is said, in bytes.
        public var standardLimit: Int {
            switch self {
            case .cells: 1 << 30
            case .checked: 1 << 28
            case .trainings: TrainingMemo.standardLimit
            }
        }
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

    /// Removes what was not used for longest until a kind takes at most `limit` bytes, else its standard limit; gives
    /// what was removed.
    @discardableResult
    public func trim(_ kind: Kind, to limit: Int? = nil) -> [Entry] {
        store(kind).trim(to: limit ?? kind.standardLimit).map {
            Entry(kind: kind, byteCount: $0.byteCount, lastUse: $0.lastUse)
        }
    }

    /// Removes everything, also the compiler's modules and what runs depended on.
    ///
    /// Each part goes in one step, so that a run under way finds things whole or not at all; files that are not of this
    /// program stay, and so do the compiler's modules while a compiler may write there.
    ///
    /// - Returns: whether everything was removed.
    /// - Throws: what moving a folder throws.
    public func clear() throws -> Bool {
        let manager = FileManager.default
        guard manager.fileExists(atPath: directory) else { return true }
        ScratchDirectory.removeAbandoned(in: directory, where: { $0 == Self.clearingPrefix })
        let bin = try ScratchDirectory(in: directory, prefix: Self.clearingPrefix)
        defer { bin.remove() }
        let modules = ModuleCache(directory: directory)
        let lock = modules.lockForRemoval()
        let own = Set(
            Kind.allCases.map(\.rawValue) + ["runs"] + (lock == nil ? [] : [ModuleCache.name]))
        for name in try manager.contentsOfDirectory(atPath: directory)
        where own.contains(name) || name.hasPrefix("toolchain-") {
            do {
                try manager.moveItem(atPath: "\(directory)/\(name)", toPath: "\(bin.path)/\(name)")
            } catch CocoaError.fileNoSuchFile {
                // Another process clears too.
            }
        }
        return lock != nil || !manager.fileExists(atPath: modules.path)
    }

    private static let clearingPrefix = ".cleared-"
}
