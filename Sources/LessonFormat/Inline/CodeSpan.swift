/// A code span as it stands in a line of source; all places are bytes counted from 0.
struct CodeSpan {
    /// From the first backtick to behind the last.
    let range: Range<Int>
    /// How many backticks stand at each end.
    let backticks: Int
    /// The text between the backticks, as written.
    let content: Substring
    /// Where that text begins.
    let contentStart: Int

    /// The first code span at or behind `start` whose text is `text` to CommonMark; nil if the line holds none.
    static func next(_ text: String, in line: String, from start: Int) -> CodeSpan? {
        let runs = runs(in: Array(line.utf8), from: start)
        for (index, opening) in runs.enumerated() {
            guard let closing = runs[(index + 1)...].first(where: { $0.count == opening.count }) else { continue }
            let bytes = opening.upperBound..<closing.lowerBound
            let from = line.utf8.index(line.utf8.startIndex, offsetBy: bytes.lowerBound)
            let content = line[from..<line.utf8.index(from, offsetBy: bytes.count)]
            guard stripped(content) == text else { continue }
            return CodeSpan(
                range: opening.lowerBound..<closing.upperBound, backticks: opening.count, content: content,
                contentStart: bytes.lowerBound)
        }
        return nil
    }

    /// The runs of backticks.
    private static func runs(in bytes: [UInt8], from start: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for index in bytes.indices.dropFirst(start) where bytes[index] == UInt8(ascii: "`") {
            if let last = runs.last, last.upperBound == index {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        return runs
    }

    /// CommonMark takes one space off both ends, unless there is nothing but spaces.
    private static func stripped(_ content: Substring) -> Substring {
        guard content.hasPrefix(" "), content.hasSuffix(" "), content.contains(where: { $0 != " " }) else {
            return content
        }
        return content.dropFirst().dropLast()
    }
}
