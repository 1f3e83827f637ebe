/// Compares two texts: numbers as numbers, everything else as it is written.
///
/// Spaces may differ only beside a number of another length, or beside what is written on to it, as in `97.0%,`.
struct TextComparison {
    /// One thing that is different.
    struct Change: Hashable {
        /// The line of the text as it is now, counted from 1; of a line that is gone, where it was.
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
    /// Every number that is off, and every line with other words, in order.
    let changes: [Change]

    init(_ before: String, _ after: String, _ tolerance: NumberTolerance) {
        if before == after {
            (lineCount, changes) = (1, [])
            return
        }
        let (old, new) = (Self.lines(before), Self.lines(after))
        lineCount = max(old.count, new.count)
        let pairs = LinePairs.differing(
            old, new, areSame: { $0 == $1 || Self.numbers($0, $1, tolerance)?.isEmpty == true },
            pattern: Token.pattern(of:))
        changes = pairs.flatMap { pair -> [Change] in
            let (first, second) = (pair.before.map { old[$0] }, pair.after.map { new[$0] })
            let line = (pair.after ?? pair.before ?? 0) + 1
            if first == second { return [] }
            guard let first, let second, let numbers = Self.numbers(first, second, tolerance) else {
                return [
                    Change(
                        line: line, label: nil, before: first.map { String($0).quotedBriefly },
                        after: second.map { String($0).quotedBriefly })
                ]
            }
            return numbers.map {
                Change(
                    line: line, label: $0.label, before: $0.before.text, after: $0.after.text, tolerance: $0.tolerance)
            }
        }
    }

    private static func lines(_ text: String) -> [Substring] {
        let text = text.last?.isNewline == true ? text.dropLast() : text[...]
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    private typealias NumberChange = (
        label: String?, before: PrintedNumber, after: PrintedNumber, tolerance: Double?
    )

    /// The numbers of two lines that are not the same result; nil if the words are different.
    private static func numbers(
        _ before: Substring, _ after: Substring, _ tolerance: NumberTolerance
    ) -> [NumberChange]? {
        let (oldLine, newLine) = (Token.tokens(of: before), Token.tokens(of: after))
        let (old, new) = (oldLine.tokens, newLine.tokens)
        guard old.count == new.count else { return nil }
        var resized: Set<Int> = []
        var changes: [NumberChange] = []
        var label: String?
        for (place, (first, second)) in zip(old, new).enumerated() {
            switch (first, second) {
            case (.number(let first), .number(let second)):
                if first.text.count != second.text.count { resized.insert(place) }
                let isPercentage = place + 1 < new.count && new[place + 1].isPercentSign
                let tolerance = isPercentage ? tolerance.ofPercentages : tolerance
                if !tolerance.admits(first, second) { changes.append((label, first, second, tolerance.absolute)) }
            case (.word(let first), .word(let second)) where first == second:
                if first.contains(where: \.isLetter) { label = first }
            default:
                return nil
            }
        }
        return haveSameGaps(oldLine.gaps, newLine.gaps, resized: resized) ? changes : nil
    }

    /// Whether gaps differ only where they may.
    ///
    /// - Parameter resized: The tokens that are numbers of another length.
    private static func haveSameGaps(_ before: [String], _ after: [String], resized: Set<Int>) -> Bool {
        /// Whether a number of another length is among the tokens from one on that have no space between them.
        func isResized(from token: Int, by step: Int) -> Bool {
            var token = token
            while before.indices.dropLast().contains(token) {
                if resized.contains(token) { return true }
                let gap = step > 0 ? token + 1 : token
                guard before[gap].isEmpty, after[gap].isEmpty else { return false }
                token += step
            }
            return false
        }
        return before.indices.allSatisfy { gap in
            before[gap] == after[gap] || isResized(from: gap - 1, by: -1) || isResized(from: gap, by: 1)
        }
    }

    /// A part of a line; spaces are none.
    private enum Token {
        case number(PrintedNumber)
        /// Letters, digits, underscores and hyphens in a row, or one other character.
        case word(String)

        var isPercentSign: Bool { if case .word("%") = self { true } else { false } }

        /// The tokens, and the spaces before each of them and behind the last.
        static func tokens(of line: Substring) -> (tokens: [Token], gaps: [String]) {
            let text = Array(line.unicodeScalars)
            var tokens: [Token] = []
            var gaps = [""]
            var place = 0
            while place < text.count {
                if text[place].properties.isWhitespace {
                    gaps[gaps.count - 1].unicodeScalars.append(text[place])
                    place += 1
                    continue
                }
                gaps.append("")
                if let number = PrintedNumber(text, at: &place) {
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
            return (tokens, gaps)
        }

        /// A line's words with a sign for each number.
        static func pattern(of line: Substring) -> String {
            tokens(of: line).tokens.map { if case .word(let word) = $0 { word } else { "\u{0}" } }
                .joined(separator: " ")
        }

        private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
            scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        }
    }
}
