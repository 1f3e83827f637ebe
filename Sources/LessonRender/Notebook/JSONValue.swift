import Foundation

/// Any JSON, since a notebook's metadata may hold what nobody here knows of.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The member of an object; null where there is none.
    subscript(_ name: String) -> JSONValue {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    /// The text of a string.
    var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The whole number.
    var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    /// The elements of an array; empty for anything else.
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
    /// The members of an object; empty for anything else.
    var members: [String: JSONValue] { if case .object(let members) = self { members } else { [:] } }

    /// A notebook's text: a string, or lines that are to be joined.
    var multilineText: String? {
        if case .array(let lines) = self { return lines.compactMap(\.string).joined() }
        return string
    }

    /// A text as notebooks keep it: its lines, each with its ending.
    static func lines(_ text: String) -> JSONValue {
        var lines: [JSONValue] = []
        var rest = Substring(text)
        while let end = rest.firstIndex(of: "\n") {
            let next = rest.index(after: end)
            lines.append(.string(String(rest[..<next])))
            rest = rest[next...]
        }
        if !rest.isEmpty { lines.append(.string(String(rest))) }
        return .array(lines)
    }

    /// The value as `nbformat` writes notebooks: keys sorted, one space a level, characters as they are.
    package var notebookText: String {
        var text = ""
        write(to: &text, indent: 0)
        return text + "\n"
    }

    private func write(to text: inout String, indent: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += "\(value)"
        case .number(let value): text += value.isFinite ? "\(value)" : "null"
        case .string(let value): text += Self.quoted(value)
        case .array(let elements):
            Self.write(elements, between: ("[", "]"), to: &text, indent: indent) { element, text in
                element.write(to: &text, indent: indent + 1)
            }
        case .object(let members):
            let sorted = members.sorted { $0.key < $1.key }
            Self.write(sorted, between: ("{", "}"), to: &text, indent: indent) { member, text in
                text += Self.quoted(member.key) + ": "
                member.value.write(to: &text, indent: indent + 1)
            }
        }
    }

    private static func write<Item>(
        _ items: [Item], between ends: (String, String), to text: inout String, indent: Int,
        each: (Item, inout String) -> Void
    ) {
        text += ends.0
        for (index, item) in items.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indent + 1)
            each(item, &text)
        }
        if !items.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
        text += ends.1
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case _ where scalar.value < 0x20: result += String(format: "\\u%04x", scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension JSONValue: Decodable {
    /// Reads any JSON.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }
}
