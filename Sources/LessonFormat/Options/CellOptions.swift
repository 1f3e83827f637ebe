/// What a cell's info line and `//|` lines say.
public struct CellOptions: Hashable, Sendable {
    /// The part that the page folds away.
    public var hidden: CellPart?
    /// The part that the page leaves out.
    public var removed: CellPart?
    /// Whether the cell is only shown, neither compiled nor run.
    public var isStatic: Bool
    /// Whether the cell is compiled but not run.
    public var noRun: Bool
    /// The longest the cell may run, in seconds; nil for the lesson's own limit.
    public var timeout: Double?
    /// Whether a quick run leaves the cell out.
    public var isSkippedWhenQuick: Bool
    /// The failure that the cell must end in.
    public var expectation: Expectation?
    /// The words below the cell's output.
    public var caption: String?
    /// What the cell's pictures show, for who cannot see them, in place of the generated words.
    public var alt: String?
    /// The anchor of the cell's output, which links in the prose may name.
    public var label: String?
    /// How many lines of a text and rows of a table the page shows; the record keeps all.
    public var maxLines: Int?
    /// How far numbers in the output may be off when two runs are compared.
    public var tolerance: Double?
    /// Whether the output is not compared between runs.
    public var isVolatile: Bool

    /// Makes options; the defaults are those of a plain cell.
    public init(
        hidden: CellPart? = nil, removed: CellPart? = nil, isStatic: Bool = false, noRun: Bool = false,
        timeout: Double? = nil, isSkippedWhenQuick: Bool = false, expectation: Expectation? = nil,
        caption: String? = nil, alt: String? = nil, label: String? = nil, maxLines: Int? = nil,
        tolerance: Double? = nil, isVolatile: Bool = false
    ) {
        self.hidden = hidden
        self.removed = removed
        self.isStatic = isStatic
        self.noRun = noRun
        self.timeout = timeout
        self.isSkippedWhenQuick = isSkippedWhenQuick
        self.expectation = expectation
        self.caption = caption
        self.alt = alt
        self.label = label
        self.maxLines = maxLines
        self.tolerance = tolerance
        self.isVolatile = isVolatile
    }
}
