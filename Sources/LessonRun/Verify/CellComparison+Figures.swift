import Figures
import Transfer

extension CellComparison {
    /// Compares two charts as data.
    mutating func compare(_ before: Chart, _ after: Chart, name: String) {
        compareWords("the title of the \(name)", before.title, after.title)
        switch (before.content, after.content) {
        case (.lines(let before), .lines(let after)): compare(before, after, name: name)
        case (.heatmap(let before), .heatmap(let after)): compare(before, after, name: name)
        case (.architecture(let before), .architecture(let after)): compare(before, after, name: name)
        default: note("the \(name) is of another kind", nil, nil)
        }
    }

    private mutating func compare(_ before: LineChart, _ after: LineChart, name: String) {
        compareWords("the x axis of the \(name)", before.xLabel, after.xLabel)
        compareWords("the y axis of the \(name)", before.yLabel, after.yLabel)
        compareWords("the x axis's scale of the \(name)", before.xScale.rawValue, after.xScale.rawValue)
        guard compareLists("the lines of the \(name)", before.series.map(\.name), after.series.map(\.name)) else {
            return
        }
        for (first, second) in zip(before.series, after.series) {
            let line = "line \(second.name) of the \(name)"
            guard compareCounts("point", of: line, first.y.count, second.y.count) else { continue }
            compareRows(first.x, second.x) { "\(line), place of point \($0 + 1)" }
            compareRows(first.y, second.y) { index in
                let x = second.x.dropFirst(index).first.map(NumberTolerance.text) ?? "\(index + 1)"
                return "\(line) at \(after.xLabel.isEmpty ? "x" : after.xLabel) \(x)"
            }
        }
    }

    private mutating func compareCounts(_ noun: String, of whole: String, _ before: Int, _ after: Int) -> Bool {
        if before != after { note("the number of \(noun)s of \(whole)", "\(before)", "\(after)") }
        return before == after
    }

    private mutating func compare(_ before: Heatmap, _ after: Heatmap, name: String) {
        compareWords("the words beside the rows of the \(name)", before.rowLabel, after.rowLabel)
        compareWords("the words beside the columns of the \(name)", before.columnLabel, after.columnLabel)
        let haveRows = compareLists("the rows of the \(name)", before.rowNames, after.rowNames)
        let haveColumns = compareLists("the columns of the \(name)", before.columnNames, after.columnNames)
        guard haveRows, haveColumns,
            compareCounts("row", of: "the \(name)", before.values.count, after.values.count)
        else { return }
        for (row, (first, second)) in zip(before.values, after.values).enumerated() {
            let rowName = row < after.rowNames.count ? after.rowNames[row] : "\(row + 1)"
            guard compareCounts("value", of: "row \(rowName) of the \(name)", first.count, second.count) else {
                continue
            }
            for (column, (first, second)) in zip(first, second).enumerated() {
                let columnName = column < after.columnNames.count ? after.columnNames[column] : "\(column + 1)"
                compareNumbers("the \(name) at row \(rowName), column \(columnName):", first, second)
            }
        }
    }

    private mutating func compare(_ before: Architecture, _ after: Architecture, name: String) {
        guard compareCounts("layer", of: "the \(name)", before.nodes.count, after.nodes.count) else { return }
        for (first, second) in zip(before.nodes, after.nodes) where first != second {
            if first.words == second.words {
                note("layer '\(second.name)' of the \(name) has other layers inside or before it", nil, nil)
            } else {
                note("layer '\(second.name)' of the \(name):", first.words.quotedBriefly, second.words.quotedBriefly)
            }
        }
    }

    /// Compares two pictures as they look.
    mutating func compare(_ before: Picture, _ after: Picture, name: String) {
        compareTexts("the words about the \(name)", before.altText, after.altText)
        switch PictureDistance(before, after) {
        case .sizes(let first, let second): note("the size of the \(name)", first, second)
        case .unreadable(let reason): note("the \(name) cannot be compared: \(reason)", nil, nil)
        case .visible(let words): note("the \(name) \(words)", nil, nil)
        case .invisible: break
        }
    }
}

extension Architecture.Node {
    /// What there is to read about the layer.
    fileprivate var words: String {
        let shapes = shapes.map { "[\($0.map(String.init).joined(separator: ", "))]" }.joined(separator: " ")
        return "\(name) (\(kind)) \(shapes), \(parameters) parameters, \(training.rawValue)"
    }
}
