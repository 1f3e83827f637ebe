import LessonFormat

/// One cell as a unit of compilation: its module, the module it builds on, and the key of its result.
struct CellUnit: Sendable {
    /// The cell as written.
    let cell: Cell
    /// Counts the compiled cells from 1.
    let number: Int
    /// The module of the cell before whose names this one sees, or nil for the first.
    let previousModule: String?
    /// Names the compiled result: equal keys, equal results.
    let key: String

    var module: String { Self.module(number: number) }
    var entry: String { "cell_\(number)_main" }

    private static func module(number: Int) -> String { "Cell\(number)" }

    /// The units of a lesson's cells; `static` ones have none, and nothing builds on a `no-run` one, whose variables
    /// are never set.
    static func units(of lesson: Lesson, fingerprint: String) -> [CellUnit] {
        var units: [CellUnit] = []
        var previous: CellUnit?
        for cell in lesson.cells where !cell.options.isStatic {
            let number = units.count + 1
            let previousModule = previous?.module
            let source = CellSource(cell: cell, file: lesson.file, previousModule: previousModule)
            var hash = SHA256()
            for part in [fingerprint, previous?.key ?? "", "\(number)", source.text(CellShape())] {
                hash.update(part)
            }
            let unit = CellUnit(cell: cell, number: number, previousModule: previousModule, key: hash.finalize())
            units.append(unit)
            if !cell.options.noRun { previous = unit }
        }
        return units
    }
}
