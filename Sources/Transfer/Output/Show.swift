/// A type that says itself how it is shown: as a table, a chart or a picture rather than as its description.
public protocol Showable {
    /// What to show for this value, in order.
    var outputs: [Output] { get }
}

extension Chart: Showable {
    /// The chart itself.
    public var outputs: [Output] { [.chart(self)] }
}

extension Picture: Showable {
    /// The picture itself.
    public var outputs: [Output] { [.picture(self)] }
}

extension Table: Showable {
    /// The table itself.
    public var outputs: [Output] { [.table(self)] }
}

/// Shows any value: what a `Showable` says of itself, else its description.
public func show<Value>(_ value: Value) {
    let sink = OutputSinks.current
    if let showable = value as? any Showable {
        showable.outputs.forEach(sink.show)
    } else if !(value is Void) {
        sink.show(.value(ShownValue(text: ValueText.text(of: value), type: String(describing: Value.self))))
    }
}

/// Records a named number that the run is judged by; it appears among the lesson's metrics.
public func record(_ name: String, _ value: Double) {
    OutputSinks.current.show(.metric(Metric(name: name, value: value)))
}
