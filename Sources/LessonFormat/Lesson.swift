/// A lesson as written: its front matter, then prose and cells in the order of the file.
public struct Lesson: Hashable, Sendable {
    /// The file's name as messages give it, for example `03_finetune.md`.
    public var file: String
    /// What the front matter says, defaults filled in.
    public var frontMatter: FrontMatter
    /// Prose and cells in the order of the file.
    public var blocks: [Block]

    /// Makes a lesson from its parts.
    public init(file: String, frontMatter: FrontMatter, blocks: [Block]) {
        self.file = file
        self.frontMatter = frontMatter
        self.blocks = blocks
    }

    /// The cells in the order of the file.
    public var cells: [Cell] {
        blocks.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
    }

    /// A run of prose, or one cell.
    public enum Block: Hashable, Sendable {
        /// Everything between two cells.
        case prose(Prose)
        /// A fence whose first word is `swift`.
        case cell(Cell)
    }
}

/// Everything between two cells.
public struct Prose: Codable, Hashable, Sendable {
    /// The source text, as in the file but for the marks of inline values.
    public var markdown: String
    /// The text as HTML, tables recognised, raw HTML removed unless the lesson allows it.
    public var html: String
    /// The headings inside, in order.
    public var headings: [Heading]
    /// The values that the run puts in place of their marks in the other three, in order.
    public var values: [InlineValue]

    /// Makes prose from its source and rendering.
    public init(markdown: String, html: String, headings: [Heading], values: [InlineValue] = []) {
        self.markdown = markdown
        self.html = html
        self.headings = headings
        self.values = values
    }
}

/// A heading, for the table of contents.
public struct Heading: Codable, Hashable, Sendable {
    /// 1 for the largest to 6.
    public var level: Int
    /// The text without markup.
    public var text: String
    /// The `id` attribute in the page, unique in the lesson, as GitHub derives it from the text.
    public var anchor: String

    /// Makes a heading.
    public init(level: Int, text: String, anchor: String) {
        self.level = level
        self.text = text
        self.anchor = anchor
    }
}

/// A fence whose first word is `swift`.
public struct Cell: Codable, Hashable, Sendable {
    /// The name, unique in the lesson: given by `id=`, else `cell-<n>` counting all cells from 1.
    public var id: String
    /// The code between the fences, without leading `//|` lines.
    public var code: String
    /// The line of the file that the code's first line stands on, counted from 1.
    public var codeLine: Int
    /// The line of the opening fence, counted from 1.
    public var fenceLine: Int
    /// What the info line and the `//|` lines say.
    public var options: CellOptions

    /// Makes a cell.
    public init(id: String, code: String, codeLine: Int, fenceLine: Int, options: CellOptions) {
        self.id = id
        self.code = code
        self.codeLine = codeLine
        self.fenceLine = fenceLine
        self.options = options
    }
}
