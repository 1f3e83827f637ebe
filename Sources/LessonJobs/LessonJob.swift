import Foundation
import LessonFormat
import LessonRender
package import LessonRun

/// One lesson on its way from the file to its outputs.
package struct LessonJob {
    let entry: LessonEntry
    let settings: JobSettings
    let interrupt: Interrupt
    let style: TerminalStyle
    /// Whether events go to standard output.
    let writesEvents: Bool

    /// Makes the job of a lesson; what happens is said in `style`, and as events where these are wanted.
    package init(
        _ entry: LessonEntry, settings: JobSettings, interrupt: Interrupt, style: TerminalStyle, writesEvents: Bool
    ) {
        self.entry = entry
        self.settings = settings
        self.interrupt = interrupt
        self.style = style
        self.writesEvents = writesEvents
    }

    /// Begins to compile the lesson if it would run as things are now.
    ///
    /// What keeps it from being compiled is told when it runs.
    func prepare() -> PreparedRun? {
        guard let lesson = try? Lesson.load(path: entry.path).setting(settings.parameters),
            (try? settings.run.selection.check(in: lesson)) != nil,
            let freshness = try? freshness(of: lesson), settings.isForced || !freshness.verdict().isFresh
        else { return nil }
        return try? LessonRunner(executable: Program.path, interrupt: interrupt).prepare(lesson, settings: settings.run)
    }

    /// Loads, runs and renders the lesson; says on standard error what happens, and how it fared.
    ///
    /// - Parameter prepared: what `prepare` gave before.
    package func run(_ prepared: PreparedRun? = nil) -> LessonResult {
        defer { prepared?.finish() }
        if writesEvents { EventLine.write(RunEvent(.lessonStarted, lesson: entry.path)) }
        say(entry.path)
        let start = ContinuousClock.now
        var result: LessonResult
        do {
            let (loaded, source) = try Lesson.loadWithSource(path: entry.path)
            let lesson = try loaded.setting(settings.parameters)
            try settings.run.selection.check(in: lesson)
            result =
                switch settings.purpose {
                case .run: try runAndRender(lesson, prepared)
                case .verify: try verify(lesson, source: source, prepared)
                case .update: try update(lesson, source: source, prepared)
                }
        } catch {
            say("\(error)")
            result = LessonResult(
                lesson: entry.path, outputs: entry.outputs, exit: ExitStatus(of: error).rawValue,
                problems: LessonResult.Problem.problems(of: error), date: Date().formatted(.iso8601),
                seconds: (ContinuousClock.now - start) / .seconds(1))
            if settings.writesJUnit { writeJUnit(of: &result) }
        }
        if writesEvents { EventLine.write(.lessonFinished(result)) }
        return result
    }

    private func runAndRender(_ lesson: Lesson, _ prepared: PreparedRun?) throws -> LessonResult {
        try Artifacts.checkFolder(folder.relativePath)
        let freshness = try freshness(of: lesson)
        if !settings.isForced, case .fresh(let date) = freshness.verdict(), let result = try earlierResult(of: lesson) {
            say("  up to date (ran \(Age.text(since: date)))")
            return result
        }
        freshness.forget()
        let (date, observations) = (Date(), FileObservations())
        let record = try execute(lesson, prepared, observations: observations)
        return try write(record, date: date, observations: observations, freshness: freshness)
    }

    /// What is known of the lesson's last run.
    func freshness(of lesson: Lesson) throws(RunError) -> Freshness {
        try Freshness(
            of: lesson, source: entry.path, outputDirectory: folder.path, settings: settings.run,
            executable: Program.path)
    }

    /// Runs the lesson's cells; those of `prepared` if they are this lesson's.
    func execute(
        _ lesson: Lesson, _ prepared: PreparedRun?, observations: FileObservations = FileObservations()
    ) throws -> RunRecord {
        let runner = try LessonRunner(executable: Program.path, interrupt: interrupt)
        let terminal = TerminalReporter(file: entry.path, style: style)
        // The file may have changed since its cells were compiled.
        let ready =
            if let prepared, prepared.lesson == lesson { prepared } else {
                try runner.prepare(lesson, settings: settings.run)
            }
        let record = try runner.run(
            ready, in: directory, observations: observations,
            reporter: writesEvents ? EventReporter(lesson: entry.path, next: terminal) : terminal)
        record.notices.forEach { say("  \($0)") }
        return record
    }

    /// Renders and writes what a run gave, and notes that the outputs are up to date.
    func write(
        _ record: RunRecord, date: Date, observations: FileObservations, freshness: Freshness
    ) throws -> LessonResult {
        let stem = entry.name + record.stemSuffix
        var artifacts = try Artifacts.render(
            record, stem: stem, lessonDirectory: directory, outputDirectory: folder.path)
        let result = result(of: record)
        let pages = artifacts.files.map { folder.appendingPathComponent($0.path).path }
        if settings.writesJUnit {
            artifacts.files.append(
                Artifact(path: "\(stem)\(Artifacts.junitSuffix)", data: JUnitRenderer.render([result])))
        }
        try artifacts.write(to: folder.relativePath)
        if record.status == .passed {
            freshness.note(
                date: date, observations: observations, pictures: artifacts.embedded.map { "\(directory)/\($0)" },
                // The JUnit file is no part of it: whoever asks for one gets it without another run.
                outputs: pages)
        }
        let page = folder.appendingPathComponent("\(stem).html").relativePath
        say("  \(page)  \(record.host.seconds.formatted(.number.precision(.fractionLength(1)))) s")
        return result
    }

    /// How the lesson fared in a run.
    func result(of record: RunRecord) -> LessonResult {
        LessonResult(
            record, lesson: entry.path, outputs: entry.outputs + record.stemSuffix,
            exit: ExitStatus(of: record)?.rawValue ?? 0)
    }

    /// How the lesson fared when its outputs were written; nil if these cannot be read.
    private func earlierResult(of lesson: Lesson) throws -> LessonResult? {
        let suffix = RunRecord.stemSuffix(quick: settings.run.quick, isWhole: settings.run.selection.isWhole)
        let path = folder.appendingPathComponent("\(entry.name)\(suffix).json")
        guard let data = try? Data(contentsOf: path), let record = try? JSONRenderer.record(from: data) else {
            return nil
        }
        let result = LessonResult(
            record, lesson: entry.path, outputs: entry.outputs + suffix, exit: 0, isUpToDate: true)
        if settings.writesJUnit {
            try ReportFile.write(
                JUnitRenderer.render([result]),
                to: folder.appendingPathComponent("\(entry.name)\(suffix)\(Artifacts.junitSuffix)").relativePath)
        }
        return result
    }

    /// The lesson's folder.
    var directory: String { URL(fileURLWithPath: entry.path).deletingLastPathComponent().path }

    /// The folder of the lesson's own outputs.
    var folder: URL {
        let base = URL(fileURLWithPath: settings.outputDirectory)
        return entry.folder.isEmpty ? base : base.appendingPathComponent(entry.folder)
    }

    /// Says in the JUnit file what kept the lesson from running.
    private func writeJUnit(of result: inout LessonResult) {
        do {
            try ReportFile.write(
                JUnitRenderer.render([result]),
                to: folder.appendingPathComponent("\(entry.name)\(Artifacts.junitSuffix)").relativePath)
        } catch {
            say("\(error)")
            result.problems += LessonResult.Problem.problems(of: error)
        }
    }

    func say(_ text: String) {
        StandardError.write(text + "\n")
    }
}
