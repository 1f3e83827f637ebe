import LessonFormat
import LessonRender
package import LessonRun

extension ExitStatus {
    /// The status that an error stands for.
    package init(of error: any Error) {
        switch error {
        case is LessonSyntaxError, is LessonFileError, is LessonRequestError: self = .usage
        case is RunError, is ArtifactError: self = .environment
        default: self = .internal
        }
    }

    /// The status of a run; nil where all went well.
    init?(of record: RunRecord) {
        switch record.status {
        case .passed: return nil
        case .interrupted: self = .interrupted
        case .failed:
            let outcomes = record.cells.map(\.outcome)
            if outcomes.contains(where: { $0.cause == .environment }) {
                self = .environment
            } else {
                self = outcomes.contains { $0.isLimit } ? .limit : .failed
            }
        }
    }
}
