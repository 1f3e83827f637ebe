/// Looks at what follows the last token of some code.
enum TokenTail {
    /// Whether `tail`, which begins with one whole token, has a semicolon behind it, comments and space aside.
    static func endsWithSemicolon(_ tail: [UInt8]) -> Bool {
        var index = endOfStringLiteral(tail) ?? 0
        var last: UInt8 = 0
        while index < tail.count {
            if tail[index...].starts(with: "//".utf8) {
                index = tail[index...].firstIndex(of: UInt8(ascii: "\n")) ?? tail.count
            } else if tail[index...].starts(with: "/*".utf8) {
                index = endOfBlockComment(tail, from: index)
            } else {
                if !tail[index].isSpace { last = tail[index] }
                index += 1
            }
        }
        return last == UInt8(ascii: ";")
    }

    /// The index behind the string literal that `tail` begins with, or nil where it begins with another token.
    private static func endOfStringLiteral(_ tail: [UInt8]) -> Int? {
        let quote = UInt8(ascii: "\"")
        let pounds = Array(tail.prefix { $0 == UInt8(ascii: "#") })
        guard tail.count > pounds.count, tail[pounds.count] == quote else { return nil }
        let isMultiline = tail[pounds.count...].starts(with: [quote, quote, quote])
        let quotes = [UInt8](repeating: quote, count: isMultiline ? 3 : 1)
        let closing = quotes + pounds
        let escape = [UInt8(ascii: "\\")] + pounds
        var index = pounds.count + quotes.count
        var depth = 0
        while index < tail.count {
            if tail[index...].starts(with: escape) {
                index += escape.count
                if index < tail.count, tail[index] == UInt8(ascii: "(") { depth += 1 }
                index += 1
            } else if depth > 0 {
                // Inside an interpolation: nested literals are skipped whole, parentheses are counted.
                if let nested = endOfStringLiteral(Array(tail[index...])) {
                    index += nested
                    continue
                }
                if tail[index] == UInt8(ascii: "(") { depth += 1 }
                if tail[index] == UInt8(ascii: ")") { depth -= 1 }
                index += 1
            } else if tail[index...].starts(with: closing) {
                return index + closing.count
            } else {
                index += 1
            }
        }
        return tail.count
    }

    private static func endOfBlockComment(_ tail: [UInt8], from start: Int) -> Int {
        var depth = 0
        var index = start
        while index < tail.count {
            if tail[index...].starts(with: "/*".utf8) {
                depth += 1
                index += 2
            } else if tail[index...].starts(with: "*/".utf8) {
                depth -= 1
                index += 2
                if depth == 0 { return index }
            } else {
                index += 1
            }
        }
        return tail.count
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
