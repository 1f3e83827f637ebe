extension Architecture.Node {
    /// The results' dimensions: `8×8×3`.
    var shapeText: String {
        shapes.map { $0.isEmpty ? "one number" : $0.map(String.init).joined(separator: "×") }.joined(separator: ", ")
    }

    /// The number of layers of a model, models within counted by their layers.
    var layerCount: Int { layers.isEmpty ? 1 : layers.reduce(0) { $0 + $1.layerCount } }
}

extension Architecture {
    /// What the picture shows, in words.
    var altText: String {
        let parameters = nodes.reduce(0) { $0 + $1.parameters }
        let names = nodes.map { node in
            let size = node.shapeText.isEmpty ? "" : " (\(node.shapeText))"
            let inside = node.layers.isEmpty ? "" : " of \(node.layerCount) layers"
            let training = node.training == .none ? "" : ", \(node.training.word)"
            return "\(node.kind) \(node.name)\(inside)\(size)\(training)"
        }
        let shown = names.count <= 12 ? names : names.prefix(6) + ["…"] + names.suffix(4)
        return "Architecture of \(NumberText.counted(nodes.count, "layer")), "
            + "\(NumberText.counted(parameters, "parameter")): \(shown.joined(separator: "; "))."
    }

    /// The layers, a row each; those of models within follow them, set off by arrows.
    var dataTable: Chart.DataTable {
        Chart.DataTable(
            columns: ["layer", "class", "output shape", "parameters", "training", "reads"],
            rows: Self.rows(nodes, level: 0))
    }

    private static func rows(_ nodes: [Node], level: Int) -> [[String]] {
        nodes.flatMap { node in
            let reads = node.inputs.filter(nodes.indices.contains).map { nodes[$0].name }
            let row = [
                String(repeating: "→ ", count: level) + node.name, node.kind, node.shapeText, "\(node.parameters)",
                node.training == .none ? "" : node.training.word, reads.joined(separator: ", "),
            ]
            return [row] + rows(node.layers, level: level + 1)
        }
    }
}

extension NumberText {
    /// A number in groups of three digits with what it counts: `1,084 parameters`.
    static func counted(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// A number with a comma after every third digit from the right.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (position, digit) in String(number).reversed().enumerated() {
            if position > 0 && position % 3 == 0 && digit != "-" { text = "," + text }
            text = String(digit) + text
        }
        return text
    }
}
