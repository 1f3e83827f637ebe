public import LessonFormat

/// What is asked of one run besides the lesson itself.
public struct RunSettings: Hashable, Sendable {
    /// The longest a cell may run, in seconds; nil for the cells' own limits.
    public var timeout: Double?
    /// The longest the whole run may take, in seconds; nil for the lesson's own limit.
    public var totalTimeout: Double?
    /// The cells to show.
    public var selection: CellSelection
    /// The share of epochs and data to use, above 0 and at most 1; nil for a full run.
    public var quick: Double?
    /// What cells may use besides time.
    public var limits: ResourceLimits
    /// Whether compiled cells and the results of trainings are kept and used again.
    public var usesCache: Bool
    /// Whether the results of trainings that were done before are taken, where results are kept at all.
    public var restoresTrainings = true

    /// Makes settings; the defaults are those of a full run.
    public init(
        timeout: Double? = nil, totalTimeout: Double? = nil, selection: CellSelection = CellSelection(),
        quick: Double? = nil, limits: ResourceLimits = ResourceLimits(), usesCache: Bool = true
    ) {
        self.timeout = timeout
        self.totalTimeout = totalTimeout
        self.limits = limits
        self.selection = selection
        self.quick = quick
        self.usesCache = usesCache
    }
}
