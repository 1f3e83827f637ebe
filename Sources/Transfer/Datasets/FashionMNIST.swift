/// Pictures of clothes (Xiao, Rasul and Vollgraf 2017): 60,000 for training and 10,000 for tests, or a part of them.
public enum FashionMNIST {
    /// The classes.
    public static let classNames = [
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot",
    ]

    private static let info = DatasetInfo(
        name: "Fashion-MNIST", locations: ["fashion-mnist", "FashionMNIST/raw"],
        sampleFile: "train-images-idx3-ubyte",
        download: """
            train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and \
            t10k-labels-idx1-ubyte.gz from https://storage.googleapis.com/tensorflow/tf-keras-datasets
            """, folderOfDownload: "fashion-mnist")

    /// Reads the pictures, [n, 28, 28] of 0...255, and their classes, [n] of 0...9, as `keras.datasets.fashion_mnist`
    /// does.
    ///
    /// `path` is a folder with the four IDX files `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`,
    /// `t10k-images-idx3-ubyte` and `t10k-labels-idx1-ubyte`, plain or `.gz`. Without it the data set is looked for in the
    /// lesson's `data/fashion-mnist`, then in `$KERAS_HOME/datasets` or `~/.keras/datasets`. Throws
    /// `TransferError.dataset` when it is missing, which says how to get it, or damaged.
    public static func load(_ path: String? = nil) throws -> (train: LabelledTensors, test: LabelledTensors) {
        try DigitFiles.load(info, at: path)
    }
}
