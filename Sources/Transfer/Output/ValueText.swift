/// Values as text.
package enum ValueText {
    /// What `print` would write, but with the names of types as a program writes them: without their modules.
    ///
    /// Only names that Swift's reflection puts in are shortened; what a type says of itself stays.
    package static func text(of value: Any) -> String {
        let text = String(describing: value)
        guard mayNameModules(text) else { return text }
        var names: [String: String] = [:]
        collectTypeNames(of: value, into: &names)
        // A name may be the beginning of another.
        return names.sorted { $0.key.utf8.count > $1.key.utf8.count }
            .reduce(text) { $0.replacing($1.key, with: $1.value) }
    }

    /// Whether a full stop stands before a name; numbers have none, and a walk through many takes time.
    private static func mayNameModules(_ text: String) -> Bool {
        zip(text.utf8, text.utf8.dropFirst()).contains { first, second in
            first == UInt8(ascii: ".") && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second)
        }
    }

    /// Adds the qualified and the plain names of the types that reflection names in the description of a value.
    private static func collectTypeNames(of value: Any, into names: inout [String: String]) {
        if let type = value as? Any.Type {
            names[String(reflecting: type)] = String(describing: type)
            return
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .collection, .dictionary, .set, .optional, .tuple: break
        default:
            if value is any CustomStringConvertible || value is any CustomDebugStringConvertible
                || value is any TextOutputStreamable
            {
                return
            }
            names[String(reflecting: mirror.subjectType)] = String(describing: mirror.subjectType)
            // Of an object no more than its type is shown.
            if mirror.displayStyle == .class { return }
        }
        for child in mirror.children { collectTypeNames(of: child.value, into: &names) }
    }
}
