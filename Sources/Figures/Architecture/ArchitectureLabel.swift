/// The words in a layer's box, broken to its width.
struct ArchitectureLabel {
    /// One line of text.
    struct Line {
        let text: String
        let font: Font
        let isMuted: Bool
    }

    private static let markWidth = 20.0

    let lines: [Line]
    /// On which line the mark of what training does stands.
    let markLine: Int
    /// The stripe at the left and the space beside the words.
    let inset: Double
    let lineHeight: Double
    let height: Double

    init(_ node: Architecture.Node, width: Double, isOpen: Bool, ruler: Canvas) {
        let isNarrow = width < 150
        // Too narrow for most words: they are broken, and the mark gets a line of its own.
        let isTight = width < 100
        let size = isTight ? 10.0 : isNarrow ? 11.0 : 13.0
        let (plain, bold) = (Font(size: size), Font(size: size + (isNarrow ? 0 : 1), isBold: true))
        let inset = isTight ? 9.0 : 14.0
        let room = width - inset * (isTight ? 1.5 : 2)
        let hasMark = node.training != .none
        let inside = node.layers.isEmpty || isOpen ? "" : NumberText.counted(node.layerCount, "layer")
        let weights =
            node.parameters == 0 ? "" : NumberText.counted(node.parameters, isNarrow ? "param" : "parameter")
        var lines: [Line] = []
        func add(_ text: String, _ font: Font, isMuted: Bool = false, keepsEnd: Bool = false, to width: Double) {
            let parts =
                isTight
                ? ruler.pieces(text, font, width: width, limit: 3)
                : [ruler.elided(text, font, to: width, keepsEnd: keepsEnd)]
            for part in parts where !part.isEmpty { lines.append(Line(text: part, font: font, isMuted: isMuted)) }
        }
        add(node.kind, bold, to: room - (hasMark && !isTight ? Self.markWidth : 0))
        let name = [node.name, inside].filter { !$0.isEmpty }.joined(separator: " · ")
        add(name, plain, isMuted: true, keepsEnd: true, to: room)
        let facts = [node.shapeText, weights].filter { !$0.isEmpty }
        let joined = facts.joined(separator: " · ")
        for text in ruler.measure(joined, plain) <= room ? [joined] : facts { add(text, plain, to: room) }
        markLine = isTight ? lines.count : 0
        self.lines = lines
        self.inset = inset
        lineHeight = size * 1.36
        height = Double(lines.count + (isTight && hasMark ? 1 : 0)) * lineHeight + 14
    }
}

extension Canvas {
    /// The text broken anywhere into pieces of a width, rather after a sign or before a capital than within a word; the
    /// last of so many is shortened in its middle.
    func pieces(_ text: String, _ font: Font, width: Double, limit: Int) -> [String] {
        var pieces: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty, pieces.count < limit - 1, measure(String(rest), font) > width {
            var count = rest.count
            while count > 1, measure(String(rest.prefix(count)), font) > width { count -= 1 }
            let characters = Array(rest)
            let good = (1...count).last { place in
                place < characters.count
                    && ("_×, ".contains(characters[place - 1])
                        || characters[place].isUppercase && characters[place - 1].isLowercase)
            }
            let end = good.map { $0 * 2 >= count ? $0 : count } ?? count
            pieces.append(String(rest.prefix(end)))
            rest = rest.dropFirst(end)
        }
        if !rest.isEmpty { pieces.append(elided(String(rest), font, to: width, keepsEnd: true)) }
        return pieces
    }
}
