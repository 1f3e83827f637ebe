extension ConfusionMatrix: CustomStringConvertible {
    private static let lineWidth = 75
    /// Above so many counts NumPy shows the first and last of `edge` rows and columns only.
    private static let summaryThreshold = 1000
    private static let edge = 3

    /// The counts as NumPy prints an array: a row a line, right-aligned, long rows folded at 75 columns.
    public var description: String {
        let isSummary = counts.count * counts.count > Self.summaryThreshold
        let shown: [Int?] =
            isSummary && counts.count > 2 * Self.edge
            ? Array(0..<Self.edge) + [nil] + Array(counts.count - Self.edge..<counts.count) : Array(counts.indices)
        let visible = shown.compactMap { $0 }
        let width = visible.flatMap { row in visible.map { String(counts[row][$0]).count } }.max() ?? 1
        let rows = shown.map { row in
            guard let row else { return "..." }
            return "[" + fold(shown.map { $0.map { padded(counts[row][$0], to: width) } ?? "..." }) + "]"
        }
        return "[" + rows.joined(separator: "\n ") + "]"
    }

    /// One row's numbers, broken before the number that would pass the line's end.
    private func fold(_ cells: [String]) -> String {
        var lines: [String] = []
        var line = "  "
        for (index, cell) in cells.enumerated() {
            // The last number needs room for two closing brackets.
            let limit = Self.lineWidth - (index == cells.count - 1 ? 2 : 0)
            if line.count + cell.count > limit && line.count > 2 {
                lines.append(line)
                line = "  "
            }
            line += cell + (index == cells.count - 1 ? "" : " ")
        }
        lines.append(line)
        return lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n").dropFirst(2)
            .description
    }

    private func padded(_ number: Int, to width: Int) -> String {
        let text = String(number)
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
