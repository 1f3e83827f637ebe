import LessonFormat

extension TerminalText {
    /// The text as HTML, colours and bold as spans.
    var html: String {
        runs.map { run in
            let text = run.text.htmlEscaped
            var classes: [String] = []
            if run.style.isBold { classes.append("bold") }
            if let color = run.style.color { classes.append("ansi\(color)") }
            return classes.isEmpty ? text : "<span class=\"\(classes.joined(separator: " "))\">\(text)</span>"
        }.joined()
    }
}
