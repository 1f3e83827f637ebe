import LessonFormat

/// Puts a line of plain help below the compiler's errors that beginners meet most.
struct CompileHelp: Sendable {
    let names: KnownNames

    /// The diagnostics, each error that help is known for followed by it; one help for each line of the lesson.
    func added(to diagnostics: [CompilerDiagnostic]) -> [CompilerDiagnostic] {
        var result: [CompilerDiagnostic] = []
        var helped: Set<Int> = []
        for (index, diagnostic) in diagnostics.enumerated() {
            result.append(diagnostic)
            guard diagnostic.severity == .error, !helped.contains(diagnostic.line ?? 0) else { continue }
            let notes = diagnostics[(index + 1)...].prefix { $0.severity == .note }.map(\.message)
            guard let words = help(for: CompileProblem(diagnostic, notes: notes)) else { continue }
            helped.insert(diagnostic.line ?? 0)
            result.append(
                CompilerDiagnostic(
                    severity: .help, line: diagnostic.line, column: nil, message: words, excerpt: ""))
        }
        return result
    }

    private func help(for problem: CompileProblem) -> String? {
        for pattern in Self.patterns {
            if let words = pattern(problem, names) { return words }
        }
        return nil
    }
}

/// One error of the compiler, taken apart.
struct CompileProblem {
    /// The compiler's words.
    let message: String
    /// The line of code, as the excerpt shows it; empty if there is none.
    let source: String
    /// The code from the error's column on.
    let rest: String
    /// The code before it.
    let before: String
    /// The error's line in the lesson.
    let line: Int
    /// The notes that follow.
    let notes: [String]

    init(_ diagnostic: CompilerDiagnostic, notes: [String]) {
        message = diagnostic.message
        source = diagnostic.excerpt.split(separator: "\n").first.map(String.init) ?? ""
        rest = String(decoding: source.utf8.dropFirst((diagnostic.column ?? 1) - 1), as: UTF8.self)
        before = String(source.dropLast(rest.count))
        line = diagnostic.line ?? 0
        self.notes = notes
    }

    /// What stands between two parts of the message; nil if it does not have them.
    func between(_ start: String, _ end: String) -> String? {
        guard let first = message.firstRange(of: start),
            let last = message[first.upperBound...].firstRange(of: end)
        else { return nil }
        return String(message[first.upperBound..<last.lowerBound])
    }

    /// The first word of the line of code.
    var firstWord: String { String(source.drop { $0 == " " || $0 == "\t" }.prefix { $0.isLetter }) }
}
