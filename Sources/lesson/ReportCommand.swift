import ArgumentParser
import Foundation
import LessonRender
import LessonRun

/// `lesson report`: what several runs gave.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Puts the reports of several runs together.", subcommands: [Merge.self])

    /// `lesson report merge`: one report out of those of shards.
    struct Merge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge",
            abstract: "Makes one report out of those of several machines.",
            discussion: """
                Writes lessons.report.json and lessons.junit.xml, and prints the table of all lessons.

                Examples:
                  lesson run lessons --shard 1/2 --output part-1
                  lesson run lessons --shard 2/2 --output part-2
                  lesson report merge part-1 part-2 --output report

                Exit status: the highest of any lesson; 2 a path is no report, 5 a shard's report is missing.
                """)

        @Argument(
            help: "Reports (*.report.json), or folders that hold them at any depth; else a folder of run records.",
            completion: .directory)
        var paths: [String]

        @Option(
            help: ArgumentHelp("The folder that the report is written to.", valueName: "folder"), completion: .directory
        )
        var output = "outputs"

        @Option(
            help: ArgumentHelp("What to write besides: github (annotations).", valueName: "list"),
            completion: .list([OutputFormat.github.rawValue]), transform: OutputFormat.list)
        var format: [OutputFormat] = []

        func run() throws {
            let merged: RunReport
            do {
                merged = try RunReport.merged(try paths.flatMap(ReportFile.read))
                try ReportFile.write(merged, to: "\(output)/\(merged.name)\(RunReport.suffix)")
                try ReportFile.write(JUnitRenderer.render(merged.lessons), to: "\(output)/\(merged.name).junit.xml")
            } catch let problem as RunReport.MergeProblem {
                StandardError.write("error: \(problem)\n")
                throw ExitStatus.environment
            } catch {
                StandardError.write("\(error)\n")
                throw error is ReportReadError ? ExitStatus.usage : ExitStatus.environment
            }
            SummaryTable(merged).lines().forEach(StandardOutput.write(line:))
            if format.contains(.github) { GitHubAnnotations.lines(merged.lessons).forEach(StandardOutput.write(line:)) }
            if merged.exit != 0 { throw ExitStatus(rawValue: merged.exit) ?? .internal }
        }
    }
}
