import Foundation

extension Model {
    /// The version whose files these are.
    private static let kerasVersion = "3.15.1"

    /// Writes the whole model: its layers and weights, and, if it is compiled and `includeOptimizer` is true, how it is
    /// trained and what its optimizer remembers.
    ///
    /// The name's ending tells the format: `.keras` is that of Keras 3, `.h5` or `.hdf5` the older one. The file is
    /// replaced at once or not at all. Throws `TransferError.savedModel` if the name ends otherwise or a layer is code of
    /// your own, `TransferError.file` if the file cannot be written, and `TransferError.model` if the model does not know
    /// its input's shape yet.
    public func save(_ path: String, includeOptimizer: Bool = true) throws {
        let compilation = includeOptimizer ? compilation : nil
        if let planning = Planning.current {
            _ = try kerasDescription(legacy: SavedModelFormat.check(path) == .hdf5)
            return try planning.save(self, to: path)
        }
        switch try SavedModelFormat.check(path) {
        case .archive: try saveArchive(path, compilation)
        case .hdf5: try saveHDF5(path, compilation)
        }
        if let warning = warning(ofLossesIn: path, compilation) { OutputSinks.current.show(.warning(warning)) }
    }

    private func saveArchive(_ path: String, _ compilation: Compilation?) throws {
        var description = try kerasDescription(legacy: false)
        description["compile_config"] = compilation?.keras ?? [:]
        description["build_config"] = ["input_shape": nil]
        let date = DateFormatter()
        date.locale = Locale(identifier: "en_US_POSIX")
        date.dateFormat = "yyyy-MM-dd@HH:mm:ss"
        let metadata: JSONValue = [
            "keras_version": .string(Self.kerasVersion), "date_saved": .string(date.string(from: Date())),
        ]
        try AtomicFile.make(path) { temporary in
            let weights = temporary + ".weights"
            defer { try? FileManager.default.removeItem(atPath: weights) }
            try writeArchivedWeights(weights, compilation?.optimizer)
            var archive = try ZipWriter(creating: temporary)
            try archive.add("metadata.json", Array(metadata.description.utf8))
            try archive.add("config.json", Array(JSONValue.object(description).description.utf8))
            try archive.add("model.weights.h5", ByteSource(weights))
            try archive.finish()
        }
    }

    private func writeArchivedWeights(_ path: String, _ optimizer: Optimizer?) throws {
        let file = try HDF5Writer(creating: path)
        try file.writeObjects(of: self)
        if let optimizer {
            let arrays = OptimizerArrays(optimizer, of: self)
            try file.makeGroup("optimizer/vars")
            try file.setString(LayerNames.snakeCase(optimizer.name), attribute: "name", of: "optimizer/vars")
            try file.write([Int64(arrays.iterations)], shape: [], dataset: "optimizer/vars/0")
            for (number, entry) in arrays.entries.enumerated() {
                try file.write(entry.values, shape: entry.shape, dataset: "optimizer/vars/\(number + 1)")
            }
        }
        try file.flush()
    }

    private func saveHDF5(_ path: String, _ compilation: Compilation?) throws {
        let description = JSONValue.object(try kerasDescription(legacy: true)).description
        try AtomicFile.make(path) { temporary in
            let file = try HDF5Writer(creating: temporary)
            try file.setString(Self.kerasVersion, attribute: "keras_version", of: "/")
            try file.setString("tensorflow", attribute: "backend", of: "/")
            try file.setString(description, attribute: "model_config", of: "/")
            try file.writeLegacyWeights(of: self, at: "/model_weights")
            if let compilation {
                try file.setString(compilation.legacyKeras.description, attribute: "training_config", of: "/")
                let arrays = OptimizerArrays(compilation.optimizer, of: self)
                let count = LayerNames.snakeCase(compilation.optimizer.name) + "/iteration"
                try file.makeGroup("optimizer_weights")
                try file.setNames(
                    [count] + arrays.entries.map(\.name), attribute: "weight_names", of: "optimizer_weights")
                try file.write([Int64(arrays.iterations)], shape: [], dataset: "optimizer_weights/" + count)
                for entry in arrays.entries {
                    try file.write(entry.values, shape: entry.shape, dataset: "optimizer_weights/" + entry.name)
                }
            }
            try file.flush()
        }
    }

    /// Says what Keras' formats have no place for; nil if there is nothing.
    func warning(ofLossesIn path: String, _ compilation: Compilation?) -> String? {
        guard let compilation else { return nil }
        var lost: [String] = []
        if compilation.optimizer.schedule.keras == nil {
            lost.append(
                "the learning rate's schedule (the rate stays \(Words.number(compilation.optimizer.learningRate)))")
        }
        if allLayers.contains(where: { $0.learningRateMultiplier != 1 }) { lost.append("the layers' learning rates") }
        if lost.isEmpty { return nil }
        return "'\(path)' cannot hold \(lost.joined(separator: " and ")); set that again after loading"
    }
}
