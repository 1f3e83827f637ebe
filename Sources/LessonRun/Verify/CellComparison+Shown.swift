import Figures
import Transfer

extension CellComparison {
    /// Compares what a cell showed, each kind in order, metrics by name, and where between it the cell printed.
    mutating func compareShown(_ before: [CellOutput], _ after: [CellOutput]) {
        let order = (Moment.order(of: before), Moment.order(of: after))
        let (before, after) = (before.compactMap(\.shown), after.compactMap(\.shown))
        let (old, new) = (Dictionary(grouping: before, by: \.slot), Dictionary(grouping: after, by: \.slot))
        var haveCounts = true
        for slot in (before + after).map(\.slot).uniqued() {
            let (first, second) = (old[slot] ?? [], new[slot] ?? [])
            haveCounts = compareCounts(of: slot, first, second) && haveCounts
            for (index, pair) in zip(first, second).enumerated() {
                let isOnly = first.count == 1 && second.count == 1
                compare(pair.0, pair.1, name: isOnly ? slot.noun : "\(slot.noun) \(index + 1)", isOnly: isOnly)
            }
        }
        // That a cell prints now, or no longer, is told with what it prints.
        let havePrinted = (order.0.contains(.printed), order.1.contains(.printed))
        let isSame =
            havePrinted.0 == havePrinted.1 ? order.0 == order.1 : before.map(\.slot) == after.map(\.slot)
        if haveCounts, !isSame {
            note("the order of what it shows has changed", nil, nil)
        }
    }

    private mutating func compareCounts(of slot: Slot, _ before: [Output], _ after: [Output]) -> Bool {
        guard case .metric(let name) = slot, before.isEmpty || after.isEmpty else {
            return compareCounts(slot.noun, before.count, after.count)
        }
        func number(_ outputs: [Output]) -> String? {
            guard case .metric(let metric) = outputs.first else { return nil }
            return NumberTolerance.text(metric.value)
        }
        note(name, number(before), number(after), line: line(ofMetric: name))
        return false
    }

    private mutating func compare(_ before: Output, _ after: Output, name: String, isOnly: Bool) {
        let place = isOnly ? "" : "\(name), "
        switch (before, after) {
        case (.value(let before), .value(let after)):
            compareTexts("the \(name)", before.text, after.text)
            compareWords("the type of the \(name)", before.type, after.type)
        case (.table(let before), .table(let after)): compare(before, after, name: name, place: place)
        case (.chart(let before), .chart(let after)): compare(before, after, name: name)
        case (.picture(let before), .picture(let after)): compare(before, after, name: name)
        case (.metric(let before), .metric(let after)):
            compareNumbers(isOnly ? before.name : name, before.value, after.value, line: line(ofMetric: before.name))
        case (.training(let before), .training(let after)): compare(before, after, place: place)
        case (.warning(let before), .warning(let after)): compareTexts("the \(name)", before, after)
        default: break
        }
    }

    private mutating func compare(_ before: Table, _ after: Table, name: String, place: String) {
        guard compareLists("\(place)the columns", before.columns, after.columns),
            compareCounts("\(place)row", before.rows.count, after.rows.count)
        else { return }
        if before.alignments != after.alignments { note("\(place)the columns are aligned otherwise", nil, nil) }
        // The words of a first column name the rows.
        let hasLabels = after.rows.allSatisfy { row in row.first.map { Double($0) == nil && !$0.isEmpty } ?? false }
        var changes: [(subject: String, before: String?, after: String?, tolerance: Double?)] = []
        for (index, (first, second)) in zip(before.rows, after.rows).enumerated() {
            let row = hasLabels ? "row '\(second.first ?? "")'" : "row \(index + 1)"
            if first.count != second.count {
                changes.append(("\(place)the number of values of \(row)", "\(first.count)", "\(second.count)", nil))
                continue
            }
            for (column, (first, second)) in zip(first, second).enumerated() {
                let heading = column < after.columns.count ? after.columns[column] : "\(column + 1)"
                changes += TextComparison(first, second, tolerance).changes.map {
                    ("\(place)\(row), column \(heading):", $0.before, $0.after, $0.tolerance)
                }
            }
        }
        let others = Self.untoldCount(of: changes.count)
        for change in changes.dropLast(others) {
            note(change.subject, change.before, change.after, tolerance: change.tolerance)
        }
        if others > 0 { note("\(others) more values of the \(name) are different", nil, nil) }
    }

    /// Times are not compared.
    private mutating func compare(_ before: TrainingLog, _ after: TrainingLog, place: String) {
        compareTexts(
            "\(place)the notes of the training", before.notes.joined(separator: "\n"),
            after.notes.joined(separator: "\n"))
        guard compareLists("\(place)the columns", before.columns, after.columns),
            compareCounts("\(place)epoch", before.epochs.count, after.epochs.count)
        else { return }
        for (column, name) in after.columns.enumerated() {
            func numbers(_ log: TrainingLog) -> [Double] {
                log.epochs.map { column < $0.count ? $0[column] : .nan }
            }
            compareRows(numbers(before), numbers(after)) { index in
                "\(place)\(name) of epoch \(index + 1 + after.initialEpoch)"
            }
        }
    }

    /// Writes down the two numbers of two rows that are furthest apart, and how many more are.
    mutating func compareRows(_ before: [Double], _ after: [Double], subject: (Int) -> String) {
        let places = zip(before, after).enumerated().filter { !tolerance.admits($1.0, $1.1) }
        // What is no number is furthest.
        func distance(_ pair: (Double, Double)) -> Double {
            let distance = abs(pair.0 - pair.1)
            return distance.isNaN ? .infinity : distance
        }
        guard let worst = places.max(by: { distance($0.element) < distance($1.element) }) else { return }
        let others = places.count > 1 ? " (and \(places.count - 1) more)" : ""
        compareNumbers(subject(worst.offset) + others, worst.element.0, worst.element.1)
    }
}

/// The kinds of output, of which each is compared with its like.
private enum Slot: Hashable {
    case metric(String)
    case other(String)

    var noun: String {
        switch self {
        case .metric(let name): name
        case .other(let noun): noun
        }
    }
}

/// What a cell did at some time, as far as the order of its outputs goes.
///
/// Standard error is none of it: what is written to it without a buffer may come a little earlier or later.
private enum Moment: Hashable {
    /// It wrote to standard output, once or several times in a row.
    case printed
    case shown(Slot)

    static func order(of outputs: [CellOutput]) -> [Moment] {
        outputs.reduce(into: []) { moments, output in
            switch output {
            case .stream(.stdout, _): if moments.last != .printed { moments.append(.printed) }
            case .stream(.stderr, _): break
            case .shown(let output): moments.append(.shown(output.slot))
            }
        }
    }
}

extension CellOutput {
    /// What was shown; nil for text of a stream.
    fileprivate var shown: Output? { if case .shown(let output) = self { output } else { nil } }
}

extension Output {
    fileprivate var slot: Slot {
        switch self {
        case .value: .other("value")
        case .table: .other("table")
        case .chart: .other("chart")
        case .picture: .other("picture")
        case .metric(let metric): .metric(metric.name)
        case .training: .other("training")
        case .warning: .other("warning")
        }
    }
}
