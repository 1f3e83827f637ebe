/// Weights in a safetensors file, called `layer/weight`, or `model/layer/weight` within a model.
struct SafetensorsWeightsFile: WeightsFile {
    /// The header of such a file has no order.
    let isOrdered = false
    let layers: [WeightsFileLayer]

    init(_ file: SafetensorsFile) {
        let groups = Dictionary(grouping: file.entries.sorted { $0.key < $1.key }) { name, _ in
            String(name.prefix { $0 != "/" })
        }
        layers = groups.sorted { $0.key < $1.key }.map { layer, entries in
            WeightsFileLayer(
                name: layer,
                arrays: entries.map { name, entry in
                    let parts = name.split(separator: "/")
                    return WeightsFileArray(
                        name: String(parts.last ?? ""),
                        qualifiedName: parts.count > 2 ? parts.dropFirst().joined(separator: "/") : name,
                        shape: entry.shape, read: { try file.read(entry, into: $0) })
                })
        }
    }
}
