import Compute

extension Model {
    /// Sets the weights from a file in Keras' older `.h5` layout, as `saveWeights` and Keras 2 write it.
    ///
    /// Layers are found by their names, or, where a name is missing, all by their order. With `byName` only the layers
    /// whose names are in the file change; with `skipMismatch` those of other shapes stay as they are. Throws
    /// `TransferError.file` if the file does not fit, and `TransferError.model` if the model has no weights yet; then no
    /// weight has been changed.
    public func loadWeights(_ path: String, byName: Bool = false, skipMismatch: Bool = false) throws {
        let own = try builtNetwork().layers.filter { !$0.parameters.isEmpty }
        let file = try LegacyWeightsFile(path)
        let found = Dictionary(file.layers.map { ($0.name, $0) }) { first, _ in first }
        var pairs = own.compactMap { layer in found[layer.name].map { (layer, $0) } }
        if byName {
            guard !pairs.isEmpty else {
                throw TransferError.file(.noCommonLayer(path: path, model: name, fileLayers: file.layers.map(\.name)))
            }
        } else if pairs.count < own.count || file.layers.count != own.count {
            guard file.layers.count == own.count else {
                throw TransferError.file(
                    .layerCountMismatch(
                        path: path, model: name, modelLayers: own.map(\.name), fileLayers: file.layers.map(\.name)))
            }
            pairs = Array(zip(own, file.layers))
        }
        try assign(pairs, from: file, path: path, skipMismatch: skipMismatch)
    }

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
        try assign(
            own.compactMap { layer in found[layer.name].map { (layer, $0) } }, from: file, path: path,
            skipMismatch: false)
    }

    private func assign(
        _ pairs: [(Layer, WeightsFileLayer)], from file: any WeightsFile, path: String, skipMismatch: Bool
    ) throws {
        var assignments: [(Parameter, [Float])] = []
        for (layer, entry) in pairs {
            let weights = NamedWeights.list(layer)
            let arrays = entry.arrays(for: weights)
            guard weights.map(\.parameter.shape) == arrays.map(\.shape) else {
                if skipMismatch { continue }
                throw TransferError.file(
                    .wrongShape(
                        path: path, layer: layer.name, expected: weights.map(\.parameter.shape),
                        found: arrays.map(\.shape)))
            }
            for (weight, array) in zip(weights, arrays) {
                assignments.append((weight.parameter, try file.values(of: array)))
            }
        }
        for (parameter, values) in assignments { parameter.values = values }
    }
}

extension WeightsFileLayer {
    /// The arrays in the order of a layer's weights: by name within a model, whose order in the file depends on what
    /// was frozen when it was written; else as they are.
    fileprivate func arrays(for weights: [NamedWeights]) -> [WeightsFileArray] {
        let named = Dictionary(arrays.map { ($0.qualifiedName, $0) }) { first, _ in first }
        let found = weights.compactMap { named[$0.name] }
        return found.count == arrays.count ? found : arrays
    }
}
