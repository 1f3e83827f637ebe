/// One thing wrong with a lesson's text, as data; `message` is the sentence for people.
public struct LessonProblem: Hashable, Sendable {
    /// The line of the lesson, counted from 1.
    public var line: Int
    /// What is wrong.
    public var kind: Kind

    /// Makes a problem.
    public init(line: Int, kind: Kind) {
        self.line = line
        self.kind = kind
    }

    /// The things that can be wrong.
    public enum Kind: Hashable, Sendable {
        /// The front matter's first `---` has no second one.
        case unclosedFrontMatter
        /// The front matter is not YAML; the parser's own words.
        case invalidYAML(String)
        /// The front matter is YAML, but not `key: value` lines.
        case frontMatterNotMapping
        /// A front matter key nobody knows, with the nearest known one.
        case unknownFrontMatterKey(String, nearest: String?)
        /// A front matter key given twice.
        case repeatedFrontMatterKey(String)
        /// A front matter value of the wrong kind.
        case invalidFrontMatterValue(key: String, expected: String, received: String)
        /// A cell option nobody knows, with the nearest known one.
        case unknownOption(String, nearest: String?)
        /// A cell option given twice.
        case repeatedOption(String)
        /// A value given to an option that takes none.
        case flagWithValue(String)
        /// No value given to an option that needs one.
        case missingValue(String)
        /// A value that opens with a quotation mark and does not close.
        case unterminatedQuote(String)
        /// An option's value that is not what it must be.
        case invalidOptionValue(option: String, expected: String, received: String)
        /// An option that means nothing without another.
        case missingCompanion(String, needs: String)
        /// A `label` that an earlier cell has.
        case duplicateLabel(String, firstLine: Int)
        /// A `label` that is the anchor of a heading.
        case headingLabel(String)
        /// A parameter whose name Swift does not admit.
        case invalidParameterName(String)
        /// A parameter's default value of a kind that parameters cannot have.
        case invalidParameterValue(name: String, received: String)
        /// An inline value that holds no expression.
        case emptyInlineValue
        /// An inline value that goes on in the next line.
        case wrappedInlineValue
        /// A number format that inline values cannot have.
        case invalidFormat(String)
        /// An `id` that is not of the form `[a-z][a-z0-9-]*`.
        case invalidID(String)
        /// An `id` that an earlier cell has.
        case duplicateID(String, firstLine: Int)
        /// An `id` that is the automatic name of a cell without one.
        case automaticID(String, cellLine: Int)
        /// Two options that exclude each other.
        case conflictingOptions(String, String)
        /// A `swift` fence inside a list or a quotation that is not `static`.
        case nestedCell
        /// A fence that the end of the file, the list or the quotation closes.
        case unclosedFence(marker: String)
        /// A fence whose language names Swift in another notation than a cell's.
        case lookalikeLanguage(String)
        /// A line like a cell's fence that opens none, because a backtick stands behind the first ones.
        case lookalikeBacktick
        /// A line like a cell's fence that is part of the HTML above it.
        case lookalikeInHTML
    }
}
