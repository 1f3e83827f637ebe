import LessonFormat

/// The Swift source of the module that finds the values of a run of prose: each expression in its own line and column.
struct ValueSource {
    let values: [InlineValue]
    /// The lesson's file name, for diagnostics.
    let file: String
    /// The module whose names the expressions see, or nil for those of the engine alone.
    let previousModule: String?

    /// The complete source.
    var text: String {
        var text = """
            import Foundation
            @_exported import \(previousModule ?? "Transfer")
            @_silgen_name("lesson_cell_completed") private func __lessonCellCompleted()
            @_silgen_name("lesson_inline_value") private func __lessonInlineValue<Value>(
                _ index: Int, _ format: String, _ value: Value) throws

            """
        for (index, value) in values.enumerated() {
            let padding = String(repeating: " ", count: value.column - 1)
            text += """
                \(SourceLocation.directive(file: file, line: value.line - 1))
                try __lessonInlineValue(\(index), "\(value.format ?? "")",
                \(padding)\(value.expression)
                )

                """
        }
        return text + "let _: Void = __lessonCellCompleted()\n"
    }
}
