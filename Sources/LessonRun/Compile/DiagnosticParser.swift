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

    /// Reads `path:line:column: severity: message`.
    private static func header(_ line: Substring, file: String) -> CompilerDiagnostic? {
        for severity in [CompilerDiagnostic.Severity.error, .warning, .note, .remark] {
            let marker = ": \(severity.rawValue): "
            guard let range = line.firstRange(of: marker) else { continue }
            let place = line[..<range.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
            let message = String(line[range.upperBound...])
            guard place.count >= 2 else { return nil }
            let isLesson = place.count >= 3 && place.dropLast(2).joined(separator: ":") == file
            return CompilerDiagnostic(
                severity: severity, line: isLesson ? Int(place[place.count - 2]) : nil,
                column: isLesson ? Int(place[place.count - 1]) : nil, message: message, excerpt: "")
        }
        return nil
    }
}
