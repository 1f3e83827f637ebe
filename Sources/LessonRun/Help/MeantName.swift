import LessonFormat

/// Finds the name that somebody meant; a wrong guess would mislead, so where none is likely there is none.
enum MeantName {
    /// The candidate that the name most likely stands for: one with a letter or two wrong, else one that it shortens, as
    /// `MaxPool2D` does `MaxPooling2D`.
    ///
    /// Names of types begin with a capital, others do not: one does not stand for the other, unless it is called and
    /// only letters' case is wrong.
    static func nearest(to name: String, among candidates: some Sequence<String>, isCalled: Bool = false) -> String? {
        let isType = name.first?.isUppercase
        let likely = candidates.filter { candidate in
            candidate.first?.isUppercase == isType || isCalled && candidate.lowercased() == name.lowercased()
        }
        return nearestName(to: name, among: likely, atMost: typos(in: name))
            ?? likely.filter { shortens(name, $0) }.min { ($0.count, $0) < ($1.count, $1) }
    }

    /// How many letters of a name may be wrong; a short name with one wrong letter is too often another name.
    private static func typos(in name: String) -> Int {
        switch name.count {
        case ..<4: 0
        case ..<9: 1
        default: 2
        }
    }

    /// Whether a name leaves letters out of a longer one, but for its beginning.
    private static func shortens(_ name: String, _ whole: String) -> Bool {
        guard name.count < whole.count, whole.hasPrefix(name.prefix(3)) else { return false }
        // A family's name stands for its first member: VGG for VGG16.
        if name.count >= 3, name.first?.isUppercase == true, whole.hasPrefix(name) { return true }
        guard name.count >= 5 else { return false }
        var rest = Substring(name)
        for letter in whole where letter == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }
}
