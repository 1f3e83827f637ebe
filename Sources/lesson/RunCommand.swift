import ArgumentParser
import Foundation
import LessonFormat
import LessonJobs
import LessonRender
import LessonRun

/// `lesson run`: runs lessons and writes their pages.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs lessons and writes their pages, plots and records.",
        discussion: """
            Each lesson's outputs are NAME.html (one file with everything inside), NAME.md with its pictures in \
            NAME/, and NAME.json (the record of the run). A quick or partial run leaves these alone: it writes \
            NAME.quick.html, NAME.partial.html and so on. A lesson of which nothing has changed since its last run \
            that passed does not run again; 'lesson explain' tells why one would.

            Examples:
              lesson run lessons/01_first.md
              lesson run lessons -p epochs=3 --jobs 2 --output trial
              lesson run 01_first.md --quick 0.1 --from train

            Exit status: 0 all well, 1 a cell failed or did not fail as expected, 2 usage or lesson syntax, \
            4 a limit was hit, 5 something is missing (see 'lesson doctor'), 70 internal error, 130 interrupted; \
            of several lessons the highest counts, and a failing one does not stop the others.
            """)

    @Argument(
        help: "Lesson files, or folders whose .md files are run in order of name.",
        completion: .file(extensions: ["md"]))
    var lessons: [String]

    @OptionGroup var options: LessonOptions

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

    @Flag(name: [.long, .customLong("rerun")], help: "Runs lessons also where nothing has changed since the last run.")
    var force = false

    @Flag(name: .customLong("no-cache"), help: "Compiles every cell and does every training anew; implies --force.")
    var noCache = false

    @Option(
        help: ArgumentHelp(
            "What to write besides html, md and json: junit (NAME.junit.xml), github (annotations).",
            valueName: "list"),
        completion: .list(OutputFormat.allCases.map(\.rawValue)), transform: OutputFormat.list)
    var format: [OutputFormat] = []

    func validate() throws {
        if !only.isEmpty, from != nil || until != nil {
            throw ValidationError("'--only' names the cells one by one; leave out '--from' and '--until'")
        }
    }

    private var runSettings: RunSettings {
        var settings = options.runSettings
        settings.selection = CellSelection(only: only, from: from, until: until)
        settings.quick = quick == 1 ? nil : quick
        settings.usesCache = !noCache
        return settings
    }

    func run() throws {
        var settings = options.jobSettings(.run, run: runSettings)
        settings.isForced = force || noCache
        settings.writesJUnit = format.contains(.junit)
        try options.run("run", settings, lessons: lessons, reportsShards: true) { result in
            // GitHub reads both streams.
            if format.contains(.github) { GitHubAnnotations.lines(result.lessons).forEach(options.say) }
        }
    }
}
