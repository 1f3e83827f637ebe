/// A graph cut where training begins to matter.
package struct SplitGraph: Sendable {
    /// What never changes during training: its outputs are the head's inputs.
    package var frozen: Graph
    /// What training changes, what depends on chance, and all that follows.
    package var head: Graph
}

extension Graph {
    /// Cuts the graph before the first trainable or random node of every path; nil if there is no such node.
    package func split() -> SplitGraph? {
        var isActive = [Bool](repeating: false, count: nodes.count)
        for (index, node) in nodes.enumerated() {
            isActive[index] =
                node.isTrainable || node.operation.isStochastic && !node.isInference
                || node.inputs.contains { isActive[$0] }
        }
        guard outputs.contains(where: { isActive[$0] }) else { return nil }
        let border = Set(nodes.indices.filter { isActive[$0] }.flatMap { nodes[$0].inputs }.filter { !isActive[$0] })
            .union(outputs.filter { !isActive[$0] }).sorted()

        var frozen = subgraph(of: border)
        frozen.graph.outputs = border.compactMap { frozen.numbers[$0] }

        var head = Graph()
        var numbers: [Int: Int] = [:]
        for index in nodes.indices where isActive[index] || border.contains(index) {
            var node = nodes[index]
            if isActive[index] {
                node.inputs = node.inputs.compactMap { numbers[$0] }
            } else {
                node = Node(.input, inputs: [], shape: node.shape, layer: node.layer)
            }
            numbers[index] = head.append(node)
        }
        head.outputs = outputs.compactMap { numbers[$0] }
        return SplitGraph(frozen: frozen.graph, head: head)
    }

    /// The nodes that the given ones depend on (and all inputs), with their new numbers.
    private func subgraph(of targets: [Int]) -> (graph: Graph, numbers: [Int: Int]) {
        var isNeeded = [Bool](repeating: false, count: nodes.count)
        for target in targets { isNeeded[target] = true }
        for index in nodes.indices.reversed() where isNeeded[index] {
            for input in nodes[index].inputs { isNeeded[input] = true }
        }
        var graph = Graph()
        var numbers: [Int: Int] = [:]
        for index in nodes.indices where isNeeded[index] || nodes[index].operation == .input {
            var node = nodes[index]
            node.inputs = node.inputs.compactMap { numbers[$0] }
            numbers[index] = graph.append(node)
        }
        return (graph, numbers)
    }

    /// Whether the outputs are the inputs themselves, so that there is nothing to compute.
    package var isIdentity: Bool { outputs == inputs }
}
