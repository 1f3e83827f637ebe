/// The weights in a file of Keras, layer by layer, whatever the layout of the file.
protocol WeightsFile {
    /// The layers that have weights, in the file's order.
    var layers: [WeightsFileLayer] { get }
    /// The numbers of an array, row-major.
    func values(of array: WeightsFileArray) throws -> [Float]
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
    /// Where the file keeps it.
    let path: String
    let shape: [Int]
}
