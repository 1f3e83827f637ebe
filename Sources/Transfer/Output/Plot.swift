/// Charts and pictures that have been shown already; as a cell's last expression they are not shown once more.
public struct Plot: Showable, Hashable, Sendable {
    /// What was shown, in order.
    public let shown: [Output]

    /// Shows charts or pictures, and keeps them.
    init(showing outputs: [Output]) {
        shown = outputs
        outputs.forEach(OutputSinks.current.show)
    }

    /// Nothing: what there is was shown when it was plotted.
    public var outputs: [Output] { [] }
}
