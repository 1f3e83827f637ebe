import LessonFormat

/// Compares the values in the prose: numbers before their format was applied, other texts as texts.
///
/// A value has the tolerance of the cell before it, whose result it tells, a hundred times of it where a per cent sign
/// follows; behind a `volatile` cell it is not compared. What reads the same on the page is the same.
enum InlineValueComparison {
    static func differences(_ before: RunRecord, _ after: RunRecord) -> [Difference] {
        let (old, new) = (before.inlineValues, after.inlineValues)
        let changes = new.map(\.value.source).difference(from: old.map(\.value.source))
        let removed = Set(changes.removals.map(\.place))
        let inserted = Set(changes.insertions.map(\.place))
        let pairs = zip(old.indices.filter { !removed.contains($0) }, new.indices.filter { !inserted.contains($0) })
        let percentages = percentages(in: after)
        return pairs.compactMap { first, second in
            let value = new[second].value
            return difference(
                old[first], new[second], cell: cell(before: value, in: after),
                isPercentage: percentages.contains(value.mark))
        }
    }

    private static func difference(
        _ before: RunRecord.RecordedValue, _ after: RunRecord.RecordedValue, cell: Cell?, isPercentage: Bool
    ) -> Difference? {
        if before.text == after.text || cell?.options.isVolatile == true { return nil }
        var difference = Difference(
            .output, line: after.value.line, subject: "`\(after.value.source)`", before: before.text,
            after: after.text)
        let ofCell = NumberTolerance(cell?.options.tolerance)
        let tolerance = isPercentage ? ofCell.ofPercentages : ofCell
        if let first = before.number, let second = after.number {
            let isSame =
                tolerance.absolute == nil && isInteger(after.type) ? first == second : tolerance.admits(first, second)
            if before.type == after.type, isSame { return nil }
            difference.tolerance = tolerance.absolute
        } else {
            if before.type == after.type, TextComparison(before.text, after.text, tolerance).changes.isEmpty {
                return nil
            }
            (difference.before, difference.after) = (before.text.quotedBriefly, after.text.quotedBriefly)
        }
        return difference
    }

    /// Whether a type, also an optional one, has whole numbers only.
    private static func isInteger(_ type: String) -> Bool { type.contains(/\bU?Int(8|16|32|64|128)?\b/) }

    /// The marks that a per cent sign follows, perhaps behind a space.
    private static func percentages(in record: RunRecord) -> Set<String> {
        record.blocks.reduce(into: []) { marks, block in
            guard case .prose(let prose) = block else { return }
            for value in prose.values {
                guard let mark = prose.markdown.firstRange(of: value.mark) else { continue }
                if prose.markdown[mark.upperBound...].drop(while: \.isWhitespace).first == "%" {
                    marks.insert(value.mark)
                }
            }
        }
    }

    /// The last cell that stands before a value.
    private static func cell(before value: InlineValue, in record: RunRecord) -> Cell? {
        record.cells.last { $0.cell.fenceLine < value.line }?.cell
    }
}

extension CollectionDifference.Change {
    /// The place in the list that the element was taken from or put into.
    var place: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
