import Foundation
import LessonFormat

extension OutcomeReader {
    /// The outcome of a cell that occupied more memory than allowed.
    func memoryLimit(of cell: Cell, bytes: Int, stack: String) -> Outcome {
        Outcome(
            .memoryLimit,
            message: "the cell occupied \(ResourceLimits.words(bytes)), more than the limit of "
                + "\(ResourceLimits.words(limits.memory)); use smaller batches or pictures, or raise '--memory'",
            line: resolver.line(of: stack) ?? cell.codeLine)
    }

    /// The outcome of a cell that asked the system for more memory than there is.
    func allocationFailure(line: Int) -> Outcome {
        Outcome(
            .memoryLimit,
            message: "the cell asked for more memory than the machine has; use smaller batches, pictures or arrays",
            line: line)
    }

    /// Whether the runtime's last words say that memory ran out.
    static func isAllocationFailure(_ message: String) -> Bool {
        message.localizedCaseInsensitiveContains("could not allocate memory")
            || message.hasPrefix("failed to allocate")
            || message.localizedCaseInsensitiveContains("out of memory")
    }

    /// The outcome of a cell that showed more than allowed.
    func outputLimit(of cell: Cell, stack: String) -> Outcome {
        Outcome(
            .outputLimit,
            message: "the cell showed more than the limit of \(ResourceLimits.words(limits.output)); show less, write "
                + "to a file, or raise '--output-limit'",
            line: resolver.line(of: stack) ?? cell.codeLine)
    }
}
