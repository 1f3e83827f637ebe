public import LessonFormat

/// What is asked of one run besides the lesson itself.
public struct RunSettings: Hashable, Sendable {
    /// The longest a cell may run, in seconds; nil for the cells' own limits.
    public var timeout: Double?
    /// The cells to show.
    public var selection: CellSelection
    /// The share of epochs and data to use, above 0 and at most 1; nil for a full run.
    public var quick: Double?

    /// Makes settings; the defaults are those of a full run.
    public init(timeout: Double? = nil, selection: CellSelection = CellSelection(), quick: Double? = nil) {
        self.timeout = timeout
        self.selection = selection
        self.quick = quick
    }
}
