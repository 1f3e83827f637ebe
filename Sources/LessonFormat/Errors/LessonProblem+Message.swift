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
        case .invalidOptionValue(let option, let expected, let received):
            "option '\(option)' must be \(expected), received '\(received)'; correct the value or remove the option"
        case .missingCompanion(let name, let needs):
            "option '\(name)' says nothing without '\(needs)'; add '\(needs)' or remove '\(name)'"
        case .duplicateLabel(let label, let firstLine):
            "label '\(label)' is taken by the cell at line \(firstLine); choose another"
        case .headingLabel(let label):
            "label '\(label)' is the anchor of a heading; choose another"
        case .invalidParameterName(let name):
            "parameter '\(name)' is no name in Swift; use letters, digits and '_', beginning with a letter"
        case .invalidParameterValue(let name, let received):
            "parameter '\(name)' must be a whole number, a number, true or false, a text, or a list of one of them, "
                + "received \(received); write for example '\(name): 3' or '\(name): [1, 2]'"
        case .emptyInlineValue:
            "the inline value holds no expression; write '`swift expression`', "
                + "or two backticks at both ends to show it as code"
        case .wrappedInlineValue:
            "an inline value must stand on one line; put '`swift …`' on a line of its own where it is long, "
                + "or write two backticks at both ends to show it as code"
        case .invalidFormat(let format):
            "'\(format)' is no format of a number; write for example '%.2f', '%d', '%5.1f' or '%.3g'"
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
        case .lookalikeLanguage(let language):
            "'\(language)' makes no cell; write 'swift', with options after a space, "
                + "or 'swift static' for code that is only shown"
        case .lookalikeBacktick:
            "this line opens no cell, because a backtick stands in it behind the first ones; "
                + "put the text into a line such as '//| caption: …' below it"
        case .lookalikeInHTML:
            "this line opens no cell, because the HTML above it goes on up to an empty line; put one before it"
        }
    }

    private static func suggestion(_ nearest: String?, known: [String]) -> String {
        if let nearest { "did you mean '\(nearest)'?" } else { "known are \(known.joined(separator: ", "))" }
    }
}
