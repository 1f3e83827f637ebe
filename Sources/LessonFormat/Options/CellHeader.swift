/// What a cell's info line and leading `//|` lines say together.
struct CellHeader: Sendable {
    /// The value of `id=`, if given.
    var id: String?
    /// The line the `id` stands on.
    var idLine = 0
    /// The other options.
    var options = CellOptions()

    /// Reads options in the order given; what is wrong with them goes to `problems`.
    init(_ tokens: [OptionToken], problems: inout [LessonProblem]) {
        var seen: [String: Int] = [:]
        for token in tokens {
            func report(_ kind: LessonProblem.Kind) { problems.append(LessonProblem(line: token.line, kind: kind)) }
            guard let key = CellOptionKey.named(token.name) else {
                let nearest = nearestName(to: token.name, among: CellOptionKey.all.map(\.name))
                report(.unknownOption(token.name, nearest: nearest))
                continue
            }
            if seen[key.name] != nil {
                report(.repeatedOption(key.name))
                continue
            }
            seen[key.name] = token.line
            switch (key.value, token.value) {
            case (.flag(let set), nil): set(&self)
            case (.flag, .some): report(.flagWithValue(key.name))
            case (.text, _) where token.isUnterminated: report(.unterminatedQuote(key.name))
            case (.text, nil), (.text, ""): report(.missingValue(key.name))
            case (.text(let set), let value?): set(&self, value)
            }
        }
        for (first, second) in CellOptionKey.conflicts {
            guard let firstLine = seen[first], let secondLine = seen[second] else { continue }
            problems.append(
                LessonProblem(line: max(firstLine, secondLine), kind: .conflictingOptions(first, second)))
        }
        idLine = seen["id"] ?? 0
        if let given = id, !Self.isValid(id: given) {
            problems.append(LessonProblem(line: idLine, kind: .invalidID(given)))
            id = nil
        }
    }

    /// Whether an id is of the form `[a-z][a-z0-9-]*`.
    private static func isValid(id: String) -> Bool {
        let lowercase = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let first = id.utf8.first, lowercase.contains(first) else { return false }
        return id.utf8.allSatisfy { lowercase.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-") }
    }
}
