import ArgumentParser
import Foundation
import LessonFormat
import LessonRun

/// `lesson run`: runs lessons and writes their pages.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs lessons and writes their pages, plots and records.",
        discussion: """
            Each lesson's outputs are NAME.html (one file with everything inside), NAME.md with its pictures in
            NAME/, and NAME.json (the record of the run). A quick or partial run leaves these alone: it writes
            NAME.quick.html, NAME.partial.html and so on.

            Exit status: 0 all well, 1 a cell failed, 2 usage or lesson syntax, 4 a limit was hit,
            5 something is missing (see 'lesson doctor'), 130 interrupted; the worst of several lessons wins.
            """)

    @Argument(help: "Lesson files, or folders whose .md files are run in order of name.")
    var lessons: [String]

    @Option(help: "The folder that the outputs are written to.")
    var output = "outputs"

    @Option(help: "The longest a cell may run, such as 30s or 2m; else the lesson's own 'timeout'.", transform: seconds)
    var timeout: Double?

    @Option(
        help: "The memory that the cells of a lesson may occupy, such as 4GiB; else nine tenths of the machine's.",
        transform: size)
    var memory: Int?

    @Option(
        help: "How much text of one cell is kept, such as 256KiB; else 1MiB. The rest is dropped with a note.",
        transform: size)
    var outputLimit: Int?

    @Flag(help: "Stop a cell that shows more than the output limit.")
    var stopAtOutputLimit = false

    @Option(
        help: "The longest the whole lesson may run, such as 10m; else the lesson's own 'total-timeout'.",
        transform: seconds)
    var totalTimeout: Double?

    @Option(
        name: [.customShort("p"), .customLong("param")],
        help: ArgumentHelp("Sets a parameter of the lesson's 'params'; repeatable.", valueName: "name=value"),
        transform: parameterOverride)
    var parameters: [ParameterOverride] = []

    @Option(
        help: ArgumentHelp("Shows only these cells; the cells before them run too, unshown.", valueName: "id,id"),
        transform: { $0.split(separator: ",").map(String.init) })
    var only: [String] = []

    @Option(help: ArgumentHelp("Shows the cells from this one on; those before run too, unshown.", valueName: "id"))
    var from: String?

    @Option(help: ArgumentHelp("Ends the run after this cell.", valueName: "id"))
    var until: String?

    @Option(
        help: ArgumentHelp("Uses this share of epochs and data, such as 0.1.", valueName: "share"), transform: share)
    var quick: Double?

    func validate() throws {
        if !only.isEmpty, from != nil || until != nil {
            throw ValidationError("'--only' names the cells one by one; leave out '--from' and '--until'")
        }
    }

    private var settings: RunSettings {
        RunSettings(
            timeout: timeout, totalTimeout: totalTimeout,
            selection: CellSelection(only: only, from: from, until: until),
            quick: quick == 1 ? nil : quick,
            limits: ResourceLimits(
                memory: memory ?? ResourceLimits.standardMemory, output: outputLimit ?? ResourceLimits.standardOutput,
                stopsAtOutputLimit: stopAtOutputLimit))
    }

    func run() throws {
        Orphans.adopt()
        let interrupt = Interrupt()
        interrupt.catchSignals()
        var worst: ExitStatus?
        let paths = try files()
        try checkOutputs(of: paths)
        if paths.count > 1, !settings.selection.isWhole {
            throw ValidationError("'--only', '--from' and '--until' name cells of one lesson; run one lesson at a time")
        }
        for path in paths {
            let job = LessonJob(
                path: path, outputDirectory: output, settings: settings, parameters: parameters, interrupt: interrupt)
            let status = job.run()
            worst = [worst, status].compactMap { $0 }.max { $0.rawValue < $1.rawValue }
            if worst == .interrupted { break }
        }
        if let worst { throw worst }
    }

    /// The lesson files that the arguments name, folders replaced by the lessons inside.
    private func files() throws -> [String] {
        try lessons.flatMap { path -> [String] in
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue else {
                return [path]
            }
            let names: [String]
            do {
                names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".md") }
            } catch {
                throw ValidationError("the folder '\(path)' cannot be read; check its permissions")
            }
            guard !names.isEmpty else {
                throw ValidationError(
                    "there is no lesson (*.md) in the folder '\(path)'; name another folder or a file")
            }
            return names.sorted().map { URL(fileURLWithPath: path).appendingPathComponent($0).relativePath }
        }
    }

    /// Refuses to overwrite a lesson, or one lesson's outputs with another's.
    private func checkOutputs(of paths: [String]) throws {
        let folder = URL(fileURLWithPath: output).resolvingSymlinksInPath()
        var names: [String: String] = [:]
        for path in paths {
            let lesson = URL(fileURLWithPath: path).resolvingSymlinksInPath()
            if lesson.deletingLastPathComponent().path == folder.path {
                throw ValidationError(
                    "the outputs of '\(path)' would overwrite it; choose another folder with --output")
            }
            let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
            if let other = names.updateValue(path, forKey: name) {
                throw ValidationError(
                    "the outputs of '\(path)' would overwrite those of '\(other)'; run them with different --output")
            }
        }
    }

    private static func size(_ text: String) throws -> Int {
        guard let bytes = ResourceLimits.bytes(text) else {
            throw ValidationError("expected a size above 0 such as '4GiB' or '512MiB', received '\(text)'")
        }
        return bytes
    }

    private static func seconds(_ text: String) throws -> Double {
        guard let seconds = FrontMatter.seconds(text) else {
            throw ValidationError("expected a time above 0 such as '30s', '2m' or '500ms', received '\(text)'")
        }
        return seconds
    }

    private static func parameterOverride(_ text: String) throws -> ParameterOverride {
        guard let parameter = ParameterOverride(text) else {
            throw ValidationError("expected a parameter such as 'epochs=3', received '\(text)'")
        }
        return parameter
    }

    private static func share(_ text: String) throws -> Double {
        guard let share = Double(text), share > 0, share <= 1 else {
            throw ValidationError("expected a share above 0 and at most 1 such as '0.1', received '\(text)'")
        }
        return share
    }
}
