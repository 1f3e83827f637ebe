import LessonRun

extension Outcome {
    /// What happened in a few words, for the head of a box; nil where nothing needs saying.
    var headline: String? {
        switch kind {
        case .ok, .shown, .compiled, .notRun: nil
        case .compileError: "This cell does not compile"
        case .thrownError: "This cell threw an error"
        case .trap: "This cell crashed"
        case .exited: "This cell ended the program"
        case .timeout: "This cell ran too long"
        case .memoryLimit: "This cell needed too much memory"
        case .outputLimit: "This cell showed too much"
        case .interrupted: "The run was interrupted here"
        }
    }

    /// A small label for a cell that did not run.
    var label: String? {
        switch kind {
        case .shown: "shown, not run"
        case .compiled: "compiled, not run"
        case .notRun: message.isEmpty ? "Not run: an earlier cell failed." : message
        default: nil
        }
    }
}

extension CompilerDiagnostic {
    /// The message as the compiler prints it, the lesson's position before it and the excerpt below it.
    func text(file: String) -> String {
        let position = [file, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
        let head = "\(position): \(severity.rawValue): \(message)"
        return excerpt.isEmpty ? head : head + "\n" + excerpt
    }
}
