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
    }

    /// All options there are.
    static let all: [CellOptionKey] = [
        CellOptionKey(name: "id", value: .text { $0.id = $1 }),
        CellOptionKey(name: "hide", value: .flag { $0.options.hide = true }),
        CellOptionKey(name: "static", value: .flag { $0.options.isStatic = true }),
        CellOptionKey(name: "no-run", value: .flag { $0.options.noRun = true }),
        CellOptionKey(name: "caption", value: .text { $0.options.caption = $1 }),
    ]

    /// Pairs of options that exclude each other.
    static let conflicts = [("static", "no-run")]

    /// The option of a name, if there is one.
    static func named(_ name: String) -> CellOptionKey? { all.first { $0.name == name } }
}
