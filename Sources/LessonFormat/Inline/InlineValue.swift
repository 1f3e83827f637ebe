/// A code span `` `swift expression` `` in the prose, in whose place the page shows the expression's value.
public struct InlineValue: Codable, Hashable, Sendable {
    /// The character that stands for the value in the prose, one that the lesson does not use otherwise.
    public var mark: String
    /// The expression, as written.
    public var expression: String
    /// The format of a number, for example `%.1f`; nil for the value's own description.
    public var format: String?
    /// The line of the file, counted from 1.
    public var line: Int
    /// The byte of the line that the expression begins at, counted from 1.
    public var column: Int

    /// Makes an inline value.
    public init(mark: String, expression: String, format: String? = nil, line: Int, column: Int) {
        self.mark = mark
        self.expression = expression
        self.format = format
        self.line = line
        self.column = column
    }

    /// The text between the backticks.
    public var source: String { ["swift", format, expression].compactMap { $0 }.joined(separator: " ") }
}
