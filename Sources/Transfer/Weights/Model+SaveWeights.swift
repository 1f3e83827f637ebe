import Compute

extension Model {
    /// Writes all weights to a file that Keras 2 and 3 load with `load_weights`, or that other programs read.
    ///
    /// The name's ending tells the layout: `.weights.h5` is that of Keras 3; any other `.h5` or `.hdf5` is Keras' older
    /// one, in Keras' order for the layers frozen now; `.safetensors` holds arrays called `layer/weight`. The file is
    /// replaced at once or not at all. Throws `TransferError.file` if it cannot be written or its name ends otherwise,
    /// and `TransferError.model` if the model has no weights yet.
    public func saveWeights(_ path: String) throws {
        _ = try builtNetwork()
        let format = try WeightsFormat.check(path)
        if let planning = Planning.current { return try planning.save(self, to: path) }
        if format == .safetensors { return try safetensors().write(to: path) }
        try AtomicFile.make(path) { temporary in
            let file = try HDF5Writer(creating: temporary)
            if format == .objects {
                try file.writeObjects(of: self)
            } else {
                try file.writeLegacyWeights(of: self, at: "/")
            }
            try file.flush()
        }
    }

    private func safetensors() -> SafetensorsWriter {
        var file = SafetensorsWriter()
        for layer in layers {
            for weight in NamedWeights.list(layer) {
                file.add(
                    layer is Model ? "\(layer.name)/\(weight.name)" : weight.name, shape: weight.parameter.shape,
                    numbers: weight.parameter.read)
            }
        }
        return file
    }
}
