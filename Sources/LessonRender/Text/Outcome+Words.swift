import LessonRun

extension Outcome {
    /// What happened in a few words, for the head of a box; nil where nothing needs saying.
    var headline: String? {
        if isExpected { return nil }
        return switch kind {
        case .ok, .shown, .compiled, .notRun, .unshown: nil
        case .compileError: "This cell does not compile"
        case .thrownError: "This cell threw an error"
        case .trap: "This cell crashed"
        case .unmetExpectation: "This cell did not fail as expected"
        case .lostState: "This cell could not run"
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
        case .unshown: "run, not shown"
        case .notRun: message.isEmpty ? "Not run: an earlier cell failed." : message
        default: nil
        }
    }
}

extension Outcome {
    /// What happened, as it was to, for the head of a box; nil for any other outcome.
    var expectedHeadline: String? {
        let words = expectedWords
        return words.isEmpty ? nil : words.prefix(1).uppercased() + words.dropFirst()
    }
}

extension CellRecord {
    /// Says that the lesson went on in a fresh process after this cell; nil if it did not.
    var rebuildingWords: String? {
        switch rebuiltCells {
        case 0: nil
        case 1: "The lesson goes on in a fresh process; the cell before this one ran again."
        default: "The lesson goes on in a fresh process; the \(rebuiltCells) cells before this one ran again."
        }
    }
}

extension CompilerDiagnostic {
    /// The message as the compiler prints it, the lesson's position before it and the excerpt below it.
    func text(file: String) -> String { excerpt.isEmpty ? head(file: file) : head(file: file) + "\n" + excerpt }

    /// The message with the lesson's position before it.
    func head(file: String) -> String {
        let position = [file, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
        return "\(position): \(severity.rawValue): \(message)"
    }
}
