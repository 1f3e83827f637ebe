import Foundation
import Testing

@testable import Figures

@Suite("An architecture is boxes with arrows, in words and numbers too")
struct ArchitectureTests {
    private func node(
        _ name: String, _ inputs: [Int], training: Architecture.Training = .trainable,
        layers: [Architecture.Node] = []
    ) -> Architecture.Node {
        Architecture.Node(
            name: name, kind: "Dense", shapes: [[8, 8, 3]], parameters: training == .none ? 0 : 1234,
            training: training, inputs: inputs, layers: layers)
    }

    /// Blocks of two layers with a way around them.
    private func residual(blocks: Int) -> Architecture {
        var nodes = [node("in", [], training: .none)]
        for block in 0..<blocks {
            let start = nodes.count - 1
            nodes.append(node("a\(block)", [start]))
            nodes.append(node("b\(block)", [start + 1], training: .frozen))
            nodes.append(node("sum\(block)", [start + 2, start], training: .none))
        }
        return Architecture(nodes: nodes)
    }

    private func layout(_ architecture: Architecture, width: Double = 340) throws -> ArchitectureLayout {
        ArchitectureLayout(
            architecture, width: width, ruler: try Canvas(size: Size(width: 1, height: 1), scale: 1))
    }

    @Test("told in a sentence and a table")
    func words() {
        let inner = node("inner", [0], training: .partly, layers: [node("x", []), node("y", [0], training: .frozen)])
        let chart = Chart(
            title: "net",
            content: .architecture(Architecture(nodes: [node("in", [], training: .none), inner, node("out", [1])])))
        #expect(
            chart.altText == """
                net. Architecture of 3 layers, 2,468 parameters: Dense in (8×8×3); Dense inner of 2 layers (8×8×3), \
                partly frozen; Dense out (8×8×3), trainable.
                """)
        #expect(chart.dataTable.rows.map { $0[0] } == ["in", "inner", "→ x", "→ y", "out"])
        #expect(chart.dataTable.rows[4] == ["out", "Dense", "8×8×3", "1234", "trainable", "inner"])
        #expect(chart.dataTable.rows.allSatisfy { $0.count == chart.dataTable.columns.count })
    }

    @Test("the same after writing and reading, and drawn the same for the same width and theme")
    func coding() throws {
        let chart = Chart(title: "net", content: .architecture(residual(blocks: 2)))
        let copy = try JSONDecoder().decode(Chart.self, from: JSONEncoder().encode(chart))
        #expect(copy == chart)
        #expect(try copy.png(theme: .dark, width: 340) == chart.png(theme: .dark, width: 340))
        #expect(try chart.png(theme: .dark, width: 340) != chart.png(theme: .light, width: 340))
        #expect(try PNGHeader(chart.png(theme: .light, width: 340, scale: 2)).width == 680)
    }

    @Test("with boxes that do not overlap, inside the width, below what they read")
    func layout() throws {
        let wide = Architecture(
            nodes: [node("in", [])] + (0..<4).map { node("branch\($0)", [0]) } + [node("sum", [0, 1, 2, 3, 4])])
        for architecture in [wide, residual(blocks: 5)] {
            let layout = try layout(architecture)
            for (number, box) in layout.boxes.enumerated() {
                #expect(box.frame.x >= 0 && box.frame.right <= 340)
                for other in layout.boxes[(number + 1)...] {
                    let isBeside = box.frame.right <= other.frame.x || other.frame.right <= box.frame.x
                    #expect(isBeside || box.frame.bottom < other.frame.y)
                }
            }
            for arrow in layout.arrows {
                let (start, end) = (try #require(arrow.first), try #require(arrow.last))
                #expect(start.y < end.y)
                for (from, to) in zip(arrow, arrow.dropFirst()) where from.x == to.x && from.x < 300 {
                    // No arrow runs down through a box.
                    #expect(
                        !layout.boxes.contains {
                            $0.frame.x < from.x && from.x < $0.frame.right && from.y < $0.frame.y
                                && to.y > $0.frame.bottom
                        })
                }
            }
            #expect(layout.arrows.count == architecture.nodes.reduce(0) { $0 + $1.inputs.count })
        }
    }

    @Test("with a model of few layers drawn open, and one of many as a box")
    func nesting() throws {
        func architecture(_ count: Int) -> Architecture {
            let layers = (0..<count).map { node("l\($0)", $0 == 0 ? [] : [$0 - 1]) }
            return Architecture(nodes: [node("in", []), node("model", [0], layers: layers)])
        }
        let open = try layout(architecture(3)).boxes[1]
        let inside = try #require(open.inside)
        #expect(inside.layout.boxes.count == 3)
        #expect(inside.corner.y + inside.layout.size.height < open.frame.bottom)
        let closed = try layout(architecture(100)).boxes[1]
        #expect(closed.inside == nil)
        #expect(closed.lines.lines[1].text == "model · 100 layers")
    }

    @Test("with the middle of a long list folded, no branch cut")
    func folding() {
        let long = residual(blocks: 30)
        let folded = long.folded(limit: 24)
        #expect(folded.nodes.count <= 25)
        let middle = folded.nodes.first { $0.kind.hasSuffix(" layers") }
        #expect(middle?.training == .partly)
        #expect(folded.nodes.reduce(0) { $0 + $1.parameters } == long.nodes.reduce(0) { $0 + $1.parameters })
        for (place, node) in folded.nodes.enumerated() {
            #expect(node.inputs.allSatisfy { $0 >= 0 && $0 < place })
            let original = long.nodes.first { $0.name == node.name }
            if let original {
                #expect(node.inputs.count == original.inputs.count)
            }
        }
        #expect(residual(blocks: 3).folded(limit: 24) == residual(blocks: 3))
    }

    @Test("with words broken to narrow boxes, nothing left out that fits")
    func narrowWords() throws {
        let ruler = try Canvas(size: Size(width: 1, height: 1), scale: 1)
        let font = Font(size: 10)
        let pieces = ruler.pieces("AveragePooling2D", font, width: 60, limit: 3)
        #expect(pieces == ["Average", "Pooling2D"])
        #expect(pieces.allSatisfy { ruler.measure($0, font) <= 60 })
        #expect(ruler.pieces("35×35×192", font, width: 40, limit: 3).joined() == "35×35×192")
        #expect(ruler.pieces("short", font, width: 60, limit: 3) == ["short"])
        let long = ruler.pieces(String(repeating: "w", count: 80), font, width: 40, limit: 3)
        #expect(long.count == 3 && long[2].contains("…"))
        let label = ArchitectureLabel(node("n", []), width: 60, isOpen: false, ruler: ruler)
        #expect(label.markLine == label.lines.count)
    }
}
