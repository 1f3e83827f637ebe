package import Foundation

/// A folder of folders, each made whole or not at all, of which those not used for longest can be removed.
///
/// Several processes may use one store: an entry may be gone at any time, but is never half there.
package struct BoundedStore: Sendable {
    /// The folder.
    package let directory: String

    /// Names a store, whose folder is made when something is added.
    package init(_ directory: String) {
        self.directory = directory
    }

    /// One folder in the store.
    package struct Entry: Hashable, Sendable {
        /// The folder's name.
        package let name: String
        /// The bytes of the files inside.
        package let byteCount: Int
        /// When it was added or used last.
        package let lastUse: Date
    }

    /// Unfinished entries begin so; those of a killed process are removed when they are an hour old.
    private static let draftPrefix = ".draft-"

    /// Where the entry of a name is.
    package func path(_ name: String) -> String { directory + "/" + name }

    /// All entries, the one not used for longest first.
    package func entries() -> [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { !$0.hasPrefix(".") }.compactMap(entry).sorted {
            ($0.lastUse, $0.name) < ($1.lastUse, $1.name)
        }
    }

    private func entry(_ name: String) -> Entry? {
        let manager = FileManager.default
        guard let files = try? manager.contentsOfDirectory(atPath: path(name)),
            let attributes = try? manager.attributesOfItem(atPath: path(name)),
            let date = attributes[.modificationDate] as? Date
        else { return nil }
        let sizes = files.map { file -> Int in
            let attributes = try? manager.attributesOfItem(atPath: path(name) + "/" + file)
            return (attributes?[.size] as? NSNumber)?.intValue ?? 0
        }
        return Entry(name: name, byteCount: sizes.reduce(0, +), lastUse: date)
    }

    /// Whether there is an entry whose name begins so.
    package func contains(prefix: String) -> Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.contains { $0.hasPrefix(prefix) }
    }

    /// Adds an entry, made in an empty folder; one of the same name stays as it is.
    ///
    /// Throws what making it throws, or that the folder cannot be written, or that the entry alone has more bytes than
    /// `limit`: it would drive out all others, and then itself.
    package func add(_ name: String, limit: Int = .max, _ make: (_ draft: String) throws -> Void) throws {
        let manager = FileManager.default
        let draft = path(Self.draftPrefix + UUID().uuidString)
        try manager.createDirectory(atPath: draft, withIntermediateDirectories: true)
        // Once moved it is not there any more.
        defer { try? manager.removeItem(atPath: draft) }
        try make(draft)
        if let made = entry((draft as NSString).lastPathComponent), made.byteCount > limit {
            throw CocoaError(.fileWriteOutOfSpace)
        }
        do {
            try manager.moveItem(atPath: draft, toPath: path(name))
        } catch {
            // Another process may have been first.
            if !manager.fileExists(atPath: path(name)) { throw error }
        }
    }

    /// Notes that an entry was used.
    package func touch(_ name: String) {
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path(name))
    }

    /// Removes an entry if it is there.
    package func remove(_ name: String) {
        try? FileManager.default.removeItem(atPath: path(name))
    }

    /// Removes the entries not used for longest until at most `limit` bytes are left; gives what was removed.
    @discardableResult
    package func trim(to limit: Int) -> [Entry] {
        removeOldDrafts()
        var entries = entries()[...]
        var total = entries.reduce(0) { $0 + $1.byteCount }
        var removed: [Entry] = []
        while total > limit, let oldest = entries.popFirst() {
            remove(oldest.name)
            total -= oldest.byteCount
            removed.append(oldest)
        }
        return removed
    }

    private func removeOldDrafts() {
        let manager = FileManager.default
        for name in (try? manager.contentsOfDirectory(atPath: directory)) ?? [] where name.hasPrefix(Self.draftPrefix) {
            let attributes = try? manager.attributesOfItem(atPath: path(name))
            if let date = attributes?[.modificationDate] as? Date, date.timeIntervalSinceNow < -3600 { remove(name) }
        }
    }
}
