/// Compares two texts: numbers as numbers, everything else as it is written.
///
/// Spaces may differ where a number beside them has another length.
struct TextComparison {
    /// One thing that is different.
    struct Change: Hashable {
        /// The line, counted from 1.
        let line: Int
        /// The word that stands before the number; nil for words, and for a number without any.
        let label: String?
        /// What was there; nil for nothing.
        let before: String?
        /// What is there now; nil for nothing.
        let after: String?
        /// The tolerance that the lesson gives the number; nil for words.
        var tolerance: Double?
    }

    /// How many lines there are to tell apart.
    let lineCount: Int
    /// Every number that is off, up to the first line with other words; of that the whole line.
    let changes: [Change]

    init(_ before: String, _ after: String, _ tolerance: NumberTolerance) {
        if before == after {
            (lineCount, changes) = (1, [])
            return
        }
        let (old, new) = (Self.lines(before), Self.lines(after))
        lineCount = max(old.count, new.count)
        var changes: [Change] = []
        for index in 0..<lineCount {
            let (first, second) = (old.dropFirst(index).first, new.dropFirst(index).first)
            if first == second { continue }
            guard let first, let second, let numbers = Self.numbers(first, second, tolerance) else {
                changes.append(
                    Change(
                        line: index + 1, label: nil, before: first.map { String($0).quotedBriefly },
                        after: second.map { String($0).quotedBriefly }))
                break
            }
            changes += numbers.map {
                Change(
                    line: index + 1, label: $0.label, before: $0.before.text, after: $0.after.text,
                    tolerance: $0.tolerance)
            }
        }
        self.changes = changes
    }

    private static func lines(_ text: String) -> [Substring] {
        let text = text.hasSuffix("\n") ? text.dropLast() : text[...]
        return text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private typealias NumberChange = (
        label: String?, before: PrintedNumber, after: PrintedNumber, tolerance: Double?
    )

    /// The numbers of two lines that are not the same result; nil if the words are different.
    private static func numbers(
        _ before: Substring, _ after: Substring, _ tolerance: NumberTolerance
    ) -> [NumberChange]? {
        let (old, new) = (Token.tokens(of: before), Token.tokens(of: after))
        guard old.count == new.count else { return nil }
        var changes: [NumberChange] = []
        var label: String?
        var hasOtherNumber = false
        for (place, (first, second)) in zip(old, new).enumerated() {
            switch (first, second) {
            case (.number(let first), .number(let second)):
                hasOtherNumber = hasOtherNumber || first.text != second.text
                let isPercentage = place + 1 < new.count && new[place + 1].isPercentSign
                let tolerance = isPercentage ? tolerance.ofPercentages : tolerance
                if !tolerance.admits(first, second) { changes.append((label, first, second, tolerance.absolute)) }
            case (.word(let first), .word(let second)) where first == second:
                if first.contains(where: \.isLetter) { label = first }
            default:
                return nil
            }
        }
        return hasOtherNumber ? changes : nil
    }

    /// A part of a line; spaces are none.
    private enum Token {
        case number(PrintedNumber)
        /// Letters, digits, underscores and hyphens in a row, or one other character.
        case word(String)

        var isPercentSign: Bool { if case .word("%") = self { true } else { false } }

        static func tokens(of line: Substring) -> [Token] {
            let text = Array(line.unicodeScalars)
            var tokens: [Token] = []
            var place = 0
            while place < text.count {
                if text[place].properties.isWhitespace {
                    place += 1
                } else if let number = PrintedNumber(text, at: &place) {
                    tokens.append(.number(number))
                } else {
                    let start = place
                    while place < text.count, isWordPart(text[place]) || place > start && text[place] == "-" {
                        place += 1
                    }
                    if place == start { place += 1 }
                    tokens.append(.word(String(String.UnicodeScalarView(text[start..<place]))))
                }
            }
            return tokens
        }

        private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
            scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        }
    }
}
