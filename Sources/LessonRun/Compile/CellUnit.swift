import LessonFormat

/// One module of a lesson: a cell, the values of a run of prose, or the parameters.
struct CellUnit: Sendable {
    /// What the module is made from.
    enum Content: Sendable {
        case parameters([Parameter])
        case cell(Cell)
        case values([InlineValue])
    }

    /// What the module is made from.
    let content: Content
    /// Counts a lesson's modules from 0.
    let index: Int
    /// The module's name.
    let module: String
    /// The module before whose names this one sees, or nil for the first.
    let previousModule: String?
    /// Names the compiled result: equal keys, equal results.
    let key: String

    /// The name of the function that runs the module's code.
    var entry: String { "\(module.lowercased())_main" }

    /// The cell, if the module is made from one.
    var cell: Cell? { if case .cell(let cell) = content { cell } else { nil } }

    /// Whether the compiler is to refuse the module.
    var mustNotCompile: Bool { cell?.options.expectation?.failure == .compileError }

    /// The lines of the lesson that the code stands on.
    var lines: (first: Int, last: Int) {
        switch content {
        case .parameters: (1, 1)
        case .cell(let cell): (cell.codeLine, cell.lastLine)
        case .values(let values): (values.first?.line ?? 1, values.last?.line ?? 1)
        }
    }

    /// The complete source of the module.
    func source(file: String, shape: CellShape) -> String {
        switch content {
        case .parameters(let parameters):
            ParameterSource(parameters: parameters).text
        case .cell(let cell):
            CellSource(cell: cell, file: file, previousModule: previousModule).text(shape)
        case .values(let values):
            ValueSource(values: values, file: file, previousModule: previousModule).text
        }
    }
}
