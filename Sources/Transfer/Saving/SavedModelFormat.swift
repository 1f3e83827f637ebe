/// The formats of whole models.
enum SavedModelFormat {
    /// Keras 3's, a zip archive.
    case archive
    /// The older one, a single file of HDF5.
    case hdf5

    /// The format that a path's ending tells.
    ///
    /// Throws `TransferError.savedModel` if it tells none; `.weights.h5` is for weights alone.
    @discardableResult
    static func check(_ path: String) throws -> SavedModelFormat {
        if path.hasSuffix(".keras") { return .archive }
        if path.hasSuffix(".hdf5") || path.hasSuffix(".h5") && !path.hasSuffix(".weights.h5") { return .hdf5 }
        throw TransferError.savedModel(.unknownFormat(path: path))
    }
}
