/// What a flow's pictures are like: how many of each class, their sizes and formats, broken files and duplicates.
public struct FlowReport: Codable, Hashable, Sendable {
    /// The least, the middle and the largest of some numbers.
    public struct Spread: Codable, Hashable, Sendable {
        /// The least one.
        public let least: Int
        /// The middle one: as many are larger as smaller.
        public let median: Int
        /// The largest one.
        public let largest: Int

        /// Nil without numbers.
        init?(_ numbers: [Int]) {
            let sorted = numbers.sorted()
            guard let first = sorted.first, let last = sorted.last else { return nil }
            (least, median, largest) = (first, sorted[sorted.count / 2], last)
        }
    }

    /// The pictures of one class.
    public struct ClassSummary: Codable, Hashable, Sendable {
        /// The class' name.
        public let name: String
        /// How many pictures there are.
        public let count: Int
        /// Their share of all pictures, from 0 to 1.
        public let share: Double
        /// Their widths in pixels; nil if none can be read.
        public let widths: Spread?
        /// Their heights in pixels; nil if none can be read.
        public let heights: Spread?
    }

    /// How many files are of a format.
    public struct FormatCount: Codable, Hashable, Sendable {
        /// The format that the files' first bytes tell.
        public let format: String
        /// How many files.
        public let count: Int
    }

    /// The classes, in the order of their numbers.
    public let classes: [ClassSummary]
    /// How many pictures there are.
    public let count: Int
    /// The formats, most frequent first.
    public let formats: [FormatCount]
    /// Files that cannot be read, those included that the flow left out.
    public let broken: [SkippedPicture]
    /// Groups of files of equal content.
    public let duplicates: [[String]]
    /// Files whose content is also in the other flow, with the other's name for it.
    public let shared: [SharedPicture]
    /// What is remarkable, a sentence each: an imbalance, equal pictures in different classes.
    public let notes: [String]
}

/// A picture that is in two flows.
public struct SharedPicture: Codable, Hashable, Sendable {
    /// The file in this flow.
    public let filename: String
    /// The file in the other flow.
    public let other: String
}

extension FlowReport: Showable {
    /// A table of the classes, a table of the files that need a look if there are any, and the notes as warnings.
    public var outputs: [Output] {
        var outputs: [Output] = [.table(classTable)]
        if !findings.isEmpty {
            outputs.append(.table(Table(columns: ["finding", "file", "detail"], rows: findings)))
        }
        return outputs + notes.map(Output.warning)
    }

    private var classTable: Table {
        func text(_ spread: Spread?) -> String {
            spread.map { $0.least == $0.largest ? "\($0.least)" : "\($0.least) / \($0.median) / \($0.largest)" } ?? "–"
        }
        let rows = classes.map { summary in
            [
                summary.name, "\(summary.count)", "\(Words.number(summary.share * 100)) %", text(summary.widths),
                text(summary.heights),
            ]
        }
        let kinds = formats.map { "\($0.count) \($0.format)" }.joined(separator: ", ")
        return Table(
            columns: ["class", "pictures", "share", "width (least / median / largest)", "height"],
            alignments: [.left, .right, .right, .right, .right],
            rows: rows + [["all", "\(count)", "100 %", kinds, ""]])
    }

    private var findings: [[String]] {
        broken.map { ["broken", $0.filename, $0.reason] }
            + duplicates.map { ["duplicate", $0[0], "equal to " + $0.dropFirst().joined(separator: ", ")] }
            + shared.map { ["in both", $0.filename, "equal to \($0.other) of the other flow"] }
    }
}

extension FlowReport: CustomStringConvertible {
    /// The tables and notes as text.
    public var description: String { outputs.map(OutputText.text).joined(separator: "\n") }
}
