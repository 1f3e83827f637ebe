extension String {
    /// The text as one line of inline Markdown that shows it literally; pipes are left to who writes tables.
    var markdownEscaped: String {
        var result = ""
        for scalar in TerminalText(self).plain.unicodeScalars {
            switch scalar {
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
}
