/// The types that a module's interface declares, with the names of their members.
struct InterfaceNames: Sendable {
    private struct TypeNames {
        var members: Set<String> = []
        var parents: Set<String> = []
    }

    private var types: [String: TypeNames] = [:]

    /// Reads the text of a `.swiftinterface` file, in which each level is indented by two spaces.
    mutating func read(_ interface: String) {
        var enclosing: [String] = []
        for line in interface.split(separator: "\n") {
            let level = line.prefix { $0 == " " }.count / 2
            enclosing.removeLast(max(0, enclosing.count - level))
            let words = line.split { " ({<".contains($0) }
            if let place = words.firstIndex(of: "extension"), place + 1 < words.count {
                enclosing.append(open(words[place + 1], line))
            } else if let (keyword, name) = KnownNames.declaration(in: line) {
                if let type = enclosing.last { types[type, default: TypeNames()].members.insert(name) }
                if ["class", "struct", "enum", "protocol"].contains(keyword) {
                    enclosing.append(open(Substring(name), line))
                }
            }
        }
    }

    /// Notes a type and what it inherits, and returns its name without those around it.
    private mutating func open(_ path: Substring, _ line: Substring) -> String {
        let name = Self.lastName(path.prefix { $0 != ":" })
        let head = line.prefix { $0 != "{" }
        let inherited = head.firstRange(of: " : ").map { head[$0.upperBound...] } ?? ""
        let parents = inherited.split(separator: ",").map { Self.lastName($0.prefix { $0 != "<" }) }
        types[name, default: TypeNames()].parents.formUnion(parents)
        return name
    }

    private static func lastName(_ path: Substring) -> String {
        String(path.split { ". ".contains($0) }.last ?? "")
    }

    /// The members of a type, as the compiler writes it, and of what it inherits; nil if it is of another module.
    func members(of type: String) -> Set<String>? {
        let plain = type.replacing("any ", with: "").prefix { !"<?".contains($0) }
        return members(named: Self.lastName(plain[...].hasSuffix(".Type") ? plain.dropLast(5) : plain), seen: [])
    }

    private func members(named name: String, seen: Set<String>) -> Set<String>? {
        guard let type = types[name], !seen.contains(name) else { return nil }
        return type.parents.reduce(type.members) { all, parent in
            all.union(members(named: parent, seen: seen.union([name])) ?? [])
        }
    }
}
