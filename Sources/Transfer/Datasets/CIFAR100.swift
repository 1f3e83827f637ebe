/// Small photographs of a hundred classes (Krizhevsky 2009): 50,000 for training and 10,000 for tests.
public enum CIFAR100 {
    /// Which classes a picture is labelled with.
    public enum LabelMode: String, Hashable, Sendable {
        /// The hundred classes.
        case fine
        /// The twenty groups of five classes each.
        case coarse
    }

    private static let info = DatasetInfo(
        name: "CIFAR-100", locations: ["cifar-100-binary", "cifar-100-binary.tar.gz", "cifar-100-binary.tar"],
        sampleFile: "train.bin",
        download: """
            the binary version https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz \
            (MD5 03b5dce01913d631647c71ecec9e9cb8)
            """, folderOfDownload: "")

    /// Reads the pictures, [n, 32, 32, 3] of 0...255, and their classes, [n, 1] of 0...99 or 0...19, as
    /// `keras.datasets.cifar100` does.
    ///
    /// `path` is the archive `cifar-100-binary.tar.gz`, or a folder with its files `train.bin` and `test.bin`. Without it
    /// the data set is looked for in the lesson's `data`, then in `$KERAS_HOME/datasets` or `~/.keras/datasets`. Keras' own
    /// archive is in Python's pickle format, which can run programs: it is not read. Throws `TransferError.dataset` when
    /// the data set is missing, which says how to get it, or damaged.
    public static func load(
        _ path: String? = nil, labelMode: LabelMode = .fine
    ) throws -> (train: LabelledTensors, test: LabelledTensors) {
        let classCount = classNames(labelMode).count
        return try DatasetFiles.load(info, at: path, .cifar(classes: classCount)) { files in
            func part(_ name: String) throws -> LabelledTensors {
                try CIFARRecords.tensors(
                    [files.bytes(name, of: info)], labelBytes: 2, label: labelMode == .fine ? 1 : 0,
                    classes: classCount, path: "\(files.path)/\(name)")
            }
            return (try part("train.bin"), try part("test.bin"))
        }
    }
}
