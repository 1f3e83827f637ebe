/// Splits Swift source into tokens for colouring; it never fails, whatever the text.
struct SwiftHighlighter {
    /// What a token is.
    enum Kind: String, Sendable {
        case plain = ""
        case keyword = "k"
        case type = "t"
        case string = "s"
        case number = "n"
        case comment = "c"
        case attribute = "a"
    }

    /// A piece of source of one kind.
    struct Token: Hashable, Sendable {
        var kind: Kind
        var text: String
    }

    /// What surrounds the position: code inside so many parentheses, or a string.
    private enum Context {
        case code(depth: Int)
        case string(hashes: Int, isMultiline: Bool)
    }

    private let source: [Unicode.Scalar]
    private var position = 0
    private var contexts: [Context] = [.code(depth: 0)]
    private var tokens: [Token] = []

    private init(_ code: String) { source = Array(code.unicodeScalars) }

    /// The tokens of a piece of source; joined they are the source.
    static func tokens(_ code: String) -> [Token] {
        var highlighter = SwiftHighlighter(code)
        while highlighter.position < highlighter.source.count { highlighter.step() }
        return highlighter.tokens
    }

    private mutating func step() {
        switch contexts.last ?? .code(depth: 0) {
        case .code(let depth): stepCode(depth: depth)
        case .string(let hashes, let isMultiline): stepString(hashes: hashes, isMultiline: isMultiline)
        }
    }

    private mutating func stepCode(depth: Int) {
        let scalar = source[position]
        if has("//") {
            take(.comment) { $0 != "\n" }
        } else if has("/*") {
            takeBlockComment()
        } else if let hashes = stringOpening() {
            let isMultiline = has("\"\"\"", at: position + hashes)
            emit(.string, count: hashes + (isMultiline ? 3 : 1))
            contexts.append(.string(hashes: hashes, isMultiline: isMultiline))
        } else if scalar == "@" || scalar == "#", let next = peek(1), Self.isIdentifierHead(next) {
            let kind: Kind = scalar == "@" ? .attribute : .keyword
            emit(kind, count: 1)
            take(kind, while: Self.isIdentifier)
        } else if Self.isDigit(scalar) {
            takeNumber()
        } else if Self.isIdentifierHead(scalar) {
            takeWord()
        } else if scalar == "`" {
            emit(.plain, count: 1)
            take(.plain) { $0 != "`" && $0 != "\n" }
            if position < source.count, source[position] == "`" { emit(.plain, count: 1) }
        } else {
            stepParenthesis(scalar, depth: depth)
        }
    }

    /// An interpolation ends at the parenthesis that closes it.
    private mutating func stepParenthesis(_ scalar: Unicode.Scalar, depth: Int) {
        if scalar == ")", depth == 0, contexts.count > 1 {
            contexts.removeLast()
            emit(.string, count: 1)
            return
        }
        if scalar == "(" { contexts[contexts.count - 1] = .code(depth: depth + 1) }
        if scalar == ")" { contexts[contexts.count - 1] = .code(depth: max(depth - 1, 0)) }
        emit(.plain, count: 1)
    }

    private mutating func stepString(hashes: Int, isMultiline: Bool) {
        let hashMarks = String(repeating: "#", count: hashes)
        let closing = (isMultiline ? "\"\"\"" : "\"") + hashMarks
        if has(closing) {
            emit(.string, count: closing.unicodeScalars.count)
            contexts.removeLast()
        } else if has("\\" + hashMarks + "(") {
            emit(.string, count: hashes + 2)
            contexts.append(.code(depth: 0))
        } else if hashes == 0, source[position] == "\\" {
            emit(.string, count: 2)
        } else if source[position] == "\n", !isMultiline {
            // An unterminated string ends with its line, and with it the interpolations around it.
            contexts = [.code(depth: 0)]
        } else {
            emit(.string, count: 1)
        }
    }

    /// How many `#` open a string here; nil if none begins.
    private func stringOpening() -> Int? {
        var hashes = 0
        while peek(hashes) == "#" { hashes += 1 }
        return peek(hashes) == "\"" ? hashes : nil
    }

    private mutating func takeBlockComment() {
        var depth = 0
        var end = position
        repeat {
            if has("/*", at: end) {
                depth += 1
                end += 2
            } else if has("*/", at: end) {
                depth -= 1
                end += 2
            } else {
                end += 1
            }
        } while depth > 0 && end < source.count
        emit(.comment, count: end - position)
    }

    private mutating func takeNumber() {
        let isRadix = has("0x") || has("0b") || has("0o")
        var end = position
        while end < source.count {
            let scalar = source[end]
            let next = end + 1 < source.count ? source[end + 1] : " "
            let isExponentSign =
                "+-".unicodeScalars.contains(scalar) && !isRadix && "eE".unicodeScalars.contains(source[end - 1])
            if Self.isIdentifier(scalar) || isExponentSign || (scalar == "." && Self.isDigit(next)) {
                end += 1
            } else {
                break
            }
        }
        emit(.number, count: end - position)
    }

    private mutating func takeWord() {
        var end = position
        while end < source.count, Self.isIdentifier(source[end]) { end += 1 }
        let word = String(String.UnicodeScalarView(source[position..<end]))
        // After a dot every word is a member, `.default` and `.self` too.
        let isMember = position > 0 && source[position - 1] == "." && !(position > 1 && source[position - 2] == ".")
        let isType = word.unicodeScalars.first.map { $0.properties.isUppercase } ?? false
        let kind: Kind =
            Self.keywords.contains(word) && (!isMember || word == "self") ? .keyword : isType ? .type : .plain
        emit(kind, count: end - position)
    }

    private mutating func take(_ kind: Kind, while condition: (Unicode.Scalar) -> Bool) {
        var end = position
        while end < source.count, condition(source[end]) { end += 1 }
        emit(kind, count: end - position)
    }

    private mutating func emit(_ kind: Kind, count: Int) {
        let end = min(position + count, source.count)
        let text = String(String.UnicodeScalarView(source[position..<end]))
        position = end
        if let last = tokens.last, last.kind == kind {
            tokens[tokens.count - 1].text += text
        } else if !text.isEmpty {
            tokens.append(Token(kind: kind, text: text))
        }
    }

    private func peek(_ offset: Int) -> Unicode.Scalar? {
        position + offset < source.count ? source[position + offset] : nil
    }

    private func has(_ text: String, at start: Int? = nil) -> Bool {
        let start = start ?? position
        let scalars = text.unicodeScalars
        return start + scalars.count <= source.count && zip(source[start...], scalars).allSatisfy(==)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func isIdentifierHead(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == "$" || scalar.properties.isAlphabetic
    }

    private static func isIdentifier(_ scalar: Unicode.Scalar) -> Bool { isIdentifierHead(scalar) || isDigit(scalar) }
}
