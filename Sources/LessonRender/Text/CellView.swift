import LessonFormat
import LessonRun

/// Which parts of a cell a page shows, and how.
///
/// A cell that failed is shown whole, whatever its options say.
struct CellView {
    /// How a part stands on the page.
    enum Part {
        case open
        case folded
        case absent
    }

    /// The code.
    let code: Part
    /// Everything below the code.
    let output: Part

    init(_ cell: CellRecord) {
        let options = cell.cell.options
        func part(_ isMeant: (CellPart) -> Bool) -> Part {
            if cell.outcome.isFailure { return .open }
            if options.removed.map(isMeant) == true { return .absent }
            return options.hidden.map(isMeant) == true ? .folded : .open
        }
        code = part(\.includesCode)
        output = part(\.includesOutput)
    }

    /// Whether nothing of the cell is on the page.
    var isAbsent: Bool { code == .absent && output == .absent }
}
