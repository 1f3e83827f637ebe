import LessonFormat

/// Compares the words between the cells; values in them count by their expressions.
struct ProseComparison {
    /// What is different: the title, and one difference at the first line that is not as it was.
    private(set) var differences: [Difference] = []

    /// A line of prose that is not blank.
    private struct Line: Hashable {
        let text: String
        /// Where it stands; no part of what is compared.
        let number: Int?

        static func == (first: Line, second: Line) -> Bool { first.text == second.text }
        func hash(into hasher: inout Hasher) { hasher.combine(text) }
    }

    init(_ before: RunRecord, _ after: RunRecord, source: String) {
        compareTitles(before, after)
        let old = Self.lines(of: before, source: nil)
        let new = Self.lines(of: after, source: source)
        let changes = new.difference(from: old)
        guard !changes.isEmpty else {
            comparePages(before, after)
            return
        }
        let (removed, inserted) = (changes.removals.count, changes.insertions.count)
        let firstInserted = changes.insertions.map(\.place).min()
        let firstRemoved = changes.removals.map(\.place).min()
        // Both lists are the same up to the first place of either.
        let place = min(firstInserted ?? .max, firstRemoved ?? .max)
        let others = max(removed, inserted) - 1
        differences.append(
            Difference(
                .lesson, line: new.dropFirst(place).first?.number ?? new.last?.number,
                subject: others > 0
                    ? "the prose (and \(others) more \(others == 1 ? "line" : "lines")):" : "the prose:",
                before: firstRemoved == place ? old[place].text.quotedBriefly : nil,
                after: firstInserted == place ? new[place].text.quotedBriefly : nil))
    }

    /// A title that is the first heading may have values inside, which are compared as values, its words as prose.
    private mutating func compareTitles(_ before: RunRecord, _ after: RunRecord) {
        guard before.title != after.title, !(Self.hasValueInTitle(before) && Self.hasValueInTitle(after)) else {
            return
        }
        differences.append(
            Difference(
                .lesson, subject: "the title", before: before.title.quotedBriefly, after: after.title.quotedBriefly))
    }

    private static func hasValueInTitle(_ record: RunRecord) -> Bool {
        let prose = prose(in: record)
        guard let heading = prose.lazy.flatMap(\.headings).first, record.filled(heading.text) == record.title else {
            return false
        }
        return prose.contains { $0.values.contains { heading.text.contains($0.mark) } }
    }

    /// The same words may come out otherwise in another version of this program.
    private mutating func comparePages(_ before: RunRecord, _ after: RunRecord) {
        func html(_ record: RunRecord) -> [String] { Self.prose(in: record).map(\.html).filter { !$0.isEmpty } }
        if html(before).joined() != html(after).joined() {
            differences.append(
                Difference(.lesson, subject: "the prose is not rendered as this version of lesson renders it"))
        }
    }

    private static func prose(in record: RunRecord) -> [Prose] {
        record.blocks.compactMap { if case .prose(let prose) = $0 { prose } else { nil } }
    }

    /// The lines of all prose with their numbers, where the lesson's text is given.
    private static func lines(of record: RunRecord, source: String?) -> [Line] {
        let sourceLines = source?.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        var cursor = 0
        var lines: [Line] = []
        for block in record.blocks {
            switch block {
            case .cell(let cell): cursor = max(cursor, cell.cell.codeLine - 1)
            case .prose(let prose):
                for line in prose.markdown.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
                    let values = prose.values.filter { line.contains($0.mark) }
                    let place =
                        values.first.map { $0.line - 1 } ?? sourceLines?.dropFirst(cursor).firstIndex { $0 == line }
                    let text = values.reduce(String(line)) { $0.replacing($1.mark, with: "`\($1.source)`") }
                    if let place { cursor = place + 1 }
                    lines.append(Line(text: text, number: source == nil ? nil : place.map { $0 + 1 }))
                }
            }
        }
        return lines
    }
}
