import Transfer

/// JSON as notebooks use it.
extension JSONValue {
    /// The elements of an array; empty for anything else.
    var elements: [JSONValue] { array ?? [] }
    /// The members of an object, in order of their names; empty for anything else.
    var members: [(key: String, value: JSONValue)] { (object ?? [:]).sorted { $0.key < $1.key } }

    /// A notebook's text: a string, or lines that are to be joined.
    var multilineText: String? { array.map { $0.compactMap(\.string).joined() } ?? string }

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
    var notebookText: String {
        var text = ""
        write(to: &text, indent: 0)
        return text + "\n"
    }

    private func write(to text: inout String, indent: Int) {
        switch self {
        case .array:
            Self.write(elements, between: ("[", "]"), to: &text, indent: indent) { element, text in
                element.write(to: &text, indent: indent + 1)
            }
        case .object:
            Self.write(members, between: ("{", "}"), to: &text, indent: indent) { member, text in
                text += JSONValue.string(member.key).description + ": "
                member.value.write(to: &text, indent: indent + 1)
            }
        default: text += description
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
}
