/// One option a cell may have: its name, whether it takes a value, and where the value goes.
struct CellOptionKey: Sendable {
    /// The name, as written.
    let name: String
    /// What follows the name.
    let value: Value

    /// What follows an option's name, and what the option does to the cell's header.
    enum Value: Sendable {
        /// Nothing; the name alone says it.
        case flag(@Sendable (inout CellHeader) -> Void)
        /// A text.
        case text(@Sendable (inout CellHeader, String) -> Void)
        /// A value that must be what the first word says; `implied` is meant where the name stands alone. The function
        /// says false of a value that is not.
        case form(String, implied: String? = nil, @Sendable (inout CellHeader, String) -> Bool)
    }

    /// All options there are.
    static let all: [CellOptionKey] = [
        CellOptionKey(name: "id", value: .text { $0.id = $1 }),
        CellOptionKey(
            name: "hide", value: .form(parts, implied: "code") { store(CellPart($1), in: &$0.options.hidden) }),
        CellOptionKey(name: "remove", value: .form(parts) { store(CellPart($1), in: &$0.options.removed) }),
        CellOptionKey(name: "static", value: .flag { $0.options.isStatic = true }),
        CellOptionKey(name: "no-run", value: .flag { $0.options.noRun = true }),
        CellOptionKey(
            name: "timeout",
            value: .form("a time above 0 such as '30s', '2m' or '500ms'") {
                store(FrontMatter.seconds($1), in: &$0.options.timeout)
            }),
        CellOptionKey(
            name: "quick",
            value: .form("'skip'") { header, text in
                header.options.isSkippedWhenQuick = text == "skip"
                return text == "skip"
            }),
        CellOptionKey(
            name: "expect",
            value: .form("'compile-error', 'throws', 'throws:TypeName' or 'trap'") {
                store(Expectation.Failure(rawValue: $1).map { Expectation($0) }, in: &$0.options.expectation)
            }),
        CellOptionKey(name: "match", value: .text { $0.match = $1 }),
        CellOptionKey(name: "caption", value: .text { $0.options.caption = $1 }),
        CellOptionKey(name: "alt", value: .text { $0.options.alt = $1 }),
        CellOptionKey(
            name: "label",
            value: .form("lower-case letters, digits and hyphens, beginning with a letter") { header, text in
                header.options.label = text
                return CellHeader.isValid(id: text)
            }),
        CellOptionKey(
            name: "max-lines",
            value: .form("a whole number from 1") {
                store(Int($1).flatMap { $0 > 0 ? $0 : nil }, in: &$0.options.maxLines)
            }),
        CellOptionKey(
            name: "tolerance",
            value: .form("a number from 0 such as '0.01'") {
                store(Double($1).flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }, in: &$0.options.tolerance)
            }),
        CellOptionKey(name: "volatile", value: .flag { $0.options.isVolatile = true }),
    ]

    /// The option of a name, if there is one.
    static func named(_ name: String) -> CellOptionKey? { all.first { $0.name == name } }

    private static let parts = "'code', 'output' or 'all'"

    /// Keeps a value that could be read; says false of one that could not.
    private static func store<Value>(_ value: Value?, in place: inout Value?) -> Bool {
        place = value
        return value != nil
    }
}

extension CellPart {
    fileprivate init?(_ text: String) { self.init(rawValue: text) }
}
