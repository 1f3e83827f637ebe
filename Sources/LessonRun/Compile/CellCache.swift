import Foundation
import Transfer

/// Keeps compiled cells from run to run: a directory per key with the module, the library and the warnings.
struct CellCache: Sendable {
    /// The directory of the cache.
    let directory: String

    /// The cache in `$XDG_CACHE_HOME/lesson`, or `~/.cache/lesson`.
    static var standardDirectory: String {
        let environment = ProcessInfo.processInfo.environment
        if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") { return "\(base)/lesson" }
        return "\(environment["HOME"] ?? NSHomeDirectory())/.cache/lesson"
    }

    /// The cache of cells that were only type-checked, beside this one.
    var checked: CellCache { CellCache(directory: "\(directory)/checked", holdsLibraries: false) }

    /// Whether entries have a library besides the module.
    var holdsLibraries = true

    /// Whether the cell was compiled before.
    func contains(_ unit: CellUnit) -> Bool {
        FileManager.default.fileExists(atPath: entry(unit))
    }

    /// Removes what runs that were killed left half done.
    func removeAbandonedDrafts() {
        ScratchDirectory.removeAbandoned(in: "\(directory)/cells", where: { $0 == Self.draftPrefix })
    }

    private static let draftPrefix = ".draft-"

    /// Puts the compiled cell where this run looks for it and returns its diagnostics; nil if the entry is damaged,
    /// which removes it.
    func fetch(_ unit: CellUnit, for compiler: CellCompiler) -> [CompilerDiagnostic]? {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(entry(unit))/diagnostics.json"))
            let diagnostics = try JSONDecoder().decode([CompilerDiagnostic].self, from: data)
            // Links cost nothing, and nobody writes to either name afterwards.
            if holdsLibraries { try link("\(entry(unit))/library", to: compiler.libraryPath(unit)) }
            try link("\(entry(unit))/module", to: compiler.modulePath(unit))
            BoundedStore("\(directory)/cells").touch(unit.key)
            return diagnostics
        } catch {
            try? FileManager.default.removeItem(atPath: entry(unit))
            return nil
        }
    }

    /// Keeps a compiled cell.
    ///
    /// A cache that cannot be written only costs time, so failure is not reported.
    func store(_ unit: CellUnit, diagnostics: [CompilerDiagnostic], from compiler: CellCompiler) {
        let files = FileManager.default
        guard let draftDirectory = try? ScratchDirectory(in: "\(directory)/cells", prefix: Self.draftPrefix) else {
            return
        }
        let draft = draftDirectory.path
        do {
            try link(compiler.modulePath(unit), to: "\(draft)/module")
            if holdsLibraries { try link(compiler.libraryPath(unit), to: "\(draft)/library") }
            try JSONEncoder().encode(diagnostics).write(to: URL(fileURLWithPath: "\(draft)/diagnostics.json"))
            // Whoever finds the entry finds it whole.
            try files.moveItem(atPath: draft, toPath: entry(unit))
        } catch {
            draftDirectory.remove()
        }
    }

    private func entry(_ unit: CellUnit) -> String { "\(directory)/cells/\(unit.key)" }

    private func link(_ source: String, to target: String) throws {
        do {
            try FileManager.default.linkItem(atPath: source, toPath: target)
        } catch {
            // Another file system: a copy does as well.
            try FileManager.default.copyItem(atPath: source, toPath: target)
        }
    }
}
