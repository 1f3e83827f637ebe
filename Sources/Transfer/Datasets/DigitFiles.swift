/// Reads MNIST and what has its format: four IDX files, or Keras' archive of four arrays.
enum DigitFiles {
    /// The pictures and classes, checked to belong together.
    ///
    /// Throws `TransferError.dataset` when the data set is missing or does not hold what it should.
    static func load(_ info: DatasetInfo, at path: String?) throws -> (train: LabelledTensors, test: LabelledTensors) {
        try DatasetFiles.load(info, at: path, .digits) { files in
            if case .npz(let archive) = files { return try load(archive: archive, info) }
            func part(_ name: String) throws -> LabelledTensors {
                let (pictures, labels) = ("\(name)-images-idx3-ubyte", "\(name)-labels-idx1-ubyte")
                return try checked(
                    IDXFile.tensor(files.bytes(pictures, of: info), dimensions: 3, path: "\(files.path)/\(pictures)"),
                    IDXFile.tensor(files.bytes(labels, of: info), dimensions: 1, path: "\(files.path)/\(labels)"),
                    path: files.path)
            }
            return (try part("train"), try part("t10k"))
        }
    }

    private static func load(
        archive path: String, _ info: DatasetInfo
    ) throws -> (train: LabelledTensors, test: LabelledTensors) {
        let arrays = try Tensor.loadArchive(path)
        func array(_ name: String) throws -> Tensor {
            guard let array = arrays[name] else {
                throw TransferError.dataset(
                    .missingFile(name: info.name, path: path, file: name, remedy: info.remedy))
            }
            return array
        }
        return (
            try checked(array("x_train"), array("y_train"), path: path),
            try checked(array("x_test"), array("y_test"), path: path)
        )
    }

    private static func checked(_ x: Tensor, _ y: Tensor, path: String) throws -> LabelledTensors {
        guard x.shape.count == 3, y.shape == [x.shape[0]] else {
            throw TransferError.dataset(
                .malformed(path: path, reason: "pictures of shape \(x.shape) and classes of shape \(y.shape)"))
        }
        guard y.values.allSatisfy({ (0...9).contains($0) }) else {
            throw TransferError.dataset(.malformed(path: path, reason: "a class is not between 0 and 9"))
        }
        return (x, y)
    }
}
