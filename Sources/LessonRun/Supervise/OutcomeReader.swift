import Foundation
import LessonFormat
import LessonKernel

/// Puts what the kernel and the supervisor saw into one outcome with a sentence and a line.
struct OutcomeReader {
    let resolver: StackResolver
    let limits: ResourceLimits

    /// The outcome of a cell that ran; `outputs` loses the runtime's own crash message, which the outcome takes over.
    func outcome(
        of cell: Cell, end: KernelProcess.End, limit: TimeLimits.Limit, outputs: inout [CellOutput]
    ) -> Outcome {
        switch end {
        case .finished(.completed):
            return Outcome(.ok)
        case .finished(.threw(let type, let message, let stack, let isEnvironmentFailure)):
            let type = Self.nameInCells(type)
            return Outcome(
                .thrownError, message: message.isEmpty ? type : message, line: resolver.line(of: stack),
                errorType: type,
                cause: isEnvironmentFailure ? .environment : nil)
        case .finished(.exited(let status, let stack)):
            return Outcome(
                .exited, message: "the cell called exit(\(status))", line: resolver.line(of: stack) ?? cell.codeLine)
        case .finished(.threadEnded):
            return Outcome(
                .exited, message: "the cell ended its own thread; return from the cell by reaching its last line",
                line: cell.codeLine)
        case .replaced:
            return Outcome(
                .exited, message: "the cell made another program of its process; start programs with Process",
                line: cell.codeLine)
        case .finished(.unloadable(let reason)):
            let cause =
                reason.contains("undefined symbol")
                ? "the cell uses a name that an earlier cell or the engine keeps to itself; remove 'private' there, or take "
                    + "one of the engine's public names"
                : reason
            return Outcome(.compileError, message: "the compiled cell cannot be loaded: \(cause)", line: cell.codeLine)
        case .timedOut(let stack):
            return Outcome(.timeout, message: limit.message, line: resolver.line(of: stack) ?? cell.fenceLine)
        case .outOfMemory(let bytes, let stack):
            return memoryLimit(of: cell, bytes: bytes, stack: stack)
        case .outputExceeded(let stack):
            return outputLimit(of: cell, stack: stack)
        case .stopped:
            return Outcome(
                .trap, message: "a signal stopped the cell's process, and nothing makes it go on",
                line: cell.codeLine)
        case .disconnected:
            return Outcome(
                .exited,
                message: "the cell closed, or wrote to, a descriptor that is not its own; leave descriptor "
                    + "\(KernelProtocol.channelDescriptor) alone", line: cell.codeLine)
        case .interrupted:
            return interruption(of: cell)
        case .died(let exit, let crash):
            return death(of: cell, exit: exit, crash: crash, outputs: &outputs)
        }
    }

    /// The outcome of a cell that was being compiled or run when the run was interrupted.
    func interruption(of cell: Cell) -> Outcome {
        Outcome(.interrupted, message: "the run was interrupted here", line: cell.fenceLine)
    }

    /// The outcome of a cell that the compiler did not finish within `limit` seconds.
    func slowCompilation(of cell: Cell, limit: Double) -> Outcome {
        Outcome(
            .timeout,
            message:
                "the compiler needed longer than \(TimeLimits.words(limit)) for this cell; split long expressions and "
                + "literals, and write down their types",
            line: cell.fenceLine)
    }

    private func death(
        of cell: Cell, exit: Subprocess.Exit, crash: String?, outputs: inout [CellOutput]
    ) -> Outcome {
        let place = crash.flatMap(resolver.place)
        let line = place?.line ?? cell.codeLine
        switch exit {
        case .code(let status) where crash == nil:
            return Outcome(
                .exited,
                message: "the cell made another program of its process, which ended with status \(status); start "
                    + "programs with Process", line: line)
        case .code(let status):
            return Outcome(.exited, message: "the cell ended the process with status \(status)", line: line)
        case .signal(let number):
            let message = takeFatalError(from: &outputs)
            if let message, Self.isAllocationFailure(message) { return allocationFailure(line: line) }
            if let message = message ?? place?.failedCheck {
                return Outcome(.trap, message: message, help: TrapHelp.words(for: message), line: line)
            }
            return Outcome(.trap, message: SignalWords(number, crash: crash).description, line: line)
        }
    }

    /// What the runtime's last words begin with, behind a file and line.
    private static let lastWords = ["Fatal error", "Precondition failed", "Assertion failed", "Could not cast value"]

    /// Removes the runtime's `…: Fatal error: …` from the end of standard error and returns its words.
    private func takeFatalError(from outputs: inout [CellOutput]) -> String? {
        for index in outputs.indices.reversed() {
            guard case .stream(.stderr, let text) = outputs[index],
                let (marker, found) = Self.lastWords.compactMap({ marker in
                    text.range(of: marker, options: .backwards).map { (marker, $0) }
                }).max(by: { $0.1.lowerBound < $1.1.lowerBound })
            else { continue }
            let start = text[..<found.lowerBound].lastIndex(of: "\n").map(text.index(after:)) ?? text.startIndex
            let before = String(text[..<start])
            if before.isEmpty {
                outputs.remove(at: index)
            } else {
                outputs[index] = .stream(.stderr, before)
            }
            // A failed cast has no colon: its sentence begins with the marker.
            let isSentence = marker == "Could not cast value"
            let words = text[(isSentence ? found.lowerBound : found.upperBound)...]
            let end = words.range(of: "\nCurrent stack trace:")?.lowerBound ?? words.endIndex
            let message = words[..<end].drop { $0 == ":" || $0 == " " }
                .trimmingCharacters(in: .whitespacesAndNewlines)
            return message.isEmpty ? marker.lowercased() : Self.withoutMachineNames(message)
        }
        return nil
    }

    /// The runtime's words about types, without the addresses that differ from run to run and the names of modules.
    private static func withoutMachineNames(_ message: String) -> String {
        let isAboutTypes = ["Could not cast value", "'try!' expression"].contains(where: message.hasPrefix)
        return isAboutTypes ? nameInCells(message.replacing(#/ \(0x[0-9a-f]+\)/#, with: "")) : message
    }

    /// The name of a type as a cell writes it: without the modules that cells are made of or see all.
    private static func nameInCells(_ type: String) -> String {
        type.replacing(/\b(Cell\d+|Values\d+|LessonParameters|Swift|Foundation|Transfer|Figures)\./, with: "")
    }
}
