/// A layout of files that hold weights alone.
enum WeightsFormat {
    /// That of Keras 3, by the places of the layers in the model.
    case objects
    /// Keras' older one, by the layers' names.
    case legacy
    /// Arrays called `layer/weight`.
    case safetensors

    /// The layout that a path's ending tells.
    ///
    /// Throws `TransferError.file` if it tells none.
    @discardableResult
    static func check(_ path: String) throws -> WeightsFormat {
        if path.hasSuffix(".safetensors") { return .safetensors }
        if path.hasSuffix(".weights.h5") { return .objects }
        if path.hasSuffix(".h5") || path.hasSuffix(".hdf5") { return .legacy }
        throw TransferError.file(.unknownEnding(path: path, known: [".h5", ".hdf5", ".weights.h5", ".safetensors"]))
    }
}
