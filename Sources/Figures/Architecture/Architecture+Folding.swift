extension Architecture {
    /// The same with the middle of a long list folded into one node.
    ///
    /// It is folded between two places where a single layer's result goes on, so that no branch is cut; a list without
    /// such places stays whole.
    func folded(limit: Int) -> Architecture {
        guard nodes.count > limit else { return self }
        let cuts = nodes.indices.dropLast().filter(isCut)
        let half = limit / 2
        guard let first = cuts.last(where: { $0 < half }),
            let last = cuts.first(where: { $0 >= nodes.count - half }), last > first + 1
        else { return self }
        let middle = nodes[(first + 1)...last]
        let node = Node(
            name: "\(middle.first?.name ?? "") … \(middle.last?.name ?? "")", kind: "\(middle.count) layers",
            shapes: middle.last?.shapes ?? [], parameters: middle.reduce(0) { $0 + $1.parameters },
            training: .joined(middle.map(\.training)), inputs: [first])
        let removed = middle.count - 1
        let rest = nodes[(last + 1)...].map { node in
            var moved = node
            moved.inputs = node.inputs.map { $0 - removed }
            return moved
        }
        return Architecture(nodes: nodes[...first] + [node] + rest)
    }

    /// Whether everything after a place reads nothing before it but this one result.
    private func isCut(_ place: Int) -> Bool {
        nodes[(place + 1)...].allSatisfy { $0.inputs.allSatisfy { $0 >= place } && !$0.inputs.isEmpty }
    }
}
