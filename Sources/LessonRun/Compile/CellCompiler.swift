import Foundation
import LessonFormat

/// Turns a cell's source into a shared library, step by step: parse, compile, link.
struct CellCompiler: Sendable {
    let toolchain: Toolchain
    /// What cells see of the engine.
    let engine: PublicModules
    /// The lesson's file name, for diagnostics.
    let file: String
    /// Where this run's sources, modules and libraries lie.
    let directory: String
    /// Where the compiler keeps the modules it translated.
    let moduleCache: String
    /// Adds plain words to errors.
    let help: CompileHelp
    /// The compilers and linkers at work.
    let tools = RunningTools()

    /// The language of cells: in mode 5 their top-level variables are plain globals, as in a script.
    private static let language = ["-swift-version", "5", "-enable-upcoming-feature", "BareSlashRegexLiterals"]

    /// How many seconds a cell's compilation may take at least, whatever the time limit of its run.
    static let patience = 60.0

    /// Where the cell's source must be completed.
    func shape(of unit: CellUnit) throws(RunError) -> CellShape {
        guard let cell = unit.cell else { return CellShape() }
        let (tree, isWhole) = try parseTree(of: cell.code, named: unit.module)
        // What is put into code that does not parse would have a part in the errors, a parenthesis most of all.
        return isWhole ? CellShape(code: cell.code, parseTree: tree) : CellShape()
    }

    /// The compiler's parse tree of a cell's code, as JSON; of code with errors as far as it can be read, and then not whole.
    func parseTree(of code: String, named name: String) throws(RunError) -> (tree: Data, isWhole: Bool) {
        let path = "\(directory)/\(name).parse.swift"
        try write(code, to: path)
        // As a main file: top-level statements parse nowhere else.
        let (exit, tree) = try Subprocess.capture(
            toolchain.frontend,
            arguments: ["-frontend", "-dump-parse", "-dump-ast-format", "json", path] + Self.language,
            stream: 1, tools: tools)
        return (tree, exit == .code(0))
    }

    /// What is wanted of the compiler.
    enum Purpose {
        /// A module and an object file.
        case running
        /// A module and messages, even where there are errors: the names that are right are seen by later cells, so
        /// that one error does not make others.
        case checking
    }

    /// Compiles the cell's module, and to run it the object file; the diagnostics tell whether it worked.
    func compile(
        _ unit: CellUnit, shape: CellShape, for purpose: Purpose = .running
    ) throws(RunError) -> (diagnostics: [CompilerDiagnostic], Bool) {
        try engine.make(tools)
        // The entry function of a module is made from a file called main.swift only.
        let folder = "\(directory)/\(unit.module).source"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: folder, reason: systemReason(error))
        }
        try write(unit.source(file: file, shape: shape), to: "\(folder)/main.swift")
        let arguments =
            [
                "-frontend", "-primary-file", "\(folder)/main.swift", "-module-name", unit.module,
                "-emit-module", "-emit-module-path", modulePath(unit),
                "-entry-point-function-name", unit.entry,
                // An expression that the type checker cannot settle must not take its default of ten minutes.
                "-solver-expression-time-threshold=10",
                "-Onone", "-gline-tables-only", "-diagnostic-style", "llvm",
                // Later cells use names of this one that are not public.
                "-enable-testing", "-disable-access-control",
                "-I", directory, "-I", engine.directory, "-module-cache-path", moduleCache,
                "-target", Toolchain.target, "-sdk", "/", "-plugin-path", toolchain.plugins,
                "-in-process-plugin-server-path", toolchain.pluginServer,
            ] + Self.language
            + (purpose == .running
                ? ["-c", "-o", objectPath(unit)] : ["-experimental-allow-module-with-compiler-errors"])
        let (exit, output) = try Subprocess.capture(toolchain.frontend, arguments: arguments, stream: 2, tools: tools)
        let text = String(decoding: output, as: UTF8.self)
        let all = DiagnosticParser.parse(text, file: file)
        var diagnostics = DiagnosticParser.aboutTheCell(
            all, lastLine: unit.lines.last,
            silencedLine: shape.silencedFrom.flatMap { unit.cell?.line(at: $0) })
        let succeeded = exit == .code(0) && !diagnostics.contains { $0.severity == .error }
        let isFollowing = purpose == .checking && all.contains(where: DiagnosticParser.isAboutBrokenModule)
        if !succeeded, !isFollowing, !diagnostics.contains(where: { $0.severity == .error }) {
            diagnostics.append(
                CompilerDiagnostic(
                    severity: .error, line: unit.lines.first, column: nil,
                    message: "the compiler stopped without naming an error (\(exit))", excerpt: text))
        }
        return (help.added(to: diagnostics), succeeded)
    }

    /// Links the cell's object file to a library whose missing symbols are found in the kernel at load time.
    func link(_ unit: CellUnit) throws(RunError) -> [CompilerDiagnostic] {
        let libraries = [
            "swiftCore", "swift_Concurrency", "swift_StringProcessing", "swiftRegexBuilder", "swiftSynchronization",
            "swiftObservation", "swiftGlibc", "swiftDispatch", "dispatch", "BlocksRuntime", "Foundation",
            "FoundationEssentials", "FoundationNetworking", "FoundationXML", "swiftSwiftOnoneSupport",
        ]
        let arguments =
            // The runtime object makes the cell's types and conformances known to dynamic casts.
            ["-shared", toolchain.runtimeObject, objectPath(unit), "-o", libraryPath(unit), "--as-needed"]
            // The index without which no stack can be followed through the cell.
            + ["--eh-frame-hdr"]
            + ["-L", toolchain.runtimeLibraries, "-rpath", toolchain.runtimeLibraries]
            + libraries.map { "-l\($0)" }
        let (exit, output) = try Subprocess.capture(toolchain.linker, arguments: arguments, stream: 2, tools: tools)
        guard exit != .code(0) else { return [] }
        return [
            CompilerDiagnostic(
                severity: .error, line: unit.lines.first, column: nil,
                message: "the cell could not be linked", excerpt: String(decoding: output, as: UTF8.self))
        ]
    }

    func modulePath(_ unit: CellUnit) -> String { "\(directory)/\(unit.module).swiftmodule" }
    func libraryPath(_ unit: CellUnit) -> String { "\(directory)/\(unit.module).so" }
    private func objectPath(_ unit: CellUnit) -> String { "\(directory)/\(unit.module).o" }

    private func write(_ text: String, to path: String) throws(RunError) {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw .cannotWrite(path: path, reason: systemReason(error))
        }
    }
}
