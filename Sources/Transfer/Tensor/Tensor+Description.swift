import Foundation

extension Tensor: CustomStringConvertible {
    /// The numbers as NumPy prints them, in brackets a dimension; of more than 1000 only the edges.
    public var description: String {
        let isTruncated = count > 1000
        var shown: [Float] = []
        visit(axis: 0, offset: 0, isTruncated) { shown.append($0) }
        let format = NumberFormat(shown)
        return shape.isEmpty
            ? format.trimmed(values.first ?? 0) : text(axis: 0, offset: 0, indent: 1, isTruncated, format)
    }

    private static let edge = 3

    private func positions(_ axis: Int, _ isTruncated: Bool) -> [Int?] {
        let length = shape[axis]
        guard isTruncated && length > 2 * Self.edge else { return Array(0..<length) }
        return Array(0..<Self.edge) + [nil] + Array(length - Self.edge..<length)
    }

    private func visit(axis: Int, offset: Int, _ isTruncated: Bool, _ body: (Float) -> Void) {
        if axis == shape.count {
            if offset < values.count { body(values[offset]) }
            return
        }
        for case let position? in positions(axis, isTruncated) {
            visit(axis: axis + 1, offset: offset * shape[axis] + position, isTruncated, body)
        }
    }

    private func text(axis: Int, offset: Int, indent: Int, _ isTruncated: Bool, _ format: NumberFormat) -> String {
        if axis == shape.count { return format.text(values[offset]) }
        let parts = positions(axis, isTruncated).map { position in
            position.map {
                text(axis: axis + 1, offset: offset * shape[axis] + $0, indent: indent + 1, isTruncated, format)
            }
                ?? "..."
        }
        if axis == shape.count - 1 { return "[" + wrapped(parts, indent: indent) + "]" }
        let gap = String(repeating: "\n", count: shape.count - axis - 1) + String(repeating: " ", count: indent)
        return "[" + parts.joined(separator: gap) + "]"
    }

    /// Breaks a row after 75 columns, as NumPy does.
    private func wrapped(_ parts: [String], indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for part in parts {
            if !line.isEmpty && indent + line.count + 1 + part.count > 74 {
                lines.append(line)
                line = part
            } else {
                line += line.isEmpty ? part : " " + part
            }
        }
        lines.append(line)
        return lines.joined(separator: "\n" + margin)
    }
}

/// How NumPy writes the numbers of one array: as few digits as tell them apart, at most 8, aligned at the point.
private struct NumberFormat {
    private let isExponential: Bool
    private let left: Int
    private let right: Int

    init(_ values: [Float]) {
        let finite = values.filter(\.isFinite)
        let sizes = finite.filter { $0 != 0 }.map(abs)
        let (least, most) = (sizes.min() ?? 1, sizes.max() ?? 1)
        let isExponential = most >= 1e8 || least < 1e-4 || most / least > 1000
        let parts = finite.map { Self.parts($0, isExponential) }
        let others = values.filter { !$0.isFinite }.map { Self.word($0).count }
        let right = parts.map(\.fraction.count).max() ?? 0
        let width = parts.map(\.whole.count).max() ?? 0
        self.isExponential = isExponential
        self.right = right
        left = max(width, (others.max() ?? 0) - right - (isExponential ? 5 : 1))
    }

    private static func word(_ value: Float) -> String {
        value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
    }

    /// The digits before and after the point: as few as give the number back, at most 8 after it.
    private static func parts(_ value: Float, _ isExponential: Bool) -> (whole: String, fraction: String) {
        let form = isExponential ? "e" : "f"
        let texts = (0...8).lazy.map { String(format: "%.\($0)\(form)", Double(value)) }
        let shortest = texts.first { Float($0) == value } ?? String(format: "%.8\(form)", Double(value))
        let pieces = (shortest.split(separator: "e").first ?? "").split(separator: ".")
        return (String(pieces.first ?? ""), pieces.count > 1 ? String(pieces[1]) : "")
    }

    func text(_ value: Float) -> String {
        guard value.isFinite else {
            let word = Self.word(value)
            return String(repeating: " ", count: max(0, left + 1 + right - word.count)) + word
        }
        if isExponential {
            let text = String(format: "%.\(right)e", Double(value))
            return String(repeating: " ", count: max(0, left + 1 + right + 4 - text.count)) + text
        }
        let (whole, fraction) = Self.parts(value, isExponential)
        return String(repeating: " ", count: left - whole.count) + whole + "." + fraction
            + String(repeating: " ", count: right - fraction.count)
    }

    func trimmed(_ value: Float) -> String { text(value).trimmingCharacters(in: .whitespaces) }
}
