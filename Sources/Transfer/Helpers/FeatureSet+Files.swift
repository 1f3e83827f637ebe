import Foundation

extension FeatureSet {
    /// Writes the set to files that NumPy or h5py read.
    ///
    /// `name.h5` holds the datasets `features` and `labels` and the attribute `class_names`. `name.npy` holds the
    /// features; the labels stand beside it in `name_labels.npy`, the classes' names in `name_classes.json`. Throws
    /// `TransferError.file` for another ending, or if a file cannot be written.
    public func save(_ path: String) throws {
        let format = try FeatureFormat(path)
        Planning.current?.files[path] = .features(self)
        switch format {
        case .numPy(let labels, let classes):
            if let planning = Planning.current {
                planning.files[labels] = .tensor(targets(.sparse).shape)
                return
            }
            try features.save(path)
            try targets(.sparse).save(labels)
            try AtomicFile.write(JSONEncoder().encode(classNames), to: classes)
        case .hdf5:
            try AtomicFile.make(path) { temporary in
                let file = try HDF5Writer(creating: temporary)
                try file.write(features.values, shape: features.shape, dataset: "/features")
                try file.write(labels.map { Int64($0) }, shape: [labels.count], dataset: "/labels")
                try file.setStrings(classNames, attribute: "class_names", of: "/")
                try file.flush()
            }
        }
    }

    /// Reads a set that `save` has written.
    ///
    /// Throws `TransferError.file` if a file is missing or holds something else.
    public static func load(_ path: String) throws -> FeatureSet {
        if case .features(let set) = Planning.current?.files[path] { return set }
        switch try FeatureFormat(path) {
        case .numPy(let labelsPath, let classesPath):
            guard let data = FileManager.default.contents(atPath: classesPath) else {
                throw TransferError.file(.missing(path: classesPath))
            }
            guard let names = try? JSONDecoder().decode([String].self, from: data) else {
                throw TransferError.file(.notFeatures(path: classesPath, reason: "it is no list of class names"))
            }
            return try set(.load(path), .load(labelsPath), names, path)
        case .hdf5:
            let file = try HDF5File(path)
            guard let features = try file.tensor("/features"), let labels = try file.tensor("/labels"),
                let names = try file.strings("class_names", of: "/")
            else {
                throw TransferError.file(
                    .notFeatures(path: path, reason: "it lacks 'features', 'labels' or 'class_names'"))
            }
            return try set(features, labels, names, path)
        }
    }

    private static func set(
        _ features: Tensor, _ labels: Tensor, _ names: [String], _ path: String
    ) throws -> FeatureSet {
        let numbers = labels.values.compactMap { Int(exactly: $0) }
        guard numbers.count == labels.values.count, numbers.count == features.shape.first ?? 0,
            numbers.allSatisfy(names.indices.contains)
        else {
            throw TransferError.file(
                .notFeatures(path: path, reason: "its labels are not one class number for each row of features"))
        }
        return try FeatureSet(features: features, labels: numbers, classNames: names)
    }
}

/// In which files a set lies.
private enum FeatureFormat {
    case numPy(labels: String, classes: String)
    case hdf5

    init(_ path: String) throws {
        if path.hasSuffix(".npy") {
            let stem = path.dropLast(4)
            self = .numPy(labels: stem + "_labels.npy", classes: stem + "_classes.json")
        } else if path.hasSuffix(".h5") || path.hasSuffix(".hdf5") {
            self = .hdf5
        } else {
            throw TransferError.file(
                .notFeatures(path: path, reason: "its name ends neither in .npy nor in .h5"))
        }
    }
}

extension HDF5File {
    /// A dataset with its shape; nil if there is none or it cannot be read.
    fileprivate func tensor(_ dataset: String) throws -> Tensor? {
        guard let shape = try self.dataset(dataset)?.shape, let values = try floats(of: dataset) else { return nil }
        return Tensor(checked: shape, values)
    }
}
