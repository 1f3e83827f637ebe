/// A weights file whose layers are called otherwise.
struct RenamedWeightsFile: WeightsFile {
    let layers: [WeightsFileLayer]
    let isOrdered: Bool
    let hasOwnNames = false

    /// Gives a file's layers other names, in the file's order.
    init(_ file: any WeightsFile, names: [String]) {
        layers = zip(file.layers, names).map { WeightsFileLayer(name: $1, arrays: $0.arrays) }
        isOrdered = file.isOrdered
    }
}
