/// The differences of a lesson as lines for a person.
public struct DifferenceReport {
    /// How many differences of one cell are told one by one.
    private static let limit = 20
    private let lesson: String
    private let differences: [Difference]

    /// Makes the report on a lesson, named by its path.
    public init(lesson: String, differences: [Difference]) {
        self.lesson = lesson
        self.differences = differences
    }

    /// A line a difference, `lessons/03.md:42: accuracy 0.941 -> 0.902 (tolerance 0.01)`; of a cell with many the first
    /// twenty, and how many more there are.
    public var lines: [String] {
        var counts: [String?: Int] = [:]
        let totals = Dictionary(grouping: differences, by: \.cell).mapValues(\.count)
        return differences.compactMap { difference in
            guard let cell = difference.cell else { return line(of: difference) }
            counts[cell, default: 0] += 1
            let (count, total) = (counts[cell, default: 0], totals[cell, default: 0])
            if count <= Self.limit || total == Self.limit + 1 { return line(of: difference) }
            return count == Self.limit + 1 ? "\(lesson): … and \(total - Self.limit) more in cell '\(cell)'" : nil
        }
    }

    /// One line about differences that new outputs have set right; links remain.
    public var acceptance: String {
        let acceptable = differences.count { $0.isAcceptable }
        let links = differences.count - acceptable
        let words = acceptable == 1 ? "1 difference accepted" : "\(acceptable) differences accepted"
        return "\(lesson): \(acceptable == 0 ? "nothing has changed" : words)"
            + (links == 0 ? "" : "; correct the \(links == 1 ? "link" : "links") in the lesson")
    }

    private func line(of difference: Difference) -> String {
        "\(lesson):\(difference.line.map { "\($0):" } ?? "") \(difference)"
    }

    /// One line about all of them, with the remedy: `command` makes new outputs of the lesson.
    public func summary(command: String) -> String {
        guard !differences.isEmpty else { return "\(lesson): the outputs are as another run gives them" }
        let acceptable = differences.count { $0.isAcceptable }
        let links = differences.count - acceptable
        // The command comes last and unquoted, so that it can be copied: words in it may be quoted for the shell.
        let remedies = [
            links > 0 ? "correct \(links == 1 ? "the link" : "the links") in the lesson" : nil,
            acceptable > 0 ? "accept \(acceptable == 1 ? "it" : "them") with: \(command)" : nil,
        ].compactMap { $0 }
        let noun = differences.count == 1 ? "difference" : "differences"
        return "\(lesson): \(differences.count) \(noun); \(remedies.joined(separator: ", and "))"
    }
}
