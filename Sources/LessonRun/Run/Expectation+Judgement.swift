import LessonFormat

extension Expectation {
    /// What a cell's end means in the light of what was expected of it.
    ///
    /// A met expectation makes the failure an expected one; any other end is an unmet expectation, except a limit
    /// and an interruption, which say nothing about the cell's own end.
    ///
    /// - Parameters:
    ///   - outcome: how the cell ended.
    ///   - cell: the cell.
    ///   - diagnostics: the compiler's messages.
    ///   - wasKilled: whether something else ended the cell's process.
    func judged(
        _ outcome: Outcome, of cell: Cell, diagnostics: [CompilerDiagnostic], wasKilled: Bool
    ) -> Outcome {
        if outcome.isLimit || outcome.kind == .interrupted || outcome.kind == .lostState { return outcome }
        let message =
            outcome.kind == .compileError
            ? diagnostics.filter { $0.severity == .error }.map(\.message).joined(separator: "\n") : outcome.message
        guard isKind(of: outcome), !wasKilled else {
            let ending = wasKilled ? outcome.message : outcome.whatHappened
            return unmet(outcome, of: cell, "expected \(words), but \(ending)")
        }
        if let match, !message.contains(match) {
            return unmet(
                outcome, of: cell,
                "expected \(words) whose message contains '\(match)', but the message is '\(message)'")
        }
        var expected = outcome
        expected.isExpected = true
        return expected
    }

    private func unmet(_ outcome: Outcome, of cell: Cell, _ message: String) -> Outcome {
        Outcome(
            .unmetExpectation, message: "\(message); correct the cell or its 'expect'",
            line: outcome.line ?? cell.fenceLine, errorType: outcome.errorType)
    }

    private func isKind(of outcome: Outcome) -> Bool {
        switch (failure, outcome.kind) {
        case (.compileError, .compileError), (.trap, .trap), (.thrownError(nil), .thrownError): true
        case (.thrownError(let type?), .thrownError):
            outcome.errorType == type || outcome.errorType?.hasSuffix(".\(type)") == true
        default: false
        }
    }

    private var words: String {
        switch failure {
        case .compileError: "a compile error"
        case .thrownError(nil): "a thrown error"
        case .thrownError(let type?): "a thrown error of type '\(type)'"
        case .trap: "a trap"
        }
    }
}

extension Outcome {
    /// The end of a cell as the second half of a sentence.
    fileprivate var whatHappened: String {
        switch kind {
        case .compileError: "the cell does not compile: \(message)"
        case .thrownError: "the cell threw \(errorType.map { "'\($0)'" } ?? "an error"): \(message)"
        case .trap: "the cell trapped: \(message)"
        case .exited: message
        case .compiled: "the cell compiles"
        default: "the cell ran to its end"
        }
    }
}
