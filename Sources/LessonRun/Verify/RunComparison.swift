import LessonFormat

/// Compares the record among a lesson's outputs with that of a run now.
///
/// Facts about the host and times are not compared, nor the lines that cells and values stand on.
public enum RunComparison {
    /// Everything that is different, in the order of the lesson: first what concerns all of it.
    ///
    /// - Parameters:
    ///   - before: The record among the outputs.
    ///   - after: The record of a run now; a run that passed.
    ///   - source: The lesson's text, in which the prose is looked for.
    public static func differences(_ before: RunRecord, _ after: RunRecord, source: String) -> [Difference] {
        var differences = settings(before, after)
        differences += ProseComparison(before, after, source: source).differences
        differences += cells(before, after)
        differences += InlineValueComparison.differences(before, after)
        // A sort that keeps the order of what stands on one line.
        return differences.enumerated().sorted {
            ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
        }.map(\.element)
    }

    private static func settings(_ before: RunRecord, _ after: RunRecord) -> [Difference] {
        var differences: [Difference] = []
        func note(_ subject: String, _ before: String? = nil, _ after: String? = nil) {
            differences.append(Difference(.lesson, subject: subject, before: before, after: after))
        }
        if before.status != .passed { note("the outputs are those of a run that \(before.status.rawValue)") }
        if before.quick != nil { note("the outputs are those of a quick run") }
        if before.selection != nil { note("the outputs are those of a partial run") }
        if before.seed != after.seed { note("the seed", "\(before.seed)", "\(after.seed)") }
        let old = Dictionary(before.parameters.map { ($0.name, $0) }) { first, _ in first }
        let new = Dictionary(after.parameters.map { ($0.name, $0) }) { first, _ in first }
        for name in (before.parameters + after.parameters).map(\.name).uniqued() {
            let (first, second) = (old[name], new[name])
            if first?.value == second?.value { continue }
            let hint = first?.isOverridden == true ? " (the outputs were made with '-p')" : ""
            note(
                "the parameter \(name)\(hint)", first.map { "\($0.value)" }, second.map { "\($0.value)" })
        }
        return differences
    }

    private static func cells(_ before: RunRecord, _ after: RunRecord) -> [Difference] {
        let (old, new) = (before.cells, after.cells)
        let alignment = CellAlignment(before: old.map(\.cell), after: new.map(\.cell))
        var differences = alignment.pairs.flatMap { CellComparison(old[$0.before], new[$0.after]).differences }
        differences += alignment.added.map { index in
            let cell = new[index].cell
            return Difference(
                .lesson, line: cell.fenceLine, cell: cell.id, subject: "cell '\(cell.id)' is new, without outputs")
        }
        differences += alignment.removed.map { index in
            let next = alignment.pairs.first { $0.before > index }.map { new[$0.after].cell.fenceLine }
            return Difference(.lesson, line: next, subject: "cell '\(old[index].cell.id)' is gone, its outputs are not")
        }
        if zip(alignment.pairs, alignment.pairs.dropFirst()).contains(where: { $0.before > $1.before }) {
            differences.append(Difference(.lesson, subject: "the cells have changed places"))
        }
        return differences
    }
}

extension Sequence where Element: Hashable {
    /// The elements, each at its first place only.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
