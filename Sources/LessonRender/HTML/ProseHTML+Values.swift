import LessonFormat
import LessonRun

extension ProseHTML {
    /// The prose with every inline value in place of its mark; of a value that is not there the code that asks for it.
    static func filled(_ html: String, with values: [InlineValue], of record: RunRecord) -> String {
        if values.isEmpty { return html }
        let texts = Dictionary(
            values.map { ($0.mark, (text: record.text(of: $0), source: $0.source)) }, uniquingKeysWith: { $1 })
        var result = ""
        var isInTag = false
        for character in html {
            if character == "<" { isInTag = true }
            if character == ">" { isInTag = false }
            guard let value = texts[String(character)] else {
                result.append(character)
                continue
            }
            if let text = value.text {
                result += TerminalText(text).plain.htmlEscaped
            } else {
                // An attribute, such as a picture's words, holds no elements.
                result += isInTag ? value.source.htmlEscaped : "<code>\(value.source.htmlEscaped)</code>"
            }
        }
        return result
    }
}
