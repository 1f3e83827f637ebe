/// A table as GitHub writes it, found among the lines of a paragraph.
///
/// 1. A table is a header row, a delimiter row of as many cells, and any number of further rows. The paragraph's first
///    delimiter row decides.
/// 2. Each cell of the delimiter row is hyphens, with `:` on the left, the right or both for the alignment.
/// 3. Pipes separate cells; those at the two ends of a row may be left out. `\|` is a pipe inside a cell, in code too.
/// 4. Lines before the header row are a paragraph of their own.
/// 5. The lines after the delimiter row are rows. Missing cells are empty, surplus cells are dropped.
/// 6. A line of one pipe alone, one indented by four or more, and one that continues a quotation or list item lazily
///    is no row and ends the table; what follows is no part of it. The latter two are no delimiter rows either.
struct PipeTable: Hashable, Sendable {
    /// How a column is aligned.
    enum Alignment: String, Sendable {
        case left
        case center
        case right
    }

    /// The paragraph's lines before the table.
    var precedingLines: [String]
    /// The lines after the table, from the first that is no row.
    var followingLines: [String]
    /// The columns' names, as inline Markdown.
    var header: [String]
    /// How each column is aligned; nil where the delimiter row does not say.
    var alignments: [Alignment?]
    /// The cells, as inline Markdown; each row as long as the header.
    var rows: [[String]]

    /// Finds the table that a paragraph's lines hold, if they hold one.
    ///
    /// - Parameters:
    ///   - lines: the paragraph's lines.
    ///   - lazyLines: the indices of those that lack the marks or indentation of the quotation or item around them.
    init?(paragraph lines: [String], lazyLines: Set<Int> = []) {
        for index in lines.indices.dropFirst() where !lazyLines.contains(index) {
            guard let alignments = Self.delimiters(lines[index]) else { continue }
            let header = Self.cells(lines[index - 1])
            guard header.count == alignments.count else { return nil }
            precedingLines = Array(lines[..<(index - 1)])
            self.header = header
            self.alignments = alignments
            let further = lines[(index + 1)...]
            let end =
                further.indices.first {
                    lazyLines.contains($0) || lines[$0].trimmed == "|" || Self.isIndented(lines[$0])
                } ?? lines.endIndex
            followingLines = Array(lines[end...])
            rows = further[..<end].map { line in
                let cells = Self.cells(line)
                return (0..<header.count).map { $0 < cells.count ? cells[$0] : "" }
            }
            return
        }
        return nil
    }

    /// The alignments that a delimiter row gives; nil if the line is none.
    private static func delimiters(_ line: String) -> [Alignment?]? {
        guard !isIndented(line), line.utf8.allSatisfy({ " \t|:-".utf8.contains($0) }) else { return nil }
        var alignments: [Alignment?] = []
        for cell in cells(line) {
            let left = cell.hasPrefix(":")
            let right = cell.count > 1 && cell.hasSuffix(":")
            let hyphens = cell.dropFirst(left ? 1 : 0).dropLast(right ? 1 : 0)
            guard !hyphens.isEmpty, hyphens.allSatisfy({ $0 == "-" }) else { return nil }
            alignments.append(left && right ? .center : left ? .left : right ? .right : nil)
        }
        return alignments.isEmpty ? nil : alignments
    }

    /// Whether a line is indented like code.
    private static func isIndented(_ line: String) -> Bool {
        line.hasPrefix("    ") || line.prefix(4).drop { $0 == " " }.first == "\t"
    }

    /// The cells of a row, trimmed, `\|` replaced by a pipe.
    private static func cells(_ line: String) -> [String] {
        var cells: [String] = []
        var cell = String.UnicodeScalarView()
        var rest = line.trimmed.unicodeScalars[...]
        if rest.first == "|" { rest.removeFirst() }
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\":
                if rest.first != "|" { cell.append(scalar) }
                if let escaped = rest.first, escaped == "|" || escaped == "\\" { cell.append(rest.removeFirst()) }
            case "|":
                cells.append(String(cell).trimmed)
                cell.removeAll()
                if rest.isEmpty { return cells }
            default:
                cell.append(scalar)
            }
        }
        cells.append(String(cell).trimmed)
        return cells
    }
}
