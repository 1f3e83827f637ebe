/// A parameter's value, with its type.
public enum ParameterValue: Hashable, Sendable {
    /// A whole number, `Int` in cells.
    case integer(Int)
    /// A number, `Double` in cells.
    case number(Double)
    /// `true` or `false`, `Bool` in cells.
    case flag(Bool)
    /// A text, `String` in cells.
    case text(String)
    /// Several values of one of the other kinds, an array in cells; never empty.
    case list([ParameterValue])

    /// Reads a single value as it stands without quotation marks: a number, `true`, `false`, else a text.
    ///
    /// Nil for nothing, also where it is written `null` or `~` as in YAML, and for a number beyond all that `Double` holds.
    init?(plain text: String) {
        if ["", "~", "null", "Null", "NULL"].contains(text) { return nil }
        if let number = Double(text), number.isInfinite, text.contains(where: \.isNumber) { return nil }
        if let integer = Int(text) {
            self = .integer(integer)
        } else if let number = Self.number(text) {
            self = .number(number)
        } else if let flag = Bool(text) {
            self = .flag(flag)
        } else {
            self = .text(text)
        }
    }

    /// A list of values; nil if they are of several kinds, lists themselves, or none.
    init?(list values: [ParameterValue]) {
        var values = values
        if values.contains(where: { $0.kind == .number }) {
            values = values.map { if case .integer(let integer) = $0 { .number(Double(integer)) } else { $0 } }
        }
        guard let kind = values.first?.kind, kind != .list, values.allSatisfy({ $0.kind == kind }) else { return nil }
        self = .list(values)
    }

    /// The value that `text` gives on the command line for a parameter whose value is this one; nil if it is of
    /// another type.
    ///
    /// A list is written `1,2,3` or `[1, 2, 3]`.
    func replaced(by text: String) -> ParameterValue? {
        switch self {
        case .integer: return Int(text).map { .integer($0) }
        case .number: return Self.number(text).map { .number($0) }
        case .flag: return Bool(text).map { .flag($0) }
        case .text: return .text(text)
        case .list(let values):
            guard let first = values.first else { return nil }
            let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
            let parts = (isBracketed ? String(text.dropFirst().dropLast()) : text)
                .split(separator: ",", omittingEmptySubsequences: false)
            let elements = parts.compactMap { first.replaced(by: String($0).trimmed) }
            return elements.count == parts.count ? .list(elements) : nil
        }
    }

    /// The type of the value in Swift, for example `[Double]`.
    package var swiftType: String {
        switch self {
        case .integer: "Int"
        case .number: "Double"
        case .flag: "Bool"
        case .text: "String"
        case .list(let values): "[\(values.first?.swiftType ?? "String")]"
        }
    }

    /// What a value of this type is, for messages.
    var expectation: String {
        switch self {
        case .integer: "a whole number"
        case .number: "a number"
        case .flag: "true or false"
        case .text: "a text"
        case .list(let values): "a list, each element \(values.first?.expectation ?? "a text"), such as '\(self)'"
        }
    }

    private enum Kind {
        case integer, number, flag, text, list
    }

    private var kind: Kind {
        switch self {
        case .integer: .integer
        case .number: .number
        case .flag: .flag
        case .text: .text
        case .list: .list
        }
    }

    /// A finite number in digits; words such as `inf` are texts.
    private static func number(_ text: String) -> Double? {
        guard let number = Double(text), number.isFinite, text.contains(where: \.isNumber),
            !text.lowercased().contains("x")
        else { return nil }
        return number
    }
}

extension ParameterValue: CustomStringConvertible {
    /// The value as a command line gives it, for example `0.001` or `1,2,3`.
    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .flag(let value): "\(value)"
        case .text(let value): value
        case .list(let values): values.map(\.description).joined(separator: ",")
        }
    }
}
