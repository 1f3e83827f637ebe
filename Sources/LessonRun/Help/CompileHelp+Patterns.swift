import LessonFormat

extension CompileHelp {
    /// The help for one kind of error; nil where the error is of another kind.
    typealias Pattern = @Sendable (CompileProblem, KnownNames) -> String?

    /// What is known, the more particular first.
    static let patterns: [Pattern] = [
        python, keywordArgument, quotes, unmarkedTry, unmarkedAwait, wrongLabel, extraLabel, missingLabel, textForCase,
        textConversion, numberConversion, constant, optional, commaInBraces, separator, unclosed, unknownName,
        unknownMember, privateVariable,
    ]

    /// Words of Python at the beginning of a line, or anywhere the compiler does not know them.
    private static let python: Pattern = { problem, _ in
        switch problem.firstWord {
        case "def": return "Swift writes functions as 'func name(value: Type) -> Type { … }'"
        case "elif": return "Swift writes 'else if'"
        case "from",
            "import" where problem.message.hasPrefix("no such module"):
            return "cells import Swift's own modules only; 'Tensor' does what the arrays of Python's modules do"
        case "for" where problem.source.contains("range("):
            return "Swift counts with 'for x in 0..<3 { … }'"
        case "for" where problem.message.contains("expected '{'"), "if" where problem.message.contains("expected '{'"),
            "while" where problem.message.contains("expected '{'"):
            for (word, operation) in [("and", "&&"), ("or", "||"), ("not", "!")]
            where problem.source.contains(" \(word) ") {
                return "Swift writes '\(operation)' for '\(word)'"
            }
            return "Swift puts the body in braces: 'if … { … }', 'for … in … { … }', without a colon"
        case "print" where ["consecutive statements", "function is unused"].contains(where: problem.message.hasPrefix):
            return "Swift calls with parentheses: 'print(…)'"
        default: break
        }
        if problem.source.contains(" elif ") { return "Swift writes 'else if'" }
        if problem.source.contains("lambda ") { return "Swift writes '{ x in … }' for 'lambda x: …'" }
        if problem.source.contains("(f\"") { return "Swift puts values into texts with \"\\(value)\", without an 'f'" }
        return nil
    }

    /// What Python calls what.
    private static let pythonWords = [
        "True": "'true'", "False": "'false'", "None": "'nil'", "len": "'.count' behind the value",
        "str": "'String(…)'", "int": "'Int(…)'", "float": "'Float(…)'", "range": "'0..<3'", "not": "'!'",
        "np": "'Tensor'", "plt": "'history.plot()' and the like", "elif": "'else if'",
    ]

    private static let keywordArgument: Pattern = { problem, _ in
        let isEquals = problem.message == "'=' must have consistent whitespace on both sides"
        let name = problem.between("cannot find '", "' in scope")
        let isKeyword = name.map { name in
            let next = problem.rest.dropFirst(name.count).drop { $0 == " " }
            return next.hasPrefix("=") && !next.hasPrefix("==") && problem.before.contains("(")
        }
        guard isEquals && problem.source.contains("(") || isKeyword == true else { return nil }
        return "arguments are written 'label: value', with a colon and not '='"
    }

    private static let quotes: Pattern = { problem, _ in
        problem.message.hasPrefix("single-quoted string literal")
            ? "texts stand in double quotes: \"text\"" : nil
    }

    private static let unmarkedTry: Pattern = { problem, _ in
        problem.message.hasPrefix("call can throw but is not marked with 'try'")
            || problem.message.hasPrefix("property access can throw but is not marked with 'try'")
            ? "write 'try' before the call: it may fail, and then says why" : nil
    }

    private static let unmarkedAwait: Pattern = { problem, _ in
        problem.message.contains("'async' but is not marked with 'await'")
            || problem.message.contains("call in a function that does not support concurrency")
            ? "write 'await' before the call; a function that does so is marked 'async' itself" : nil
    }

