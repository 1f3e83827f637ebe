import Yams

extension FrontMatter {
    /// What a front matter says, before defaults.
    struct Values {
        var title: String?
        var seed: UInt64?
        var timeout: Double?
        var totalTimeout: Double?
        var parameters: [Parameter]?
        var requirements: [String]?
        var allowsHTML: Bool?
    }

    /// Reads the front matter at the top of a lesson.
    ///
    /// 1. A first line `---` opens the front matter, the next line `---` closes it; spaces may follow.
    /// 2. Between them stand YAML `key: value` lines; an empty front matter is one without values.
    /// 3. `title` is a text, `seed` a whole number from 0, `raw-html` is `true` or `false`.
    /// 4. `timeout` and `total-timeout` are a number of seconds, or a number followed by `ms`, `s`, `m` or `h`; above 0.
    /// 5. `params` is a mapping (`Parameter.parse` has its rules), `requires` a path or a list of paths.
    /// 6. Unknown keys, repeated keys and values of another kind are problems, all of them reported.
    ///
    /// - Returns: the values, and how many lines the front matter takes, its two `---` lines included.
    static func parse(_ source: SourceText, problems: inout [LessonProblem]) -> (values: Values, lineCount: Int) {
        guard let first = source.lines.first, isFence(first) else { return (Values(), 0) }
        guard let end = source.lines.dropFirst().firstIndex(where: isFence) else {
            problems.append(LessonProblem(line: 1, kind: .unclosedFrontMatter))
            return (Values(), source.lines.count)
        }
        var values = Values()
        do {
            let yaml = source.lines[1..<end].joined(separator: "\n")
            if let node = try Yams.compose(yaml: yaml) { read(node, into: &values, problems: &problems) }
        } catch {
            problems.append(problem(for: error))
        }
        return (values, end + 1)
    }

    private static func isFence(_ line: String) -> Bool { line.hasPrefix("---") && line.dropFirst(3).isBlank }

    /// Line 1 of the YAML text is line 2 of the file.
    static func line(_ mark: Mark?) -> Int { (mark?.line ?? 0) + 1 }

    private static func read(_ node: Node, into values: inout Values, problems: inout [LessonProblem]) {
        if let scalar = node.scalar, scalar.string.isEmpty { return }
        guard let mapping = node.mapping else {
            problems.append(LessonProblem(line: line(node.mark), kind: .frontMatterNotMapping))
            return
        }
        for (keyNode, value) in mapping {
            let line = line(keyNode.mark)
            guard let name = keyNode.scalar?.string else {
                problems.append(LessonProblem(line: line, kind: .frontMatterNotMapping))
                continue
            }
            guard let key = Key(rawValue: name) else {
                let nearest = nearestName(to: name, among: Key.allCases.map(\.rawValue))
                problems.append(LessonProblem(line: line, kind: .unknownFrontMatterKey(name, nearest: nearest)))
                continue
            }
            if key == .params, let mapping = value.mapping {
                values.parameters = Parameter.parse(mapping, problems: &problems)
            } else if !assign(value, to: key, in: &values) {
                let kind = LessonProblem.Kind.invalidFrontMatterValue(
                    key: name, expected: key.expectation, received: received(value))
                problems.append(LessonProblem(line: line, kind: kind))
            }
        }
    }

    /// Stores a value of the right kind; says `false` of any other.
    private static func assign(_ node: Node, to key: Key, in values: inout Values) -> Bool {
        if key == .requires, let sequence = node.sequence {
            values.requirements = sequence.compactMap { $0.scalar?.string.trimmed }.filter { !$0.isEmpty }
            return values.requirements?.count == sequence.count
        }
        guard let text = node.scalar?.string.trimmed, !text.isEmpty else { return false }
        switch key {
        case .title:
            values.title = text
        case .seed:
            guard let seed = UInt64(text) else { return false }
            values.seed = seed
        case .timeout:
            guard let seconds = seconds(text) else { return false }
            values.timeout = seconds
        case .totalTimeout:
            guard let seconds = seconds(text) else { return false }
            values.totalTimeout = seconds
        case .params:
            return false
        case .requires:
            values.requirements = [text]
        case .rawHTML:
            guard let flag = Bool(text) else { return false }
            values.allowsHTML = flag
        }
        return true
    }

    /// A value as messages give it.
    static func received(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(scalar.string)'"
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    /// The seconds of `120s`, `2m`, `500ms`, `1h` or `120`; nil for anything else.
    package static func seconds(_ text: String) -> Double? {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let factors = ["": 1.0, "s": 1, "ms": 0.001, "m": 60, "h": 3600]
        guard let value = Double(number), let factor = factors[text.dropFirst(number.count).trimmed] else {
            return nil
        }
        let seconds = value * factor
        return seconds > 0 && seconds.isFinite ? seconds : nil
    }

    private static func problem(for error: any Error) -> LessonProblem {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            LessonProblem(line: line(mark), kind: .invalidYAML(problem))
        case YamlError.duplicatedKeysInMapping(let duplicates, let context):
            LessonProblem(
                line: line(context.mark),
                kind: .repeatedFrontMatterKey(duplicates.sorted().first ?? ""))
        default:
            LessonProblem(line: 2, kind: .invalidYAML(String(describing: error)))
        }
    }
}
