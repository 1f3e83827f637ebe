/// What a cell's info line and leading `//|` lines say together.
struct CellHeader: Sendable {
    /// An option as it was given.
    struct Given: Sendable {
        var line: Int
        var value: String?
    }

    /// The value of `id=`, if given.
    var id: String?
    /// The line the `id` stands on.
    var idLine = 0
    /// The line the `label` stands on.
    var labelLine = 0
    /// The text that an expected failure's message must contain, until it is part of the expectation.
    var match: String?
    /// The other options.
    var options = CellOptions()

    /// Reads options in the order given; what is wrong with them goes to `problems`.
    init(_ tokens: [OptionToken], problems: inout [LessonProblem]) {
        var given: [String: Given] = [:]
        for token in tokens {
            guard let key = CellOptionKey.named(token.name) else {
                let nearest = nearestName(to: token.name, among: CellOptionKey.all.map(\.name))
                problems.append(
                    LessonProblem(line: token.line, kind: .unknownOption(token.name, nearest: nearest)))
                continue
            }
            if given[key.name] != nil {
                problems.append(LessonProblem(line: token.line, kind: .repeatedOption(key.name)))
                continue
            }
            given[key.name] = Given(line: token.line, value: token.value ?? key.impliedValue)
            if let kind = take(token, as: key) { problems.append(LessonProblem(line: token.line, kind: kind)) }
        }
        for conflict in OptionConflict.all {
            guard let first = conflict.first.written(in: given), let second = conflict.second.written(in: given)
            else { continue }
            let lines = [conflict.first, conflict.second].compactMap { given[$0.name]?.line }
            problems.append(
                LessonProblem(line: lines.max() ?? 0, kind: .conflictingOptions(first, second)))
        }
        idLine = given["id"]?.line ?? 0
        labelLine = given["label"]?.line ?? 0
        if let given = id, !Self.isValid(id: given) {
            problems.append(LessonProblem(line: idLine, kind: .invalidID(given)))
            id = nil
        }
        if let match {
            options.expectation?.match = match
            if given["expect"] == nil {
                problems.append(
                    LessonProblem(line: given["match"]?.line ?? 0, kind: .missingCompanion("match", needs: "expect")))
            }
        }
    }

    /// Takes an option's value in; returns what is wrong with it.
    private mutating func take(_ token: OptionToken, as key: CellOptionKey) -> LessonProblem.Kind? {
        if case .flag(let set) = key.value {
            if token.value != nil { return .flagWithValue(key.name) }
            set(&self)
            return nil
        }
        if token.isUnterminated { return .unterminatedQuote(key.name) }
        guard let value = token.value ?? key.impliedValue, !value.isEmpty else { return .missingValue(key.name) }
        switch key.value {
        case .flag: break
        case .text(let set): set(&self, value)
        case .form(let expected, _, let set):
            if !set(&self, value) {
                return .invalidOptionValue(option: key.name, expected: expected, received: value)
            }
        }
        return nil
    }

    /// Whether an id is of the form `[a-z][a-z0-9-]*`.
    static func isValid(id: String) -> Bool {
        let lowercase = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let first = id.utf8.first, lowercase.contains(first) else { return false }
        return id.utf8.allSatisfy { lowercase.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-") }
    }
}

extension CellOptionKey {
    /// The value meant where the name stands alone.
    fileprivate var impliedValue: String? {
        if case .form(_, let implied, _) = value { implied } else { nil }
    }
}
