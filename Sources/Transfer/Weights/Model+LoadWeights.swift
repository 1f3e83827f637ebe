import Compute

extension Model {
    /// Sets the weights of every layer from the file's layer of the same name.
    ///
    /// Throws `TransferError.file` when a layer with weights is missing from the file or shapes differ; then no
    /// weight has been changed.
    func setWeights(from file: any WeightsFile, path: String) throws {
        let own = layers.filter { !$0.parameters.isEmpty }
        let found = Dictionary(file.layers.map { ($0.name, $0) }) { first, _ in first }
        guard own.contains(where: { found[$0.name] != nil }) else {
            throw TransferError.file(
                .noCommonLayer(path: path, model: name, fileLayers: file.layers.map(\.name)))
        }
        let missing = own.map(\.name).filter { found[$0] == nil }
        guard missing.isEmpty else {
            throw TransferError.file(.missingLayers(path: path, model: name, layers: missing))
        }
        var assignments: [(Parameter, [Float])] = []
        for layer in own {
            guard let entry = found[layer.name] else { continue }
            let parameters = layer.parameters
            guard parameters.map(\.shape) == entry.arrays.map(\.shape) else {
                throw TransferError.file(
                    .wrongShape(
                        path: path, layer: layer.name, expected: parameters.map(\.shape),
                        found: entry.arrays.map(\.shape)))
            }
            for (parameter, array) in zip(parameters, entry.arrays) {
                assignments.append((parameter, try file.values(of: array)))
            }
        }
        for (parameter, values) in assignments { parameter.values = values }
    }
}
