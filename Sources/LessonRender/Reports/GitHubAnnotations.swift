import LessonFormat
package import LessonRun

/// Failures and warnings as the workflow commands that GitHub Actions shows beside the lines they are about.
package enum GitHubAnnotations {
    /// The commands of lessons, errors before warnings, since GitHub shows only the first ten of a step.
    package static func lines(_ lessons: [LessonResult]) -> [String] {
        lessons.flatMap(errors) + lessons.flatMap(warnings)
    }

    private static func errors(_ result: LessonResult) -> [String] {
        let problems = result.problems.map { problem in
            command("error", file: result.lesson, line: problem.line, title: "lesson", message: problem.message)
        }
        let stale = result.staleness.map { difference in
            command(
                "error", file: result.lesson, line: difference.line,
                title: difference.cell.map { "stale output in cell \($0)" } ?? "stale output",
                message: "\(difference)")
        }
        return problems + stale
            + result.cells.filter { $0.verdict == .failed }.flatMap { cell -> [String] in
                let errors = cell.compileErrors
                let kind = errors.isEmpty ? cell.outcome.kind : .compileError
                let title = "\(kind.title) in cell \(cell.id)"
                if errors.isEmpty {
                    let message = cell.outcome.message.isEmpty ? cell.outcome.kind.title : cell.outcome.message
                    let line = cell.outcome.line ?? cell.line
                    return [
                        command(
                            "error", file: result.lesson, line: line, title: title,
                            message: message + cell.outcome.helpLine)
                    ]
                }
                return errors.map { annotation("error", $0, of: cell, in: result, title: title) }
            }
    }

    private static func warnings(_ result: LessonResult) -> [String] {
        result.cells.flatMap { cell in
            cell.warnings.map { annotation("warning", $0, of: cell, in: result, title: "warning in cell \(cell.id)") }
        }
    }

    private static func annotation(
        _ name: String, _ diagnostic: CompilerDiagnostic, of cell: CellResult, in result: LessonResult, title: String
    ) -> String {
        let text = diagnostic.excerpt.isEmpty ? diagnostic.message : "\(diagnostic.message)\n\(diagnostic.excerpt)"
        return command(
            name, file: result.lesson, line: diagnostic.line ?? cell.line, column: diagnostic.column, title: title,
            message: text)
    }

    private static func command(
        _ name: String, file: String, line: Int?, column: Int? = nil, title: String, message: String
    ) -> String {
        var properties = ["file=\(escaped(file, isProperty: true))"]
        if let line { properties.append("line=\(line)") }
        if let line = line, let column { properties += ["endLine=\(line)", "col=\(column)"] }
        properties.append("title=\(escaped(title, isProperty: true))")
        let text = TerminalText(message).plain
        return "::\(name) \(properties.joined(separator: ","))::\(escaped(text, isProperty: false))"
    }

    /// The escapes of workflow commands; in a property colon and comma end the value.
    private static func escaped(_ text: String, isProperty: Bool) -> String {
        let text = text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
        return isProperty ? text.replacing(":", with: "%3A").replacing(",", with: "%2C") : text
    }
}
