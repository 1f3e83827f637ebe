import Compute

/// What differs between a model's weights and those of a file, side by side.
public struct WeightsDifference: Hashable, Sendable {
    /// A layer of the model and the one of the file that stands in its place; either may be missing.
    public struct Row: Hashable, Sendable {
        /// The model's layer; nil if only the file has the layer.
        public let modelLayer: String?
        /// The shapes of the model's weights.
        public let expected: [[Int]]
        /// The file's layer; nil if only the model has the layer.
        public let fileLayer: String?
        /// The shapes of the file's arrays.
        public let found: [[Int]]
    }

    /// The model's name.
    public let model: String
    /// How many layers with weights the model has.
    public let modelLayerCount: Int
    /// How many layers with weights the file has.
    public let fileLayerCount: Int
    /// The layers that differ, in the model's order, then those that only the file has.
    public let rows: [Row]
    /// What the file seems to be, for example `VGG16 without its top`; nil if there is no telling.
    public let fileKind: String?

    init(_ match: WeightsMatch, model: String, own: [Layer], file: any WeightsFile, isPartial: Bool) {
        self.model = model
        modelLayerCount = own.count
        fileLayerCount = file.layers.count
        fileKind = file.hasOwnNames ? WeightsFileKind.words(for: file.layers) : nil
        let unfit = Dictionary(
            match.pairings.filter { !$0.fits }.map { (ObjectIdentifier($0.layer), $0) }
        ) { first, _ in first }
        // What only one side has is no difference where not all layers are wanted.
        let missing = Set(isPartial ? [] : match.missing.map(ObjectIdentifier.init))
        var rest = isPartial ? [] : match.surplus[...]
        var rows: [Row] = []
        for layer in own {
            let identity = ObjectIdentifier(layer)
            guard unfit[identity] != nil || missing.contains(identity) else { continue }
            let expected = NamedWeights.list(layer).map(\.parameter.shape)
            if let pairing = unfit[identity] {
                rows.append(
                    Row(
                        modelLayer: layer.name, expected: expected, fileLayer: pairing.fileLayer,
                        found: pairing.arrays.map(\.shape)))
            } else if match.pairings.isEmpty, let other = rest.popFirst() {
                // No name is known to both: what stands at the same place is the likely partner.
                rows.append(
                    Row(
                        modelLayer: layer.name, expected: expected, fileLayer: other.name,
                        found: other.arrays.map(\.shape)))
            } else {
                rows.append(Row(modelLayer: layer.name, expected: expected, fileLayer: nil, found: []))
            }
        }
        self.rows =
            rows + rest.map { Row(modelLayer: nil, expected: [], fileLayer: $0.name, found: $0.arrays.map(\.shape)) }
    }

    /// The first rows that differ as a table of two columns, with the number of the others.
    var table: String {
        let shown = rows.prefix(5).map { row in
            (Self.cell(row.modelLayer, row.expected), Self.cell(row.fileLayer, row.found))
        }
        let head = ("model", "file")
        let width = ([head] + shown).map(\.0.count).max() ?? 0
        let lines = ([head] + shown).map { left, right in
            "  \(left)\(String(repeating: " ", count: width - left.count + 3))\(right)"
        }
        return (lines + (rows.count > 5 ? ["  … and \(rows.count - 5) more that differ"] : [])).joined(separator: "\n")
    }

    private static func cell(_ name: String?, _ shapes: [[Int]]) -> String {
        guard let name else { return "—" }
        let shown = shapes.prefix(4).map { "\($0)" } + (shapes.count > 4 ? ["and \(shapes.count - 4) more"] : [])
        return "\(name) \(shown.joined(separator: " "))"
    }

    /// What to do about it.
    var remedy: String {
        if fileLayerCount == 0 {
            return """
                the file holds no weights, as one of a model that did not know the shape of its data yet: fit that model \
                or begin it with an Input, and save it again
                """
        }
        if rows.allSatisfy({ $0.modelLayer == nil }) {
            return """
                the file has more layers: load it into the whole model that it was saved from, or give byName: true to \
                take only the layers that the model has
                """
        }
        if rows.allSatisfy({ $0.fileLayer == nil }) {
            return """
                the file has fewer layers: give a file of the same model (if it was saved without its top, make the model \
                with includeTop: false), or give byName: true to take the layers that there are
                """
        }
        return """
            make the model with the sizes that the file was saved with, give the file of this model, or take what fits \
            with byName: true, skipMismatch: true
            """
    }
}
