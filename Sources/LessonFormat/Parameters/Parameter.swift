import Foundation
import Yams

/// A value that a lesson's cells see as `params.name` and that a run may be given another value for.
public struct Parameter: Codable, Hashable, Sendable {
    /// The name, as Swift writes it.
    public var name: String
    /// The value the cells see.
    public var value: ParameterValue
    /// The value that the front matter gives.
    public var standard: ParameterValue

    /// Makes a parameter whose value is the front matter's.
    public init(name: String, value: ParameterValue) {
        self.name = name
        self.value = value
        standard = value
    }

    /// Whether the run was given another value.
    public var isOverridden: Bool { value != standard }

    /// Reads the mapping `params` of a front matter.
    ///
    /// 1. A name is a letter or `_`, then letters, digits and `_`; not one of the words that Swift keeps to itself.
    /// 2. A value is a whole number, a number, `true` or `false`, a text, or a list of one of them with at least one
    ///    element; a list with numbers of both kinds is one of numbers.
    /// 3. What stands in quotation marks is a text.
    /// 4. `null`, `~` and numbers too large for `Double` are no values.
    static func parse(_ mapping: Node.Mapping, problems: inout [LessonProblem]) -> [Parameter] {
        mapping.compactMap { key, node in
            let line = FrontMatter.line(key.mark)
            let name = key.scalar?.string ?? FrontMatter.received(key)
            guard isValid(name: name) else {
                problems.append(LessonProblem(line: line, kind: .invalidParameterName(name)))
                return nil
            }
            guard let value = ParameterValue(node) else {
                let received = FrontMatter.received(node)
                problems.append(
                    LessonProblem(line: line, kind: .invalidParameterValue(name: name, received: received)))
                return nil
            }
            return Parameter(name: name, value: value)
        }
    }

    private static func isValid(name: String) -> Bool {
        // Backticks make names of the other keywords.
        if ["self", "Self", "Type", "Protocol", "init", "_"].contains(name) { return false }
        guard let first = name.unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
        return name.unicodeScalars.allSatisfy {
            $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType == .decimal
        }
    }
}

extension ParameterValue {
    /// Reads a YAML value; nil if it is of a kind that parameters cannot have.
    fileprivate init?(_ node: Node) {
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
            guard let value = isQuoted ? .text(scalar.string) : ParameterValue(plain: scalar.string) else { return nil }
            self = value
        case .sequence(let sequence):
            let elements = sequence.compactMap { ParameterValue($0) }
            guard elements.count == sequence.count, let list = ParameterValue(list: elements) else { return nil }
            self = list
        case .mapping, .alias:
            return nil
        }
    }
}
