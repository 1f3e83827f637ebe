import LessonFormat

/// What a run does with each block of a lesson.
struct RunPlan: Sendable {
    /// A block, and what becomes of it.
    struct Step: Sendable {
        let block: Lesson.Block
        /// The module to run; nil where there is nothing to run.
        let unit: CellUnit?
        let role: Role
    }

    /// What becomes of a block.
    enum Role: Hashable, Sendable {
        /// It runs, and what it shows is kept.
        case shown
        /// It runs for the sake of later cells.
        case unshown
        /// It does not run, for this reason.
        case leftOut(String)
    }

    /// The module that gives cells their `params`; nil where there are none.
    let parameters: CellUnit?
    /// The lesson's blocks in order.
    let steps: [Step]
    /// All modules in order.
    let units: [CellUnit]

    init(_ lesson: Lesson, settings: RunSettings, fingerprint: String) {
        var chain = CellChain(lesson, fingerprint: fingerprint)
        parameters = chain.addParameters()
        let cells = lesson.cells
        let shown = Set(settings.selection.shown(among: cells))
        // Of a static cell there is nothing to prepare.
        let last = shown.filter { !cells[$0].options.isStatic }.max() ?? -1
        var seen = 0
        steps = lesson.blocks.map { block in
            switch block {
            case .prose(let prose):
                // The words that follow the last cell speak about it.
                let isReached = settings.selection.isWhole || seen - 1 <= last
                return Step(
                    block: block, unit: isReached ? chain.add(prose) : nil,
                    role: isReached ? .shown : .leftOut("Not run: not selected."))
            case .cell(let cell):
                defer { seen += 1 }
                let role = Self.role(of: cell, isShown: shown.contains(seen), isNeeded: seen <= last, settings)
                if case .leftOut = role { return Step(block: block, unit: nil, role: role) }
                return Step(block: block, unit: chain.add(cell), role: role)
            }
        }
        units = chain.units
    }

    private static func role(of cell: Cell, isShown: Bool, isNeeded: Bool, _ settings: RunSettings) -> Role {
        if settings.quick != nil, cell.options.isSkippedWhenQuick { return .leftOut("Skipped in a quick run.") }
        if isShown { return .shown }
        return isNeeded ? .unshown : .leftOut("Not run: not selected.")
    }
}
