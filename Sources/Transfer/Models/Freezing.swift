extension Layer {
    /// Keeps training from changing the weights; of a model, those of every layer.
    public func freeze() { trainable = false }

    /// Lets training change the weights; of a model, those of every layer.
    public func unfreeze() { trainable = true }
}

extension Sequence where Element: Layer {
    /// Freezes every layer of a list, as in `base.layers[..<5].freeze()`.
    public func freeze() { forEach { $0.freeze() } }

    /// Unfreezes every layer of a list.
    public func unfreeze() { forEach { $0.unfreeze() } }
}

extension Model {
    /// Freezes the layers from the first to the named one, and unfreezes those after it.
    ///
    /// Throws `TransferError.layer` that names the nearest one if there is none of the name.
    public func freeze(upTo name: String) throws {
        let last = try layer(name)
        let position = layers.firstIndex { $0 === last } ?? layers.startIndex
        layers[...position].freeze()
        layers[(position + 1)...].unfreeze()
    }
}
