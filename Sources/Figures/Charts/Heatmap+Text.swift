import Foundation

extension Heatmap {
    /// The name at an index; its number where there is none.
    static func name(_ index: Int, in names: [String]) -> String {
        index < names.count ? names[index] : String(index)
    }

    /// What is written in the cells: whole numbers as such, others with two decimals, a dash for what is no number.
    var cellTexts: [[String]] {
        let finite = values.joined().filter(\.isFinite)
        let isWhole = finite.allSatisfy { $0 == $0.rounded() && abs($0) < 1e7 }
        // Two decimals must neither round a number to nothing nor fill the cell.
        let isPlain = isWhole || finite.allSatisfy { $0 == 0 || (0.005..<1e5).contains(abs($0)) }
        return values.map { row in
            row.map { value in
                guard value.isFinite else { return "–" }
                return isPlain ? NumberText.fixed(value, decimals: isWhole ? 0 : 2) : NumberText.short(value)
            }
        }
    }
}
