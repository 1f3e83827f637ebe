/// Reads JSON as Python writes it: with NaN and Infinity, and numbers that are whole apart from others.
package struct JSONParser {
    /// Where and why text is no JSON.
    package struct Failure: Error {
        package let reason: String
        /// The byte, counted from 0.
        package let position: Int
    }

    /// How many arrays and objects may lie within each other; models of models need a few dozen.
    private static let depthLimit = 200

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads a value; throws a `Failure` unless the text is one.
    static func value(_ text: String) throws(Failure) -> JSONValue { try value(Array(text.utf8)) }

    /// Reads a value; throws a `Failure` unless the bytes are one in UTF-8.
    package static func value(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
        var parser = JSONParser(bytes)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.failure("there is more after its end") }
        return value
    }

    private mutating func value() throws(Failure) -> JSONValue {
        skipSpace()
        guard let byte = next else { throw failure("it ends early") }
        switch byte {
        case UInt8(ascii: "{"): return try nested { parser throws(Failure) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(Failure) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        default: break
        }
        for (word, value) in Self.words where bytes[position...].starts(with: word.utf8) {
            position += word.utf8.count
            return value
        }
        return try number()
    }

    private static let words: [(String, JSONValue)] = [
        ("null", .null), ("true", true), ("false", false), ("NaN", .number(.nan)), ("Infinity", .number(.infinity)),
        ("-Infinity", .number(-.infinity)),
    ]

    private mutating func nested(_ body: (inout JSONParser) throws(Failure) -> JSONValue) throws(Failure) -> JSONValue {
        guard depth < Self.depthLimit else { throw failure("too much lies within each other") }
        depth += 1
        defer { depth -= 1 }
        position += 1
        return try body(&self)
    }

    private mutating func object() throws(Failure) -> JSONValue {
        var members: [String: JSONValue] = [:]
        while try continues(to: UInt8(ascii: "}"), isFirst: members.isEmpty) {
            guard next == UInt8(ascii: "\"") else { throw failure("a name is missing") }
            let name = try string()
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw failure("a colon is missing") }
            position += 1
            members[name] = try value()
        }
        return .object(members)
    }

    private mutating func array() throws(Failure) -> JSONValue {
        var values: [JSONValue] = []
        while try continues(to: UInt8(ascii: "]"), isFirst: values.isEmpty) { values.append(try value()) }
        return .array(values)
    }

    /// Goes to the next element; false at the end.
    private mutating func continues(to end: UInt8, isFirst: Bool) throws(Failure) -> Bool {
        skipSpace()
        if next == end {
            position += 1
            return false
        }
        guard !isFirst else { return true }
        guard next == UInt8(ascii: ",") else { throw failure("a comma is missing") }
        position += 1
        skipSpace()
        return true
    }

    private mutating func number() throws(Failure) -> JSONValue {
        let start = position
        while let byte = next, "+-.0123456789eE".utf8.contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let whole = Int(text) { return .integer(whole) }
        guard let number = Double(text) else { throw failure("a value is expected") }
        return .number(number)
    }

    private mutating func string() throws(Failure) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escaped()
            default: text.append(byte)
            }
        }
        throw failure("a text has no end")
    }

    private mutating func escaped() throws(Failure) -> [UInt8] {
        guard let byte = next else { throw failure("a text has no end") }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"):
            let first = try hexadecimal()
            // Characters beyond 16 bits are written as two.
            guard (0xD800..<0xDC00).contains(first), bytes[position...].starts(with: [0x5C, 0x75]) else {
                return Array(String(decoding: [first], as: UTF16.self).utf8)
            }
            position += 2
            return Array(String(decoding: [first, try hexadecimal()], as: UTF16.self).utf8)
        default: return [byte]
        }
    }

    private mutating func hexadecimal() throws(Failure) -> UInt16 {
        guard position + 4 <= bytes.count,
            let value = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits are expected") }
        position += 4
        return value
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private func failure(_ reason: String) -> Failure { Failure(reason: reason, position: position) }
}
