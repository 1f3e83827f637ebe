import LessonFormat

/// The modules of a lesson in the order in which they run, each built on those before it.
///
/// 1. The parameters come first, if there are any.
/// 2. Each cell is a module, but for `static` cells and those that the run leaves out.
/// 3. The values of a run of prose are one module.
/// 4. Nothing builds on values, on a `no-run` cell, whose variables are never set, nor on a cell that is expected to
///    fail, of whose variables some are never set.
struct CellChain {
    /// All modules, in order.
    private(set) var units: [CellUnit] = []
    private let lesson: Lesson
    private let fingerprint: String
    private var cellCount = 0
    private var valueCount = 0
    private var last: (module: String, key: String)?

    init(_ lesson: Lesson, fingerprint: String) {
        self.lesson = lesson
        self.fingerprint = fingerprint
    }

    /// Adds the lesson's parameters; nil if it has none.
    mutating func addParameters() -> CellUnit? {
        guard !lesson.frontMatter.parameters.isEmpty else { return nil }
        return add(.parameters(lesson.frontMatter.parameters), module: "LessonParameters", isBuiltOn: true)
    }

    /// Adds a cell; nil if it is `static`.
    mutating func add(_ cell: Cell) -> CellUnit? {
        if cell.options.isStatic { return nil }
        cellCount += 1
        let isBuiltOn = !cell.options.noRun && cell.options.expectation == nil
        return add(.cell(cell), module: "Cell\(cellCount)", isBuiltOn: isBuiltOn)
    }

    /// Adds the values of a run of prose; nil if it has none.
    mutating func add(_ prose: Prose) -> CellUnit? {
        if prose.values.isEmpty { return nil }
        valueCount += 1
        return add(.values(prose.values), module: "Values\(valueCount)", isBuiltOn: false)
    }

    private mutating func add(_ content: CellUnit.Content, module: String, isBuiltOn: Bool) -> CellUnit {
        func unit(key: String) -> CellUnit {
            CellUnit(content: content, index: units.count, module: module, previousModule: last?.module, key: key)
        }
        var hash = SHA256()
        // The source without insertions, because the shape that decides about these takes a compiler to know.
        let draft = unit(key: "")
        let source = draft.source(file: lesson.file, shape: CellShape())
        // What is kept of a cell that is to be refused is nothing that others could build on.
        for part in [fingerprint, last?.key ?? "", module, "\(draft.mustNotCompile)", source] { hash.update(part) }
        let unit = unit(key: hash.finalize())
        units.append(unit)
        if isBuiltOn { last = (module, chainKey(of: unit)) }
        return unit
    }

    /// What the modules that build on this one depend on: of parameters their types, not their values.
    private func chainKey(of unit: CellUnit) -> String {
        guard case .parameters(let parameters) = unit.content else { return unit.key }
        var hash = SHA256()
        for part in [fingerprint] + parameters.flatMap({ [$0.name, $0.value.swiftType] }) { hash.update(part) }
        return hash.finalize()
    }
}
