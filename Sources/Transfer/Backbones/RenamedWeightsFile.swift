/// A weights file whose layers are called otherwise.
struct RenamedWeightsFile: WeightsFile {
    let layers: [WeightsFileLayer]

    /// Gives a file's layers other names, in the file's order.
    init(_ file: any WeightsFile, names: [String]) {
        layers = zip(file.layers, names).map { WeightsFileLayer(name: $1, arrays: $0.arrays) }
    }
}

extension WeightsFile {
    /// The file with the names that a backbone's layers have now.
    ///
    /// A file that knows all of the backbone's names stays as it is. Else names of other times are translated; and
    /// where names tell nothing, but the file is in order and has as many layers as the backbone, they follow one another in Keras'
    /// order, by decreasing distance from the output.
    func renamed(for backbone: Backbone) -> any WeightsFile {
        let own = backbone.layers.filter { !$0.parameters.isEmpty }.map(\.name)
        let names = layers.map(\.name)
        if Set(own).isSubset(of: names) { return self }
        let translation = type(of: backbone).layerNames(inFile: names)
        if !translation.isEmpty { return RenamedWeightsFile(self, names: names.map { translation[$0] ?? $0 }) }
        return isOrdered && names.count == own.count ? RenamedWeightsFile(self, names: own) : self
    }
}
