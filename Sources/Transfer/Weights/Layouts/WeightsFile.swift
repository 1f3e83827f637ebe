/// The weights in a file, layer by layer, whatever the layout of the file.
protocol WeightsFile {
    /// The layers that have weights, in the file's order.
    var layers: [WeightsFileLayer] { get }
    /// Whether the order of the layers means anything.
    var isOrdered: Bool { get }
    /// Whether the layers' names are those in the file, not those of the model that it is read for.
    var hasOwnNames: Bool { get }
    /// The same weights with the names that a model's layers have, where the file tells layers apart in another way.
    func resolved(for model: Model) throws -> any WeightsFile
}

extension WeightsFile {
    var isOrdered: Bool { true }
    var hasOwnNames: Bool { true }

    func resolved(for model: Model) throws -> any WeightsFile { self }
}

/// A layer's arrays in a file.
struct WeightsFileLayer {
    let name: String
    let arrays: [WeightsFileArray]
}

/// One array in a file.
struct WeightsFileArray {
    /// What the array is to its layer, without the layer's name and any `:0`: `kernel`.
    let name: String
    /// The name with those of the layers within a model that it belongs to: `block1_conv1/kernel`.
    let qualifiedName: String
    let shape: [Int]
    /// Fills memory that has a place for each number, row-major.
    let read: (UnsafeMutableBufferPointer<Float>) throws -> Void
}