    private static let wrongLabel: Pattern = { problem, _ in
        guard problem.message.hasPrefix("incorrect argument label"),
            let have = problem.between("(have '", "'"), let expected = problem.between("expected '", "'")
        else { return nil }
        let pairs = zip(have.split(separator: ":"), expected.split(separator: ":")).filter { $0 != $1 }
        let words = pairs.map { $1 == "_" ? "no label in place of '\($0):'" : "'\($1):' in place of '\($0):'" }
        return words.isEmpty ? nil : "write " + words.joined(separator: " and ")
    }

    private static let extraLabel: Pattern = { problem, _ in
        problem.between("extraneous argument label '", "'").map { "leave out '\($0)': this argument has no label" }
    }

    private static let missingLabel: Pattern = { problem, _ in
        problem.between("missing argument label '", "'").map { "write '\($0)' before the argument" }
    }

    private static let textForCase: Pattern = { problem, names in
        guard problem.message.hasPrefix("cannot convert value of type 'String'"), problem.rest.hasPrefix("\"") else {
            return nil
        }
        let text = String(problem.rest.dropFirst().prefix { $0 != "\"" })
        return names.dotted.contains(text) ? "write '.\(text)', without quotes and with a dot before it" : nil
    }

    private static let constant: Pattern = { problem, _ in
        guard problem.message.hasSuffix("is a 'let' constant"), let name = problem.between(": '", "'") else {
            return nil
        }
        return problem.notes.contains("change 'let' to 'var' to make it mutable")
            ? "declare it with 'var \(name)' where it is made, to change it later"
            : "make a copy that can change: 'var copy = \(name)'"
    }

    private static let optional: Pattern = { problem, _ in
        problem.message.hasPrefix("value of optional type '")
            ? "there may be no value here: write '?? 0' or the like behind it, or unwrap it with 'if let'" : nil
    }

    private static let commaInBraces: Pattern = { problem, _ in
        problem.message.hasPrefix("consecutive statements") && problem.rest.hasPrefix(",")
            ? "between braces each layer stands on a line of its own, without commas" : nil
    }

    private static let separator: Pattern = { problem, _ in
        problem.message == "expected ',' separator" ? "put a comma between the arguments or elements" : nil
    }

    private static let unclosed: Pattern = { problem, _ in
        guard let missing = ["}", ")", "]"].first(where: { problem.message.hasPrefix("expected '\($0)'") }),
            let opening = ["}": "{", ")": "(", "]": "["][missing]
        else { return nil }
        return "a '\(opening)' has no '\(missing)': count them from the line that the note names"
    }

    private static let unknownName: Pattern = { problem, names in
        guard
            let name = problem.between("cannot find '", "' in scope")
                ?? problem.between("cannot find type '", "' in scope")
        else { return nil }
        if let word = pythonWords[name] { return "Swift writes \(word) for Python's '\(name)'" }
        if let line = names.lesson[name], line > problem.line {
            return "'\(name)' is declared further down, on line \(line); a cell sees only what stands above it"
        }
        if names.dotted.contains(name) { return "write '.\(name)', with a dot before it" }
        let isCalled = problem.rest.dropFirst(name.count).hasPrefix("(")
        let known = names.engine.union(names.lesson.keys).sorted()
        if let near = MeantName.nearest(to: name, among: known, isCalled: isCalled) {
            return "did you mean '\(near)'?"
        }
        return nil
    }

    /// The compiler does not survive a private variable of another module, which an earlier cell is.
    private static let privateVariable: Pattern = { problem, names in
        guard problem.message.hasPrefix("fatal error encountered during compilation"), !names.hidden.isEmpty else {
            return nil
        }
        let places = names.hidden.map { "'\($0.name)' on line \($0.line)" }.joined(separator: ", ")
        return "a cell cannot use what an earlier one keeps to itself: remove 'private' from \(places)"
    }

    private static let unknownMember: Pattern = { problem, names in
        guard !problem.message.contains("did you mean"), let name = problem.between("has no member '", "'"),
            let members = problem.between("type '", "'").flatMap(names.types.members),
            let near = MeantName.nearest(to: name, among: members.sorted())
        else { return nil }
        return "did you mean '\(near)'?"
    }
}
