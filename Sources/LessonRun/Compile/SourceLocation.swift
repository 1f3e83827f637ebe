/// The compiler directive that makes a cell's code stand in the lesson.
enum SourceLocation {
    /// The directive before the line of a file; lines begin at 1.
    static func directive(file: String, line: Int) -> String {
        let escaped = file.map { character in
            switch character {
            case "\\", "\"": "\\\(character)"
            default: String(character)
            }
        }.joined()
        return "#sourceLocation(file: \"\(escaped)\", line: \(max(line, 1)))"
    }
}
