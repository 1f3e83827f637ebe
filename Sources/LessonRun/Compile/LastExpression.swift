import Foundation

/// Finds the last expression of a cell, whose value is shown as in any notebook.
enum LastExpression {
    /// The UTF-8 offset where the last top-level item of `code` begins, if it is an expression whose value can be
    /// shown: no assignment, and not followed by a semicolon, which asks for silence.
    ///
    /// `parseTree` is what `swift-frontend -dump-parse -dump-ast-format json` prints for the code.
    static func offset(in code: String, parseTree: Data) -> Int? {
        guard let tree = try? JSONDecoder().decode(Tree.self, from: parseTree),
            let last = tree.items.filter({ $0.range != nil }).max(by: { $0.start < $1.start }),
            last.kind == "top_level_code_decl", let range = last.range,
            let expression = last.body?.elements?.last, expression.isShowable
        else { return nil }
        let tail = Array(code.utf8.dropFirst(range.end))
        return TokenTail.endsWithSemicolon(tail) ? nil : range.start
    }

    private struct Tree: Decodable {
        let items: [Item]
    }

    private struct Item: Decodable {
        let kind: String
        let range: Range?
        let body: Body?

        var start: Int { range?.start ?? 0 }

        enum CodingKeys: String, CodingKey {
            case kind = "_kind"
            case range
            case body
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            kind = try container.decode(String.self, forKey: .kind)
            range = try? container.decodeIfPresent(Range.self, forKey: .range)
            body = try? container.decodeIfPresent(Body.self, forKey: .body)
        }
    }

    private struct Range: Decodable {
        let start: Int
        /// Where the last token begins.
        let end: Int
    }

    private struct Body: Decodable {
        let elements: [Element]?
    }

    private struct Element: Decodable {
        let kind: String
        let elements: [Element]?

        enum CodingKeys: String, CodingKey {
            case kind = "_kind"
            case elements
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            kind = try container.decode(String.self, forKey: .kind)
            elements = try? container.decodeIfPresent([Element].self, forKey: .elements)
        }

        var isShowable: Bool {
            kind.hasSuffix("_expr") && kind != "assign_expr"
                && elements?.contains { $0.kind == "assign_expr" } != true
        }
    }
}

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
