extension Chart {
    /// What the chart shows, in words made from its numbers.
    ///
    /// For example `Line chart of loss over epoch: loss falls from 1.91 to 0.12 over 5 epochs; val_loss is lowest,
    /// 0.34, at epoch 4.`
    public var altText: String {
        let words =
            switch content {
            case .lines(let chart): chart.altText
            case .heatmap(let heatmap): heatmap.altText
            case .architecture(let architecture): architecture.altText
            }
        return title.isEmpty ? words : "\(title). \(words)"
    }
}

extension LineChart {
    fileprivate var altText: String {
        let subject =
            "Line chart" + (yLabel.isEmpty ? "" : " of \(yLabel)") + (xLabel.isEmpty ? "" : " over \(xLabel)")
        guard !series.isEmpty else { return "\(subject), without data." }
        return "\(subject): \(series.map(sentence).joined(separator: "; "))."
    }

    /// How one line goes: that it falls or rises when its ends are its extremes, else where the extreme is that it
    /// goes to from its beginning.
    private func sentence(on series: Series) -> String {
        let name = series.name.isEmpty ? "the line" : series.name
        let points = series.finitePoints
        guard let first = points.first, let last = points.last,
            let lowest = points.min(by: { $0.y < $1.y }), let highest = points.max(by: { $0.y < $1.y })
        else { return "\(name) has no values" }
        func place(_ point: (x: Double, y: Double)) -> String {
            "\(xLabel.isEmpty ? "x =" : xLabel) \(NumberText.precise(point.x))"
        }
        let count = "\(points.count) \(xLabel.isEmpty ? "point" : xLabel)s"
        if points.count == 1 { return "\(name) is \(NumberText.short(first.y)) at \(place(first))" }
        if lowest.y == highest.y { return "\(name) stays at \(NumberText.short(first.y)) over \(count)" }
        let ends = "from \(NumberText.short(first.y)) to \(NumberText.short(last.y)) over \(count)"
        if first.y == highest.y && last.y == lowest.y { return "\(name) falls \(ends)" }
        if first.y == lowest.y && last.y == highest.y { return "\(name) rises \(ends)" }
        return highest.y - first.y <= first.y - lowest.y
            ? "\(name) is lowest, \(NumberText.short(lowest.y)), at \(place(lowest))"
            : "\(name) is highest, \(NumberText.short(highest.y)), at \(place(highest))"
    }
}

extension Heatmap {
    /// A value and where it stands.
    private typealias Entry = (row: Int, column: Int, value: Double)

    fileprivate var altText: String {
        let entries = values.enumerated().flatMap { row, values in
            values.enumerated().map { (row: row, column: $0, value: $1) }
        }.filter { $0.value.isFinite }
        let size = "\(values.count) × \(values.map(\.count).max() ?? 0)"
        let axes = [rowLabel, columnLabel].filter { !$0.isEmpty }.joined(separator: " by ")
        let subject = axes.isEmpty ? "Heatmap, \(size)" : "Heatmap of \(axes), \(size)"
        guard let highest = entries.max(by: { $0.value < $1.value }),
            let lowest = entries.min(by: { $0.value < $1.value })
        else { return "\(subject), without data." }
        if rowNames == columnNames && lowest.value >= 0 && highest.value > 0 {
            return "\(subject): \(diagonal(of: entries))."
        }
        return "\(subject): highest \(words(on: highest)); lowest \(words(on: lowest))."
    }

    /// How much of the sum lies where row and column agree, and the largest value beside.
    private func diagonal(of entries: [Entry]) -> String {
        let sum = entries.reduce(0) { $0 + $1.value }
        let agreeing = entries.filter { $0.row == $0.column }.reduce(0) { $0 + $1.value }
        let share = "\(NumberText.fixed(100 * agreeing / sum, decimals: 0)) % of the sum lies on the diagonal"
        let besides = entries.filter { $0.row != $0.column && $0.value > 0 }
        guard let largest = besides.max(by: { $0.value < $1.value }) else { return share }
        return "\(share) (\(NumberText.short(agreeing)) of \(NumberText.short(sum))); "
            + "the largest value beside it is \(words(on: largest))"
    }

    private func words(on entry: Entry) -> String {
        func place(_ label: String, _ name: String) -> String { label.isEmpty ? name : "\(label) \(name)" }
        let row = place(rowLabel, Self.name(entry.row, in: rowNames))
        let column = place(columnLabel, Self.name(entry.column, in: columnNames))
        return "\(NumberText.short(entry.value)), at \(row), \(column)"
    }
}
