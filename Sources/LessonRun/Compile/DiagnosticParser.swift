/// Reads the compiler's messages from its text (`-diagnostic-style llvm`).
enum DiagnosticParser {
    /// The messages in `text`; those about places outside `file` keep their words but name no line.
    static func parse(_ text: String, file: String) -> [CompilerDiagnostic] {
        var diagnostics: [CompilerDiagnostic] = []
        var excerpt: [Substring] = []
        func closeLast() {
            if !diagnostics.isEmpty { diagnostics[diagnostics.count - 1].excerpt = excerpt.joined(separator: "\n") }
            excerpt = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let diagnostic = header(line, file: file) {
                closeLast()
                diagnostics.append(diagnostic)
            } else if !line.isEmpty {
                excerpt.append(line)
            }
        }
        closeLast()
        for index in diagnostics.indices where diagnostics[index].line == nil {
            // An excerpt of another file would name lines that are not the lesson's.
            diagnostics[index].excerpt = ""
        }
        return diagnostics
    }

    /// The messages that are about the cell as its author wrote it.
    ///
    /// - Parameters:
    ///   - lastLine: where an error is placed that the compiler found behind the cell's end.
    ///   - silencedLine: where an expression begins whose value the author asked not to show.
    static func aboutTheCell(
        _ diagnostics: [CompilerDiagnostic], lastLine: Int, silencedLine: Int? = nil
    ) -> [CompilerDiagnostic] {
        var kept: [CompilerDiagnostic] = []
        // Notes explain the message before them, and go with it.
        var areNotesKept = true
        func isBehind(_ diagnostic: CompilerDiagnostic) -> Bool { diagnostic.line.map { $0 > lastLine } ?? false }
        let hasErrorWithin = diagnostics.contains { $0.severity == .error && $0.line != nil && !isBehind($0) }
        for var diagnostic in diagnostics {
            if diagnostic.severity == .note {
                let isAboutInsertion = CellSource.insertions.contains(where: diagnostic.excerpt.contains)
                if !areNotesKept || isAboutInsertion || isBehind(diagnostic) { continue }
            }
            areNotesKept =
                !isAboutBrokenModule(diagnostic)
                && (diagnostic.severity != .warning || !isToBeDropped(diagnostic, silencedLine: silencedLine))
            if isBehind(diagnostic) {
                // What opens in the cell and does not close is missed where the completion ends.
                areNotesKept = areNotesKept && !hasErrorWithin
                (diagnostic.line, diagnostic.column) = (lastLine, nil)
            }
            if !areNotesKept { continue }
            if CellSource.insertions.contains(where: diagnostic.excerpt.contains) { diagnostic.excerpt = "" }
            if diagnostic.severity == .error { diagnostic.line = diagnostic.line ?? lastLine }
            kept.append(diagnostic)
        }
        return kept
    }

    private static func isToBeDropped(_ warning: CompilerDiagnostic, silencedLine: Int?) -> Bool {
        if CellSource.insertions.contains(where: warning.excerpt.contains) { return true }
        if isAboutCompletion(warning.message) { return true }
        let isSilenced = silencedLine.map { $0 <= warning.line ?? 0 } ?? false
        return isSilenced && warning.message.contains("is unused")
    }

    /// Whether an error only says that an earlier cell has one.
    static func isAboutBrokenModule(_ diagnostic: CompilerDiagnostic) -> Bool {
        diagnostic.line == nil && diagnostic.message.hasPrefix("allowing deserialization of ")
    }

    /// Whether a warning is about how cells are completed and chained, of which their author need not know.
    private static func isAboutCompletion(_ message: String) -> Bool {
        message.hasPrefix("'nonisolated(unsafe)' is unnecessary")
            || message.hasPrefix("extension declares a conformance of imported type")
                && message.contains("the owners of 'Cell")
    }

    /// Reads `path:line:column: severity: message`, or `<unknown>:0: severity: message`.
    private static func header(_ line: Substring, file: String) -> CompilerDiagnostic? {
        for severity in [CompilerDiagnostic.Severity.error, .warning, .note, .remark] {
            let marker = ": \(severity.rawValue): "
            guard let range = line.firstRange(of: marker) else { continue }
            let place = line[..<range.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
            guard let last = place.last, Int(last) != nil, place.count >= 2 else { continue }
            let isLesson = place.count >= 3 && place.dropLast(2).joined(separator: ":") == file
            return CompilerDiagnostic(
                severity: severity, line: isLesson ? Int(place[place.count - 2]) : nil,
                column: isLesson ? Int(last) : nil, message: String(line[range.upperBound...]), excerpt: "")
        }
        return nil
    }
}
