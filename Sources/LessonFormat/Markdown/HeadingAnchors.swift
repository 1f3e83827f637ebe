/// The `id` attributes of a page's headings, as GitHub derives them from the headings' texts.
///
/// Letters become small; letters, marks, numbers, hyphens and underscores stay, spaces become hyphens, all else goes.
/// The second heading of the same name gets `-1`, the next `-2`, passing over names already taken.
struct HeadingAnchors: Sendable {
    private var taken: Set<String> = []

    /// The anchor for the next heading of the page.
    mutating func anchor(for text: String) -> String {
        var base = ""
        for scalar in text.lowercased().unicodeScalars {
            if scalar == " " {
                base += "-"
            } else if scalar == "-" || scalar == "_" || Self.isWord(scalar) {
                base.unicodeScalars.append(scalar)
            }
        }
        if base.isEmpty { base = "section" }
        var anchor = base
        var count = 0
        while !taken.insert(anchor).inserted {
            count += 1
            anchor = "\(base)-\(count)"
        }
        return anchor
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
            true
        default:
            false
        }
    }
}
