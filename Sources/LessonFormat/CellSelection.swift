/// The cells that a run is to show; all of them unless something else is asked.
///
/// What a cell needs of the cells before it cannot be told from its text, so all of these run too, unshown.
public struct CellSelection: Codable, Hashable, Sendable {
    /// The names of the only cells to show; empty for no such choice.
    public var only: [String]
    /// The first cell to show.
    public var from: String?
    /// The last cell to run.
    public var until: String?

    /// Makes a selection; without arguments it is the whole lesson.
    public init(only: [String] = [], from: String? = nil, until: String? = nil) {
        self.only = only
        self.from = from
        self.until = until
    }

    /// Whether every cell is selected.
    public var isWhole: Bool { only.isEmpty && from == nil && until == nil }

    /// Makes sure that the lesson has the cells named, in this order.
    ///
    /// - Throws: `LessonRequestError`.
    public func check(in lesson: Lesson) throws(LessonRequestError) {
        let ids = lesson.cells.map(\.id)
        for id in only + [from, until].compactMap({ $0 }) where !ids.contains(id) {
            throw .unknownCell(id, nearest: nearestName(to: id, among: ids), known: ids, file: lesson.file)
        }
        if let from, let until, let first = ids.firstIndex(of: from), let last = ids.firstIndex(of: until), last < first
        {
            throw .emptyRange(from: from, until: until, file: lesson.file)
        }
    }

    /// The places among a lesson's cells of those to show, in order; of names that the lesson does not have, none.
    package func shown(among cells: [Cell]) -> [Int] {
        let ids = cells.map(\.id)
        if !only.isEmpty { return ids.indices.filter { only.contains(ids[$0]) } }
        let first = from.flatMap { ids.firstIndex(of: $0) } ?? 0
        let last = until.flatMap { ids.firstIndex(of: $0) } ?? ids.count - 1
        return first <= last ? Array(first...last) : []
    }
}

extension CellSelection: CustomStringConvertible {
    /// The selection in words, for example `only load, train`.
    public var description: String {
        if isWhole { return "all cells" }
        let parts = [
            only.isEmpty ? nil : "only \(only.joined(separator: ", "))", from.map { "from \($0)" },
            until.map { "until \($0)" },
        ]
        return parts.compactMap { $0 }.joined(separator: " ")
    }
}
