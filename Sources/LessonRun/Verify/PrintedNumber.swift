/// A number as it stands in a text.
struct PrintedNumber: Hashable, Sendable {
    /// The number, for example 1234.5 for `1,234.5`.
    let value: Double
    /// The text, as written.
    let text: String
    /// The text without the commas between thousands and a leading plus sign.
    let digits: String
    /// How many digits stand behind the point, where there is no exponent.
    let decimals: Int
    /// Whether there is neither point nor exponent.
    let isWhole: Bool

    /// Reads the number that begins at `place` of a text and moves behind it; nil if none begins there.
    ///
    /// 1. A number has digits, perhaps with commas between thousands, perhaps a fraction, perhaps an exponent.
    /// 2. A sign belongs to it unless it follows a letter, a digit or a closing parenthesis; no number begins inside a word.
    /// 3. `nan`, `inf`, `infinity` and `∞`, in any case, are numbers too.
    init?(_ text: [Unicode.Scalar], at place: inout Int) {
        var scan = Scan(text: text, place: place)
        guard scan.isAtStart, let (digits, decimals, isWhole) = scan.number(), let value = Double(digits) else {
            return nil
        }
        self.text = String(String.UnicodeScalarView(text[place..<scan.place]))
        (self.value, self.digits, self.decimals, self.isWhole) = (value, digits, decimals, isWhole)
        place = scan.place
    }

    private struct Scan {
        let text: [Unicode.Scalar]
        var place: Int

        private func scalar(_ offset: Int = 0) -> Unicode.Scalar? {
            text.indices.contains(place + offset) ? text[place + offset] : nil
        }

        private func isDigit(_ offset: Int = 0) -> Bool { scalar(offset).map { ("0"..."9").contains($0) } ?? false }

        private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
            scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        }

        /// Whether a number may begin here.
        var isAtStart: Bool {
            guard let previous = scalar(-1) else { return true }
            if let sign = scalar(), "+-−".unicodeScalars.contains(sign), previous == ")" { return false }
            return !Self.isWordPart(previous)
        }

        private mutating func digits() -> String {
            var digits = ""
            while isDigit(), let digit = scalar() {
                digits.unicodeScalars.append(digit)
                place += 1
            }
            return digits
        }

        mutating func number() -> (digits: String, decimals: Int, isWhole: Bool)? {
            var number = ""
            if let sign = scalar(), "+-−".unicodeScalars.contains(sign) {
                if sign != "+" { number = "-" }
                place += 1
            }
            if let word = notFinite() { return (number + word, 0, false) }
            let whole = digits()
            number += whole
            while (1...3).contains(whole.count), scalar() == ",", isDigit(1), isDigit(2), isDigit(3), !isDigit(4) {
                place += 1
                number += digits()
            }
            var (decimals, isWhole) = (0, true)
            if scalar() == ".", isDigit(1) {
                place += 1
                let fraction = digits()
                number += (whole.isEmpty ? "0." : ".") + fraction
                (decimals, isWhole) = (fraction.count, false)
            }
            guard !(whole.isEmpty && isWhole) else { return nil }
            if let exponent = exponent() {
                number += exponent
                (decimals, isWhole) = (0, false)
            }
            return (number, decimals, isWhole)
        }

        private mutating func exponent() -> String? {
            guard scalar() == "e" || scalar() == "E" else { return nil }
            let isSigned = scalar(1) == "+" || scalar(1) == "-"
            guard isDigit(isSigned ? 2 : 1) else { return nil }
            let sign = isSigned && scalar(1) == "-" ? "-" : ""
            place += isSigned ? 2 : 1
            return "e" + sign + digits()
        }

        private mutating func notFinite() -> String? {
            if scalar() == "∞" {
                place += 1
                return "inf"
            }
            var end = place
            while end < text.count, Self.isWordPart(text[end]) { end += 1 }
            let word = String(String.UnicodeScalarView(text[place..<end])).lowercased()
            guard ["nan", "inf", "infinity"].contains(word) else { return nil }
            place = end
            return word
        }
    }
}
