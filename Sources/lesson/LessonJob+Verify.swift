import Foundation
import LessonFormat
import LessonRender
import LessonRun

extension LessonJob {
    /// Compares the outputs with those of a run now, and writes nothing.
    func verify(_ lesson: Lesson, _ prepared: PreparedRun?) throws -> LessonResult {
        let earlier: RunRecord
        switch recordedRun() {
        case .record(let record): earlier = record
        case .none(let difference):
            var result = LessonResult(
                lesson: entry.path, outputs: entry.outputs, exit: ExitStatus.stale.rawValue,
                date: Date().formatted(.iso8601))
            result.differences = [difference]
            return result
        }
        let record = try execute(lesson, prepared)
        var result = result(of: record)
        guard record.status == .passed else { return result }
        let rendered = try Artifacts.render(
            earlier, stem: entry.name, lessonDirectory: directory, outputDirectory: folder.path)
        let differences =
            ArtifactComparison.differences(of: rendered, in: folder.relativePath)
            + (try self.differences(between: earlier, and: record, of: lesson))
        result.differences = differences
        if !differences.isEmpty { result.exit = ExitStatus.stale.rawValue }
        return result
    }

    /// Makes the outputs anew and says what changed; those of a run that did not pass are not written.
    func update(_ lesson: Lesson, _ prepared: PreparedRun?) throws -> LessonResult {
        try Artifacts.checkFolder(folder.relativePath)
        let earlier = recordedRun()
        let freshness = try freshness(of: lesson)
        let (date, observations) = (Date(), FileObservations())
        let record = try execute(lesson, prepared, observations: observations)
        guard record.status == .passed else {
            say("  the outputs are left as they were")
            return result(of: record)
        }
        freshness.forget()
        var result = try write(record, date: date, observations: observations, freshness: freshness)
        switch earlier {
        case .record(let earlier): result.differences = try differences(between: earlier, and: record, of: lesson)
        case .none(let difference): result.differences = [difference]
        }
        return result
    }

    private func differences(
        between earlier: RunRecord, and record: RunRecord, of lesson: Lesson
    ) throws -> [Difference] {
        let source = try String(contentsOfFile: entry.path, encoding: .utf8)
        return RunComparison.differences(earlier, record, source: source)
            + LinkCheck.differences(of: lesson, source: source, directory: directory)
    }

    /// What there is to compare with.
    private enum Recorded {
        /// The record among the outputs.
        case record(RunRecord)
        /// No record, for this reason.
        case none(Difference)
    }

    private func recordedRun() -> Recorded {
        let path = folder.appendingPathComponent("\(entry.name).json")
        func none(_ words: String) -> Recorded {
            .none(Difference(.file, subject: "the record '\(path.relativePath)' \(words)"))
        }
        guard let data = FileManager.default.contents(atPath: path.path) else {
            return none(
                FileManager.default.fileExists(atPath: path.path)
                    ? "cannot be read" : "is missing: the lesson has no outputs here")
        }
        guard let record = try? JSONRenderer.record(from: data) else {
            return none("is damaged, or of another version")
        }
        return .record(record)
    }
}
