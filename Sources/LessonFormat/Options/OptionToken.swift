/// An option as written, before its name is looked up.
struct OptionToken: Hashable, Sendable {
    /// The text before `=` or `:`.
    var name: String
    /// The text after it; nil where there is no `=` or `:`.
    var value: String?
    /// Whether the value opens with a quotation mark and does not close.
    var isUnterminated = false
    /// The line of the lesson it stands on.
    var line: Int

    /// The options of an info line, its first word left out.
    ///
    /// Options are separated by spaces: `flag`, `key=value` or `key="two words"`; inside quotation marks `\"` is a
    /// quotation mark and `\\` a backslash.
    static func infoLine(_ info: String, line: Int) -> [OptionToken] {
        var rest = info.unicodeScalars.drop { !isSpace($0) }
        var tokens: [OptionToken] = []
        while true {
            rest = rest.drop(while: isSpace)
            if rest.isEmpty { return tokens }
            let name = rest.prefix { !isSpace($0) && $0 != "=" }
            rest = rest.dropFirst(name.count)
            var token = OptionToken(name: String(name), line: line)
            if rest.first == "=" {
                rest.removeFirst()
                if rest.first == "\"" {
                    rest.removeFirst()
                    token.value = quoted(&rest, isUnterminated: &token.isUnterminated)
                } else {
                    let value = rest.prefix { !isSpace($0) }
                    rest = rest.dropFirst(value.count)
                    token.value = String(value)
                }
            }
            tokens.append(token)
        }
    }

    /// The option of a `//| key: value` or `//| flag` line of code; nil for any other line.
    static func codeLine(_ text: String, line: Int) -> OptionToken? {
        let text = text.trimmed
        guard text.hasPrefix("//|") else { return nil }
        let content = String(text.dropFirst(3)).trimmed
        guard let colon = content.firstIndex(of: ":") else { return OptionToken(name: content, line: line) }
        return OptionToken(
            name: String(content[..<colon]).trimmed,
            value: String(content[content.index(after: colon)...]).trimmed, line: line)
    }

    private static func quoted(_ rest: inout Substring.UnicodeScalarView, isUnterminated: inout Bool) -> String {
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"":
                return String(value)
            case "\\" where rest.first == "\"" || rest.first == "\\":
                value.append(rest.removeFirst())
            default:
                value.append(scalar)
            }
        }
        isUnterminated = true
        return String(value)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
}
