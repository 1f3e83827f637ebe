/// The words in a layer's box, broken to its width.
struct ArchitectureLabel {
    /// One line of text.
    struct Line {
        let text: String
        let font: Font
        let isMuted: Bool
    }

    private static let markWidth = 20.0
    /// The stripe at the left and the space around the words.
    static let inset = 14.0

    let lines: [Line]
    let lineHeight: Double
    let height: Double

    init(_ node: Architecture.Node, width: Double, isOpen: Bool, ruler: Canvas) {
        let isNarrow = width < 150
        let size = isNarrow ? 11.0 : 13.0
        let (plain, bold) = (Font(size: size), Font(size: size + (isNarrow ? 0 : 1), isBold: true))
        let room = width - 2 * Self.inset
        let mark = node.training == .none ? 0 : Self.markWidth
        let inside = node.layers.isEmpty || isOpen ? "" : NumberText.counted(node.layerCount, "layer")
        let weights =
            node.parameters == 0 ? "" : NumberText.counted(node.parameters, isNarrow ? "param" : "parameter")
        var lines = [Line(text: ruler.elided(node.kind, bold, to: room - mark), font: bold, isMuted: false)]
        let name = [node.name, inside].filter { !$0.isEmpty }.joined(separator: " · ")
        lines.append(Line(text: ruler.elided(name, plain, to: room, keepsEnd: true), font: plain, isMuted: true))
        let facts = [node.shapeText, weights].filter { !$0.isEmpty }
        let joined = facts.joined(separator: " · ")
        for text in ruler.measure(joined, plain) <= room ? [joined] : facts where !text.isEmpty {
            lines.append(Line(text: ruler.elided(text, plain, to: room), font: plain, isMuted: false))
        }
        self.lines = lines
        lineHeight = size * 1.36
        height = Double(lines.count) * lineHeight + 14
    }
}
