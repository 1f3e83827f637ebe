/// Why a file of numbers or weights could not be used.
public enum FileProblem: Hashable, Sendable {
    /// There is no file at the path.
    case missing(path: String)
    /// The file is there but could not be opened.
    case unreadable(path: String, reason: String)
    /// The file is damaged, or made to mislead its readers.
    case damaged(path: String, reason: String)
    /// The file could not be written.
    case unwritable(path: String, reason: String)
    /// The file's name does not tell what it should hold.
    case unknownEnding(path: String, known: [String])
    /// The file is no `.npy` file that can be read.
    case notNumPy(path: String, reason: String)
    /// The file is not HDF5.
    case notHDF5(path: String)
    /// The file is HDF5, but not of weights in a known layout.
    case notWeights(path: String, reason: String)
    /// The file holds no features with their classes.
    case notFeatures(path: String, reason: String)
    /// A file that came with the engine cannot be found.
    case missingResource(name: String)
    /// No layer of the file has the name of a layer of the model.
    case noCommonLayer(path: String, model: String, fileLayers: [String])
    /// The file's layers are not the model's: others, more, fewer, or of other shapes.
    case weightsDiffer(path: String, WeightsDifference)
    /// The file is no backup of this training.
    case notBackup(path: String, reason: String)
    /// Pretrained weights are not in Keras' folder; `address` is where Keras gets them, `command` what fetches them.
    case missingWeights(file: String, model: String, folder: String, address: String, command: String)
    /// Pretrained weights are not those that Keras offers: their size or checksum differs, which `expected` and `found` name.
    case corruptWeights(path: String, expected: String, found: String, command: String)

    /// The sentence for people.
    var message: String {
        switch self {
        case .missing(let path):
            "there is no file at '\(path)'; check the path, which is relative to the lesson"
        case .unreadable(let path, let reason):
            "'\(path)' could not be opened: \(reason); give a file that may be read"
        case .damaged(let path, let reason):
            """
            '\(path)' is damaged or of an unknown kind: \(reason); download it again, or \
            write it again with the program that made it
            """
        case .unwritable(let path, let reason):
            "'\(path)' could not be written: \(reason); check that the folder exists and may be written to"
        case .unknownEnding(let path, let known):
            "the name '\(path)' does not tell the file's layout; let it end in \(Words.list(known))"
        case .notNumPy(let path, let reason):
            "'\(path)' is not a NumPy array that can be read: \(reason); write it with numpy.save as float32"
        case .notHDF5(let path):
            "'\(path)' is not an HDF5 file, or is cut off; download it again or give a Keras weights file (.h5)"
        case .notWeights(let path, let reason):
            """
            '\(path)' holds no weights that can be read: \(reason); give a .h5, .weights.h5 or .keras file of Keras, or a \
            .safetensors file
            """
        case .notFeatures(let path, let reason):
            """
            '\(path)' is no file of features: \(reason); give a name ending in .npy or .h5 that \
            extractFeatures(_:to:) has written
            """
        case .missingResource(let name):
            "the file '\(name)' that belongs to the engine is missing; build or install the engine again"
        case .noCommonLayer(let path, let model, let layers):
            """
            no layer of '\(path)' (\(Words.list(layers))) has the name of a layer of '\(model)'; give a file that \
            was saved from this kind of model
            """
        case .weightsDiffer(let path, let difference):
            """
            '\(path)' does not fit the model '\(difference.model)', which has \(difference.modelLayerCount) layers with \
            weights; the file has \(difference.fileLayerCount)\(difference.fileKind.map { " and seems to be \($0)" } ?? "")
            \(difference.table)
            \(difference.remedy)
            """
        case .notBackup(let path, let reason):
            """
            '\(path)' cannot be resumed: \(reason); run the same program that wrote it, or delete the file to begin anew
            """
        case .missingWeights(let file, let model, let folder, let address, let command):
            """
            the pretrained weights '\(file)' of \(model) are neither among the engine's resources nor in '\(folder)'; \
            get them from \(address) with the command: \(command)
            """
        case .corruptWeights(let path, let expected, let found, let command):
            """
            the pretrained weights '\(path)' are damaged or incomplete: expected \(expected), found \(found); replace \
            them with the command: \(command)
            """
        }
    }
}
