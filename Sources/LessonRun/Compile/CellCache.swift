import Foundation
import Transfer

/// Keeps compiled cells from run to run: a directory per key with the module, the library and the compiler's words.
///
/// Of a cell that was to be refused, and was, only the words are kept.
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
    var checked: CellCache { CellCache(directory: directory, kind: .checked) }

    /// What the cells were compiled for.
    var kind = LessonCache.Kind.cells

    /// What the compiler said of a cell.
    struct Verdict: Codable {
        var succeeded: Bool
        var diagnostics: [CompilerDiagnostic]
    }

    /// Whether the cell was compiled before.
    func contains(_ unit: CellUnit) -> Bool {
        FileManager.default.fileExists(atPath: entry(unit))
    }

    /// Removes what runs that were killed left half done.
    func removeAbandonedDrafts() {
        ScratchDirectory.removeAbandoned(in: folder, where: { $0 == Self.draftPrefix })
    }

    private static let draftPrefix = ".draft-"

    /// Puts the compiled cell where this run looks for it and returns what the compiler said of it; nil if the entry is
    /// damaged, which removes it.
    func fetch(_ unit: CellUnit, for compiler: CellCompiler) -> Verdict? {
        let files = FileManager.default
        let entry = entry(unit)
        guard let data = files.contents(atPath: "\(entry)/\(Self.verdictName)"),
            var verdict = try? JSONDecoder().decode(Verdict.self, from: data),
            !verdict.succeeded || Self.parts(kind).allSatisfy({ files.fileExists(atPath: "\(entry)/\($0)") })
        else {
            try? files.removeItem(atPath: entry)
            return nil
        }
        if verdict.succeeded {
            do {
                // Links cost nothing, and nobody writes to either name afterwards.
                if kind == .cells { try link("\(entry)/library", to: compiler.libraryPath(unit)) }
                try link("\(entry)/module", to: compiler.modulePath(unit))
            } catch {
                // The compiler will say what is wrong with the run's own folder.
                return nil
            }
        }
        BoundedStore(folder).touch(unit.key)
        verdict.diagnostics = compiler.help.added(to: verdict.diagnostics)
        return verdict
    }

    /// The files of an entry besides the verdict.
    private static func parts(_ kind: LessonCache.Kind) -> [String] {
        kind == .cells ? ["library", "module"] : ["module"]
    }

    /// Keeps a compiled cell.
    ///
    /// A cache that cannot be written only costs time, so failure is not reported.
    func store(_ unit: CellUnit, diagnostics: [CompilerDiagnostic], from compiler: CellCompiler) {
        store(unit, Verdict(succeeded: true, diagnostics: diagnostics)) { draft in
            try link(compiler.modulePath(unit), to: "\(draft)/module")
            if kind == .cells { try link(compiler.libraryPath(unit), to: "\(draft)/library") }
        }
    }

    /// Keeps the errors of a cell that is to be refused.
    ///
    /// Only errors in the cell's own text are the same each time: a compiler that was stopped, has crashed, took too long
    /// or could not write its files has no verdict.
    func storeRefusal(of unit: CellUnit, diagnostics: [CompilerDiagnostic]) {
        let errors = diagnostics.filter { $0.severity == .error }
        guard unit.mustNotCompile, !errors.isEmpty,
            errors.allSatisfy({ $0.column != nil && !$0.message.contains("in reasonable time") })
        else { return }
        // Help looks at the whole lesson, of which the key knows the cells before only.
        let words = diagnostics.filter { $0.severity != .help }
        store(unit, Verdict(succeeded: false, diagnostics: words)) { _ in }
    }

    private func store(_ unit: CellUnit, _ verdict: Verdict, _ addFiles: (_ draft: String) throws -> Void) {
        guard let draft = try? ScratchDirectory(in: folder, prefix: Self.draftPrefix) else { return }
        do {
            try addFiles(draft.path)
            try JSONEncoder().encode(verdict).write(to: URL(fileURLWithPath: "\(draft.path)/\(Self.verdictName)"))
            // Whoever finds the entry finds it whole.
            try FileManager.default.moveItem(atPath: draft.path, toPath: entry(unit))
        } catch {
            draft.remove()
        }
    }

    private static let verdictName = "verdict.json"

    private var folder: String { "\(directory)/\(kind.rawValue)" }

    private func entry(_ unit: CellUnit) -> String { "\(folder)/\(unit.key)" }

    private func link(_ source: String, to target: String) throws {
        do {
            try FileManager.default.linkItem(atPath: source, toPath: target)
        } catch {
            // Another file system: a copy does as well.
            try FileManager.default.copyItem(atPath: source, toPath: target)
        }
    }
}
