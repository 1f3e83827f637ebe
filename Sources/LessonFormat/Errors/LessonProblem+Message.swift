extension LessonProblem {
    /// One sentence that says what is wrong, and after a semicolon what to do.
    public var message: String {
        switch kind {
        case .unclosedFrontMatter:
            "the front matter is not closed; end it with a line '---'"
        case .invalidYAML(let reason):
            "the front matter is not valid YAML: \(reason); write one 'key: value' a line"
        case .frontMatterNotMapping:
            "the front matter must be 'key: value' lines; write for example 'title: First steps'"
        case .unknownFrontMatterKey(let key, let nearest):
            "unknown front matter key '\(key)'; "
                + Self.suggestion(nearest, known: FrontMatter.Key.allCases.map(\.rawValue))
        case .repeatedFrontMatterKey(let key):
            "front matter key '\(key)' is given twice; keep one"
        case .invalidFrontMatterValue(let key, let expected, let received):
            "'\(key)' must be \(expected), received \(received); correct the value or remove the line"
        case .unknownOption(let name, let nearest):
            "unknown option '\(name)'; " + Self.suggestion(nearest, known: CellOptionKey.all.map(\.name))
        case .repeatedOption(let name):
            "option '\(name)' is given twice; keep one"
        case .flagWithValue(let name):
            "option '\(name)' takes no value; write only '\(name)'"
        case .missingValue(let name):
            "option '\(name)' needs a value; write '\(name)=…' in the info line or '//| \(name): …' in the code"
        case .unterminatedQuote(let name):
            "the value of option '\(name)' opens with '\"' and does not close; add the closing '\"'"
        case .invalidID(let id):
            "invalid id '\(id)'; use lower-case letters, digits and hyphens, beginning with a letter"
        case .duplicateID(let id, let firstLine):
            "id '\(id)' is taken by the cell at line \(firstLine); choose another"
        case .automaticID(let id, let cellLine):
            "id '\(id)' is the automatic name of the cell at line \(cellLine); choose another"
        case .conflictingOptions(let first, let second):
            "options '\(first)' and '\(second)' exclude each other; keep one"
        case .nestedCell:
            "a swift cell inside a list or quotation cannot run; "
                + "move the fence to the left margin outside of it, or add 'static'"
        case .unclosedFence(let marker):
            "the fence is never closed; add a line '\(marker)' below the code"
        }
    }

    private static func suggestion(_ nearest: String?, known: [String]) -> String {
        if let nearest { "did you mean '\(nearest)'?" } else { "known are \(known.joined(separator: ", "))" }
    }
}
