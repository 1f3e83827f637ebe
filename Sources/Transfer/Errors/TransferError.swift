/// Everything the engine refuses, as data; `description` is the sentence for people, ending in the remedy.
public enum TransferError: Error, Hashable, Sendable {
    /// A picture file that could not be read.
    case picture(PictureProblem)
    /// Labels and predictions that no report can be made from.
    case report(ReportProblem)
}

extension TransferError: CustomStringConvertible {
    /// One sentence that says what was expected, what was received, and what to do.
    public var description: String {
        switch self {
        case .picture(let problem): problem.message
        case .report(let problem): problem.message
        }
    }
}
