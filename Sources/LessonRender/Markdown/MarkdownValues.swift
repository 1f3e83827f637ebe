import LessonFormat
import LessonRun

/// Puts a run's inline values into Markdown.
enum MarkdownValues {
    /// The source with every value in place of its mark; of a value that is not there the code that asks for it.
    static func filled(_ markdown: String, with values: [InlineValue], of record: RunRecord) -> String {
        values.reduce(markdown) { markdown, value in
            guard let place = markdown.firstRange(of: value.mark) else { return markdown }
            guard let text = record.text(of: value) else {
                return markdown.replacing(value.mark, with: "`\(value.source)`")
            }
            let before = markdown[..<place.lowerBound]
            let beginsLine = before.last { $0 != " " }.map { $0.isNewline || $0 == ">" } ?? true
            let escaped = beginsLine ? text.markdownLine : text.markdownEscaped
            // A pipe would end a table's cell, and escaped it is a pipe anywhere.
            return markdown.replacing(value.mark, with: escaped.replacing("|", with: "\\|"))
        }
    }
}
