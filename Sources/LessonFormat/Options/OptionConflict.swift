/// Two options that exclude each other.
struct OptionConflict: Sendable {
    /// An option, or the option with certain values.
    struct Use: Sendable {
        let name: String
        /// The values meant; nil for any.
        let values: Set<String>?

        /// Reads `name`, or `name=value|value`.
        init(_ text: String) {
            let parts = text.split(separator: "=")
            name = String(parts[0])
            values = parts.count > 1 ? Set(parts[1].split(separator: "|").map(String.init)) : nil
        }

        /// The option as a message gives it; nil if it is not among the given ones.
        func written(in given: [String: CellHeader.Given]) -> String? {
            guard let use = given[name] else { return nil }
            guard let values else { return name }
            // `expect=throws:TypeName` is a form of `expect=throws`.
            guard let value = use.value, values.contains(String(value.prefix { $0 != ":" })) else { return nil }
            return "\(name)=\(value)"
        }
    }

    let first: Use
    let second: Use

    /// All pairs of options that exclude each other, the more sweeping one first.
    static let all: [OptionConflict] =
        pairs(
            "static",
            with: [
                "no-run", "hide=output|all", "remove=output|all", "timeout", "quick", "expect", "alt", "max-lines",
                "tolerance", "volatile",
            ])
        + pairs(
            "no-run",
            with: ["timeout", "quick", "expect=throws|trap", "alt", "max-lines", "tolerance", "volatile"])
        + pairs("remove=all", with: ["hide", "caption", "alt", "label", "max-lines"])
        + pairs("remove=output", with: ["hide=output|all", "caption", "alt", "label", "max-lines"])
        + pairs("remove=code", with: ["hide=code|all"])
        + pairs("volatile", with: ["tolerance"])

    private static func pairs(_ first: String, with others: [String]) -> [OptionConflict] {
        others.map { OptionConflict(first: Use(first), second: Use($0)) }
    }
}
