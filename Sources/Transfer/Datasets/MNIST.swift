/// Handwritten digits (LeCun, Cortes and Burges 1998): 60,000 pictures for training and 10,000 for tests.
public enum MNIST {
    /// The classes: the digits.
    public static let classNames = (0...9).map(String.init)

    private static let info = DatasetInfo(
        name: "MNIST", locations: ["mnist.npz", "mnist", "MNIST/raw"], sampleFile: "train-images-idx3-ubyte",
        download: """
            https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz \
            (SHA-256 731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1)
            """, folderOfDownload: "")

    /// Reads the pictures, [n, 28, 28] of 0...255, and their classes, [n] of 0...9, as `keras.datasets.mnist` does.
    ///
    /// `path` is Keras' `mnist.npz`, or a folder with the four IDX files `train-images-idx3-ubyte`,
    /// `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and `t10k-labels-idx1-ubyte`, plain or `.gz`. Without it the data
    /// set is looked for in the lesson's `data`, then in `$KERAS_HOME/datasets` or `~/.keras/datasets`. Throws
    /// `TransferError.dataset` when it is missing, which says how to get it, or damaged.
    public static func load(_ path: String? = nil) throws -> (train: LabelledTensors, test: LabelledTensors) {
        try DigitFiles.load(info, at: path)
    }
}
