import LessonFormat

/// Which cells of a recorded lesson are which cells of the lesson now.
///
/// 1. Cells that their lesson names belong together by name; others by their code, in order.
/// 2. What is left between two pairs belongs together if the code is the same, else in order if neither has a name.
///
/// So a cell that is put in, taken out or rewritten makes no other cell different, although the numbers in the names
/// `cell-<n>` move on.
struct CellAlignment {
    /// The places of cells that belong together, in the order of the lesson now.
    private(set) var pairs: [(before: Int, after: Int)] = []
    /// The places of recorded cells that are gone.
    private(set) var removed: [Int] = []
    /// The places of cells that are new.
    private(set) var added: [Int] = []

    private struct Key: Hashable {
        let name: String?
        let code: String

        init(_ cell: Cell, at index: Int) {
            name = cell.id == "cell-\(index + 1)" ? nil : cell.id
            code = name == nil ? cell.code : ""
        }
    }

    init(before: [Cell], after: [Cell]) {
        let old = before.enumerated().map { Key($1, at: $0) }
        let new = after.enumerated().map { Key($1, at: $0) }
        let difference = new.difference(from: old)
        var (goneOld, comeNew): (Set<Int>, Set<Int>) = ([], [])
        for change in difference {
            switch change {
            case .remove(let offset, _, _): goneOld.insert(offset)
            case .insert(let offset, _, _): comeNew.insert(offset)
            }
        }
        var matches = Array(
            zip(old.indices.filter { !goneOld.contains($0) }, new.indices.filter { !comeNew.contains($0) }))
        let anchors = matches
        func pair(_ first: Int, _ second: Int) {
            matches.append((first, second))
            goneOld.remove(first)
            comeNew.remove(second)
        }
        // Named cells may have changed places.
        for second in comeNew.sorted() {
            guard new[second].name != nil, let first = goneOld.first(where: { old[$0] == new[second] }) else {
                continue
            }
            pair(first, second)
        }
        for (start, end) in zip([(-1, -1)] + anchors, anchors + [(old.count, new.count)]) {
            let firsts = ((start.0 + 1)..<end.0).filter { goneOld.contains($0) }
            let seconds = ((start.1 + 1)..<end.1).filter { comeNew.contains($0) }
            for second in seconds {
                let twin = firsts.first { goneOld.contains($0) && before[$0].code == after[second].code }
                if let twin { pair(twin, second) }
            }
            let unnamed = (
                firsts.filter { goneOld.contains($0) && old[$0].name == nil },
                seconds.filter { comeNew.contains($0) && new[$0].name == nil }
            )
            for (first, second) in zip(unnamed.0, unnamed.1) { pair(first, second) }
        }
        pairs = matches.sorted { $0.1 < $1.1 }.map { (before: $0.0, after: $0.1) }
        (removed, added) = (goneOld.sorted(), comeNew.sorted())
    }
}
