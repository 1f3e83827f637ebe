/// A weights file whose layers are called otherwise.
struct RenamedWeightsFile: WeightsFile {
    let layers: [WeightsFileLayer]
    private let file: any WeightsFile

    /// Gives a file's layers other names, in the file's order.
    init(_ file: any WeightsFile, names: [String]) {
        self.file = file
        layers = zip(file.layers, names).map { WeightsFileLayer(name: $1, arrays: $0.arrays) }
    }

    func values(of array: WeightsFileArray) throws -> [Float] { try file.values(of: array) }
}

extension WeightsFile {
    /// The file with the names that a backbone's layers have now.
    ///
    /// A file that knows all of the backbone's names stays as it is. Else names of other times are translated; and
    /// where names tell nothing, but the file has as many layers as the backbone, they follow one another in Keras'
    /// order, by decreasing distance from the output.
    func renamed(for backbone: Backbone) -> any WeightsFile {
        let own = backbone.layers.filter { !$0.parameters.isEmpty }.map(\.name)
        let names = layers.map(\.name)
        if Set(own).isSubset(of: names) { return self }
        let translation = type(of: backbone).layerNames(inFile: names)
        if !translation.isEmpty { return RenamedWeightsFile(self, names: names.map { translation[$0] ?? $0 }) }
        return names.count == own.count ? RenamedWeightsFile(self, names: own) : self
    }
}
