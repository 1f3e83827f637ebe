/// One thing about a lesson's outputs that is not as another run would give it.
public struct Difference: Codable, Hashable, Sendable {
    /// What is not as it was.
    public enum Kind: String, Codable, Hashable, Sendable {
        /// The lesson itself: its cells, words, parameters or seed.
        case lesson
        /// What a cell or a value in the prose gives.
        case output
        /// A file among the outputs.
        case file
        /// A link or picture in the prose that leads nowhere.
        case link
    }

    /// What is not as it was.
    public var kind: Kind
    /// The lesson's line, counted from 1; nil where it is not about a line.
    public var line: Int?
    /// The cell's name; nil where it is not about a cell.
    public var cell: String?
    /// What it is about, for example `accuracy`; a sentence where there is nothing to set against each other.
    public var subject: String
    /// What was recorded, in words.
    public var before: String?
    /// What there is now, in words.
    public var after: String?
    /// How far numbers might have been off, where the lesson says so.
    public var tolerance: Double?

    /// Makes a difference.
    public init(
        _ kind: Kind, line: Int? = nil, cell: String? = nil, subject: String, before: String? = nil,
        after: String? = nil, tolerance: Double? = nil
    ) {
        self.kind = kind
        self.line = line
        self.cell = cell
        self.subject = subject
        self.before = before
        self.after = after
        self.tolerance = tolerance
    }

    /// Whether new outputs would set it right; a link must be corrected by hand.
    public var isAcceptable: Bool { kind != .link }
}

extension Difference: CustomStringConvertible {
    /// The difference in one line, for example `accuracy 0.941 -> 0.902 (tolerance 0.01)`.
    public var description: String {
        guard before != nil || after != nil else { return subject }
        let words = "\(subject) \(before ?? Self.nothing) -> \(after ?? Self.nothing)"
        return words + (tolerance.map { " (tolerance \(NumberTolerance.text($0)))" } ?? "")
    }

    private static let nothing = "(nothing)"
}

extension String {
    /// A text as differences quote it: on one line, and not longer than that line can be read.
    var quotedBriefly: String {
        let limit = 80
        let line = replacing("\n", with: "⏎").replacing("\t", with: " ")
        return "'\(line.count > limit ? line.prefix(limit - 1) + "…" : line[...])'"
    }
}
