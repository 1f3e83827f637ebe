import Compute

extension Model {
    /// Sets the weights from a file of Keras or a safetensors file.
    ///
    /// It may be any `.h5` of Keras 1, 2 or 3, weights alone or a whole model, or a `.weights.h5`, `.keras` or
    /// `.safetensors`; what is in the file, not its name, tells which it is.
    /// Layers are found by their names, or, where a name is missing, all by their order. With `byName` only the layers
    /// whose names are in the file change; with `skipMismatch` those that do not fit stay as they are, and a warning
    /// names each. Throws `TransferError.file` if the file is damaged or does not fit, and `TransferError.model` if the
    /// model has no weights yet; then no weight has been changed.
    public func loadWeights(_ path: String, byName: Bool = false, skipMismatch: Bool = false) throws {
        let network = try builtNetwork()
        // Where nothing is read a missing file is no reason to stop.
        guard let opened = try Planning.current.map({ try $0.weights(path) }) ?? WeightsSource.open(path) else {
            return
        }
        let objects = byName ? opened as? ObjectWeightsFile : nil
        guard let file = try objects == nil ? adapted(opened) : objects?.named() else {
            throw TransferError.file(
                .notWeights(path: path, reason: "its layers have no names, which byName: true needs"))
        }
        // The newer layout notes the names of layers within models, the older one those of the outermost model's.
        let candidates = objects == nil ? network.layers : NamedWeights.leaves(of: self).map(\.layer)
        let own = candidates.filter { !$0.parameters.isEmpty }
        let match = byName ? WeightsMatch(named: own, file) : WeightsMatch(own, file)
        if byName {
            guard !match.pairings.isEmpty else {
                throw TransferError.file(.noCommonLayer(path: path, model: name, fileLayers: file.layers.map(\.name)))
            }
        }
        let isFitting = byName ? match.pairings.allSatisfy(\.fits) : match.isComplete
        guard isFitting || skipMismatch && !match.pairings.isEmpty else {
            throw TransferError.file(
                .weightsDiffer(
                    path: path, WeightsDifference(match, model: name, own: own, file: file, isPartial: byName)))
        }
        try take(match.pairings.filter(\.fits))
        var warnings = match.doubts
        warnings += match.pairings.filter { !$0.fits }.map { pairing in
            """
            layer '\(pairing.layer.name)' was skipped: its weights have the shapes \
            \(pairing.weights.map(\.parameter.shape)), those in the file \(pairing.arrays.map(\.shape))
            """
        }
        if !byName { warnings += match.missing.map { "layer '\($0.name)' was skipped: it is not in the file" } }
        warn(warnings, path: path)
    }

    /// Sets the weights of every layer from the file's layer of the same name, or, where names are missing, of all by
    /// their order; the file may have more layers.
    ///
    /// Throws `TransferError.file` when a layer with weights is missing from the file or shapes differ; then no
    /// weight has been changed.
    func setWeights(from file: any WeightsFile, path: String) throws {
        let own = layers.filter { !$0.parameters.isEmpty }
        let file = try adapted(file)
        let match = WeightsMatch(own, file)
        guard match.missing.isEmpty, match.pairings.allSatisfy(\.fits) else {
            throw TransferError.file(
                .weightsDiffer(
                    path: path, WeightsDifference(match, model: name, own: own, file: file, isPartial: false)))
        }
        try take(match.pairings)
        warn(match.doubts, path: path)
    }

    /// The file with the names of the model's layers.
    private func adapted(_ file: any WeightsFile) throws -> any WeightsFile {
        let file = try file.resolved(for: self)
        return try (self as? Backbone)?.translated(file) ?? file
    }

    private func warn(_ warnings: [String], path: String) {
        for warning in warnings { OutputSinks.current.show(.warning("\(warning) (\(path))")) }
    }

    /// Reads everything before anything is changed.
    private func take(_ pairings: [WeightsPairing]) throws {
        if Planning.isOn { return }
        var changes: [(Parameter, ParameterValues)] = []
        for pairing in pairings {
            for (weight, array) in zip(pairing.weights, pairing.arrays) {
                let values = ParameterValues(count: weight.parameter.count)
                try array.read(values.floats)
                changes.append((weight.parameter, values))
            }
        }
        for (parameter, values) in changes { parameter.take(values) }
    }
}
