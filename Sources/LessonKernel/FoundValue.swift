import Foundation
import Transfer

/// The value of an expression in a lesson's prose.
public struct FoundValue: Codable, Hashable, Sendable {
    /// The text that stands in the expression's place.
    public var text: String
    /// The value's type, as Swift writes it.
    public var type: String
    /// The number before it was formatted; nil for a value that is none.
    public var number: Double?

    /// Makes a found value.
    public init(text: String, type: String, number: Double? = nil) {
        self.text = text
        self.type = type
        self.number = number
    }

    /// Describes a value, or formats the number it is.
    ///
    /// An optional stands for the value inside. Throws `InlineFormatError` if the format does not suit the value.
    init<Value>(_ value: Value, format: String) throws {
        let content = Self.unwrapped(value)
        type = String(describing: Value.self)
        let number = content.flatMap(Self.number)
        self.number = number
        guard !format.isEmpty else {
            text = content.map(ValueText.text) ?? "nil"
            return
        }
        guard let conversion = format.last, let content else {
            throw InlineFormatError(format: format, expected: "a number", received: "nil")
        }
        if "diuxXo".contains(conversion) {
            guard let integer = (content as? any BinaryInteger).flatMap(Self.integer) else {
                throw InlineFormatError(
                    format: format, expected: "a whole number", received: "\(content) of type \(type)")
            }
            // C's `%d` takes 32 bits only.
            text = String(format: format.dropLast() + "ll" + String(conversion), integer)
        } else {
            guard let number else {
                throw InlineFormatError(format: format, expected: "a number", received: "\(content) of type \(type)")
            }
            text = String(format: format, number)
        }
    }

    private static func unwrapped(_ value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .optional else { return value }
        return mirror.children.first.flatMap { unwrapped($0.value) }
    }

    private static func number(_ value: Any) -> Double? {
        switch value {
        case let value as any BinaryFloatingPoint: Double(value)
        case let value as any BinaryInteger: Double(value)
        default: nil
        }
    }

    private static func integer(_ value: any BinaryInteger) -> Int64? { Int64(exactly: value) }
}

/// Called by the module of a run of prose for each value inside, in order.
///
/// Throws `InlineFormatError` if the format does not suit the value.
@_silgen_name("lesson_inline_value")
public func lessonInlineValue<Value>(_ index: Int, _ format: String, _ value: Value) throws {
    Channel.send(.inlineValue(try FoundValue(value, format: format)))
}
