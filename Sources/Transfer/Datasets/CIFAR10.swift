/// Small photographs of ten classes (Krizhevsky 2009): 50,000 for training and 10,000 for tests.
public enum CIFAR10 {
    /// The classes.
    public static let classNames = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]

    private static let info = DatasetInfo(
        name: "CIFAR-10", locations: ["cifar-10-batches-bin", "cifar-10-binary.tar.gz", "cifar-10-binary.tar"],
        sampleFile: "data_batch_1.bin",
        download: """
            the binary version https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz \
            (MD5 c32a1d4ab5d03f1284b67883e8d87530)
            """, folderOfDownload: "")

    /// Reads the pictures, [n, 32, 32, 3] of 0...255, and their classes, [n, 1] of 0...9, as `keras.datasets.cifar10`
    /// does.
    ///
    /// `path` is the archive `cifar-10-binary.tar.gz`, or a folder with its files `data_batch_1.bin` to `data_batch_5.bin`
    /// and `test_batch.bin`. Without it the data set is looked for in the lesson's `data`, then in `$KERAS_HOME/datasets`
    /// or `~/.keras/datasets`. Keras' own archive is in Python's pickle format, which can run programs: it is not read.
    /// Throws `TransferError.dataset` when the data set is missing, which says how to get it, or damaged.
    public static func load(_ path: String? = nil) throws -> (train: LabelledTensors, test: LabelledTensors) {
        try DatasetFiles.load(info, at: path, .cifar(classes: classNames.count)) { files in
            func part(_ names: [String]) throws -> LabelledTensors {
                try CIFARRecords.tensors(
                    names.map { try files.bytes($0, of: info) }, labelBytes: 1, label: 0, classes: 10, path: files.path)
            }
            return (try part((1...5).map { "data_batch_\($0).bin" }), try part(["test_batch.bin"]))
        }
    }
}
