/// Text that a program wrote for a terminal, resolved to what is to be read.
///
/// 1. A line that is begun again with `\r` keeps only its last state; `\b` takes back one character.
/// 2. SGR sequences become bold and the sixteen basic colours; other escape sequences vanish.
/// 3. Other control characters vanish; tabs and line endings stay.
struct TerminalText: Hashable, Sendable {
    /// How a run of characters looks.
    struct Style: Hashable, Sendable {
        var isBold = false
        /// One of the sixteen basic colours, 0 to 15; nil for the text's own.
        var color: Int?
    }

    /// Neighbouring characters of one style.
    struct Run: Hashable, Sendable {
        var text: String
        var style: Style
    }

    /// The runs in order.
    private(set) var runs: [Run] = []

    /// The text alone.
    var plain: String { runs.map(\.text).joined() }

    /// Resolves a text.
    init(_ text: String) {
        var line: [(scalar: Unicode.Scalar, style: Style)] = []
        var style = Style()
        var isRestarted = false
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\n":
                line.append((scalar, style))
                append(line)
                line.removeAll(keepingCapacity: true)
                isRestarted = false
            case "\r":
                isRestarted = rest.first != "\n"
            case "\u{8}":
                if !line.isEmpty { line.removeLast() }
            case "\u{1B}":
                Self.escape(&rest, style: &style)
            case "\t",
                _ where !Self.isControl(scalar):
                if isRestarted {
                    line.removeAll(keepingCapacity: true)
                    isRestarted = false
                }
                line.append((scalar, style))
            default:
                break
            }
        }
        append(line)
    }

    private mutating func append(_ line: [(scalar: Unicode.Scalar, style: Style)]) {
        for (scalar, style) in line {
            if runs.last?.style != style { runs.append(Run(text: "", style: style)) }
            runs[runs.count - 1].text.unicodeScalars.append(scalar)
        }
    }

    /// C0 and C1 controls, and code points that XML does not admit.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.value & 0xFFFE == 0xFFFE
    }

    /// Takes one escape sequence off the text; the escape character itself is gone already.
    private static func escape(_ rest: inout Substring.UnicodeScalarView, style: inout Style) {
        guard let kind = rest.popFirst() else { return }
        switch kind {
        case "[":
            let parameters = rest.prefix { ("\u{20}"..."\u{3F}").contains($0) }
            rest = rest.dropFirst(parameters.count)
            if rest.popFirst() == "m" { style.apply(String(parameters)) }
        case "]":
            // An operating system command ends in a bell or in `ESC \`.
            while let scalar = rest.popFirst(), scalar != "\u{7}" {
                if scalar == "\u{1B}" {
                    rest = rest.dropFirst()
                    return
                }
            }
        default:
            break
        }
    }
}

extension TerminalText.Style {
    /// Applies the numbers of one SGR sequence.
    fileprivate mutating func apply(_ parameters: String) {
        var codes = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }[...]
        while let code = codes.popFirst() {
            switch code {
            case 0: self = Self()
            case 1: isBold = true
            case 22: isBold = false
            case 30...37: color = code - 30
            case 39: color = nil
            case 90...97: color = code - 90 + 8
            case 38, 48:
                // `5;n` is a colour of 256, `2;r;g;b` one of all: only the basic sixteen are kept.
                let form = codes.popFirst()
                let index = codes.first
                codes = codes.dropFirst(form == 5 ? 1 : form == 2 ? 3 : 0)
                if code == 38, form == 5, let index, (0..<16).contains(index) { color = index }
            default: break
            }
        }
    }
}
