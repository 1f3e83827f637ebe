extension String {
    /// The text as one line of inline Markdown that shows it literally; pipes are left to who writes tables.
    var markdownEscaped: String {
        var result = ""
        let scalars = Array(TerminalText(self).plain.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "_" where Self.isWord(scalars, index - 1) && Self.isWord(scalars, index + 1):
                // Inside a word an underscore emphasises nothing.
                result += "_"
            case "\\", "`", "*", "_", "[", "]", "~", "$":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\n", "\t": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text as a line of its own: escaped, its beginning too where that would open a block.
    var markdownLine: String {
        let line = markdownEscaped
        if let first = line.first, "#+-=".contains(first) { return "\\" + line }
        let digits = line.prefix { ("0"..."9").contains($0) }
        let rest = line.dropFirst(digits.count)
        return !digits.isEmpty && (rest.hasPrefix(".") || rest.hasPrefix(")")) ? digits + "\\" + rest : line
    }

    private static func isWord(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        scalars.indices.contains(index)
            && (scalars[index].properties.isAlphabetic || ("0"..."9").contains(scalars[index]))
    }
}
