/// Where the boxes and arrows of an architecture stand: rows from top to bottom, arrows that skip rows on rails at the
/// right.
struct ArchitectureLayout {
    /// A layer's box; of a model that is drawn open, with its layers inside.
    struct Box {
        let node: Architecture.Node
        let frame: Rect
        let lines: ArchitectureLabel
        let inside: (layout: ArchitectureLayout, corner: Point)?
    }

    /// Models of more layers are drawn as one box.
    private static let openLimit = 12
    private static let rowGap = 26.0
    private static let columnGap = 10.0
    private static let railGap = 12.0
    private static let widest = 420.0

    private(set) var boxes: [Box] = []
    /// The corners of each arrow, its head at the last.
    private(set) var arrows: [[Point]] = []
    let size: Size

    init(_ architecture: Architecture, width: Double, ruler: Canvas) {
        let nodes = architecture.nodes
        let rows = Rows(nodes)
        let rails = Rails(nodes, rows)
        let railWidth = Double(rails.count) * Self.railGap + (rails.count > 0 ? 4 : 0)
        let room = width - railWidth
        var frames = [Rect?](repeating: nil, count: nodes.count)
        var top = 0.0
        var bottoms: [Double] = []
        for row in rows.members {
            let count = Double(max(1, row.count))
            let gaps = Self.columnGap * (count - 1)
            let share = min(Self.widest, (room - gaps) / count)
            let left = (room - share * count - gaps) / 2
            var height = 0.0
            for (column, index) in row.enumerated() {
                let corner = Point(x: left + Double(column) * (share + Self.columnGap), y: top)
                let box = Self.box(nodes[index], corner, share, isAlone: row.count == 1, ruler)
                boxes.append(box)
                frames[index] = box.frame
                height = max(height, box.frame.height)
            }
            bottoms.append(top + height)
            top += height + Self.rowGap
        }
        size = Size(width: width, height: max(0, top - Self.rowGap))
        for (target, node) in nodes.enumerated() {
            let sources = node.inputs.filter { rows.place[$0] < rows.place[target] }
            for (number, source) in sources.enumerated() {
                guard let from = frames[source], let to = frames[target] else { continue }
                let spread = min(18, to.width / Double(sources.count + 1))
                let entry = to.center.x + (Double(number) - Double(sources.count - 1) / 2) * spread
                let channel = bottoms[rows.place[source]] + Self.rowGap * 0.38
                var corners = [Point(x: from.center.x, y: from.bottom), Point(x: from.center.x, y: channel)]
                if let rail = rails.number[Rails.Edge(source, target)] {
                    let x = room + 4 + (Double(rail) + 0.5) * Self.railGap
                    let above = bottoms[rows.place[target] - 1] + Self.rowGap * 0.38
                    corners += [Point(x: x, y: channel), Point(x: x, y: above), Point(x: entry, y: above)]
                } else {
                    corners.append(Point(x: entry, y: channel))
                }
                arrows.append(corners + [Point(x: entry, y: to.y)])
            }
        }
    }

    private static func box(
        _ node: Architecture.Node, _ corner: Point, _ width: Double, isAlone: Bool, _ ruler: Canvas
    ) -> Box {
        let isOpen = isAlone && !node.layers.isEmpty && node.layers.count <= openLimit && width > 160
        let label = ArchitectureLabel(node, width: width, isOpen: isOpen, ruler: ruler)
        var frame = Rect(x: corner.x, y: corner.y, width: width, height: label.height)
        guard isOpen else { return Box(node: node, frame: frame, lines: label, inside: nil) }
        let inset = 14.0
        let layout = ArchitectureLayout(Architecture(nodes: node.layers), width: width - 2 * inset, ruler: ruler)
        let inner = Point(x: corner.x + inset, y: corner.y + label.height + 4)
        frame.height = label.height + 4 + layout.size.height + inset
        return Box(node: node, frame: frame, lines: label, inside: (layout, inner))
    }
}

/// In which row each node stands: below all that it reads, and what reads nothing right above its first reader.
private struct Rows {
    let place: [Int]
    /// The nodes of each row, from the left.
    let members: [[Int]]

    init(_ nodes: [Architecture.Node]) {
        var place = [Int](repeating: 0, count: nodes.count)
        for (index, node) in nodes.enumerated() {
            place[index] = node.inputs.filter { $0 < index }.map { place[$0] + 1 }.max() ?? 0
        }
        for (index, node) in nodes.enumerated() where node.inputs.isEmpty {
            let readers = nodes.indices.filter { nodes[$0].inputs.contains(index) }
            place[index] = max(0, (readers.map { place[$0] }.min() ?? 1) - 1)
        }
        var members = [[Int]](repeating: [], count: (place.max() ?? -1) + 1)
        for index in nodes.indices { members[place[index]].append(index) }
        // Each node stands about below what it reads, so that few arrows cross.
        var column = [Double](repeating: 0, count: nodes.count)
        for row in members.indices {
            func wanted(_ index: Int) -> Double {
                let inputs = nodes[index].inputs.filter { place[$0] < row }
                return inputs.isEmpty ? 0.5 : inputs.reduce(0) { $0 + column[$1] } / Double(inputs.count)
            }
            members[row].sort { (wanted($0), $0) < (wanted($1), $1) }
            for (position, index) in members[row].enumerated() {
                column[index] = (Double(position) + 0.5) / Double(members[row].count)
            }
        }
        self.place = place
        self.members = members
    }
}

/// The rails of arrows that skip rows: as few as keep apart those that run beside each other.
private struct Rails {
    struct Edge: Hashable {
        let source: Int
        let target: Int

        init(_ source: Int, _ target: Int) {
            self.source = source
            self.target = target
        }
    }

    private(set) var number: [Edge: Int] = [:]
    private(set) var count = 0

    init(_ nodes: [Architecture.Node], _ rows: Rows) {
        // The last row that each rail is taken to.
        var ends: [Int] = []
        let edges = nodes.indices.flatMap { target in nodes[target].inputs.map { Edge($0, target) } }
            .filter { rows.place[$0.target] - rows.place[$0.source] > 1 }
            .sorted { (rows.place[$0.source], $0.target) < (rows.place[$1.source], $1.target) }
        for edge in edges {
            let start = rows.place[edge.source]
            let rail = ends.firstIndex { $0 <= start } ?? ends.count
            if rail == ends.count { ends.append(0) }
            ends[rail] = rows.place[edge.target]
            number[edge] = rail
        }
        count = ends.count
    }
}
