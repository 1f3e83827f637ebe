import Foundation
import LessonFormat
import LessonRender
import LessonRun

extension LessonJob {
    /// Compares the outputs with those of a run now, and writes no outputs.
    ///
    /// - Parameter source: The lesson's text, as it was read; its own cells may change the file.
    func verify(_ lesson: Lesson, source: String, _ prepared: PreparedRun?) throws -> LessonResult {
        let earlier = recordedRun()
        let record = try execute(lesson, prepared)
        var result = result(of: record)
        guard record.status == .passed else { return result }
        var differences: [Difference] = []
        if case .record(let earlier) = earlier {
            let rendered = try Artifacts.render(
                earlier, stem: entry.name, lessonDirectory: directory, outputDirectory: folder.path)
            differences = ArtifactComparison.differences(of: rendered, in: folder.relativePath)
        }
        differences += self.differences(between: earlier, and: record, of: lesson, source: source)
        result.differences = differences
        if !differences.isEmpty { result.exit = ExitStatus.stale.rawValue }
        return result
    }

    /// Makes the outputs anew and says what changed; those of a run that did not pass are not written.
    ///
    /// - Parameter source: The lesson's text, as it was read; its own cells may change the file.
    func update(_ lesson: Lesson, source: String, _ prepared: PreparedRun?) throws -> LessonResult {
        try Artifacts.checkFolder(folder.relativePath)
        let earlier = recordedRun()
        let freshness = try freshness(of: lesson)
        let (date, observations) = (Date(), FileObservations())
        let record = try execute(lesson, prepared, observations: observations)
        guard record.status == .passed else {
            say("  the outputs are left as they were")
            return result(of: record)
        }
        let differences = differences(between: earlier, and: record, of: lesson, source: source)
        freshness.forget()
        var result = try write(record, date: date, observations: observations, freshness: freshness)
        result.differences = differences
        return result
    }

    private func differences(
        between earlier: Recorded, and record: RunRecord, of lesson: Lesson, source: String
    ) -> [Difference] {
        let differences =
            switch earlier {
            case .record(let earlier): RunComparison.differences(earlier, record, source: source)
            case .none(let difference): [difference]
            }
        return differences + LinkCheck.differences(of: lesson, source: source, directory: directory)
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
