import LessonFormat

/// The Swift source of the module that gives cells their `params`.
struct ParameterSource {
    let parameters: [Parameter]

    /// The complete source.
    var text: String {
        let properties = parameters.map { parameter in
            "    let `\(parameter.name)`: \(parameter.value.swiftType) = \(parameter.value.literal)"
        }
        return """
            @_exported import Transfer
            @_silgen_name("lesson_cell_completed") private func __lessonCellCompleted()
            struct Parameters: Sendable {
            \(properties.joined(separator: "\n"))
            }
            let params = Parameters()
            let _: Void = __lessonCellCompleted()

            """
    }
}

extension ParameterValue {
    /// The value as a literal in Swift.
    fileprivate var literal: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .flag(let value): "\(value)"
        case .text(let value): "\"\(value.unicodeScalars.map(Self.escaped).joined())\""
        case .list(let values): "[\(values.map(\.literal).joined(separator: ", "))]"
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"", "\\": "\\\(scalar)"
        case _ where scalar.value < 0x20: "\\u{\(String(scalar.value, radix: 16))}"
        default: String(scalar)
        }
    }
}
