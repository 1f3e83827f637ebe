/// Why pictures could not be prepared, or a flow of them not be made or used.
public enum ImageDataProblem: Hashable, Sendable {
    /// A setting is outside what is allowed.
    case invalidSetting(setting: String, value: String, allowed: String)
    /// A setting needs statistics that have not been computed.
    case notFitted(setting: String)
    /// The statistics belong to pictures of another number of channels.
    case otherChannels(fitted: Int, received: Int)
    /// A tensor is not of pictures.
    case wrongPictures(expected: String, received: [Int])
    /// Pictures whose colours are to change places have no three of them.
    case notRGB(received: [Int])
    /// The preprocessing gave a picture of another shape.
    case preprocessingChangedShape(before: [Int], after: [Int])
    /// Pictures and targets differ in number.
    case unequalCounts(pictures: Int, targets: Int)
    /// Mixed pictures have mixed labels, which class numbers cannot express.
    case mixedLabels(mode: String)
    /// A binary flow has another number of classes than two.
    case notTwoClasses(names: [String])
    /// A class was asked for that has no folder, or is in no line.
    case unknownClass(name: String, path: String, known: [String])
    /// A subset was asked for, but the generator does not split.
    case noSplit(subset: String)
    /// Nothing is left of the pictures.
    case empty(path: String, reason: String)
    /// A folder inside could not be listed.
    case unreadableFolder(path: String, reason: String)
    /// A line of a list of files cannot be used.
    case listLine(path: String, line: Int, reason: String)
    /// A list of files cannot be read.
    case unreadableList(path: String, reason: String)
    /// A folder was given in place of a list of files.
    case listIsFolder(path: String)
    /// A flow without targets was used where targets are needed.
    case noTargets

    /// The sentence for people.
    var message: String {
        switch self {
        case .invalidSetting(let setting, let value, let allowed):
            "\(setting) was \(value); give \(allowed)"
        case .notFitted(let setting):
            "\(setting) needs the means and deviations of many pictures; call fit(_:) on the generator with such pictures first"
        case .otherChannels(let fitted, let received):
            """
            the generator was fitted to pictures of \(fitted) channels, but received pictures of \(received); fit it to \
            pictures of the same kind
            """
        case .wrongPictures(let expected, let received):
            "expected pictures of the shape \(expected), received the shape \(received); reshape the tensor"
        case .notRGB(let received):
            """
            preprocess takes pictures [height, width, 3] of red, green and blue, one or many, but received the shape \
            \(received); read them with colorMode: .rgb
            """
        case .preprocessingChangedShape(let before, let after):
            """
            the preprocessing made the shape \(after) of a picture of the shape \(before); give a function that keeps the \
            shape, and change sizes with targetSize
            """
        case .unequalCounts(let pictures, let targets):
            "there are \(pictures) pictures but \(targets) targets; give one target for each picture"
        case .mixedLabels(let mode):
            """
            mixup and cutmix give a picture parts of two classes, which classMode: .\(mode) cannot express; use \
            classMode: .categorical, or a tensor of one-hot targets
            """
        case .notTwoClasses(let names):
            """
            classMode: .binary takes two classes, but there are \(names.count) (\(Words.list(names))); use \
            classMode: .categorical, or name two with classes:
            """
        case .unknownClass(let name, let path, let known):
            """
            there is no class '\(name)' in '\(path)', only \(Words.list(known)); \
            \(Words.suggestion(for: name, among: known).map { "did you mean '\($0)'?" } ?? "name one of these")
            """
        case .noSplit(let subset):
            "subset: .\(subset) needs a generator that splits; make it with validationSplit: 0.2"
        case .empty(let path, let reason):
            "no pictures are left of '\(path)': \(reason); give other pictures"
        case .unreadableFolder(let path, let reason):
            """
            the folder '\(path)' cannot be listed (\(reason)); make it readable, or leave it out with onBroken: .skip
            """
        case .listLine(let path, let line, let reason):
            "line \(line) of '\(path)' cannot be used: \(reason)"
        case .unreadableList(let path, let reason):
            "'\(path)' is no list of pictures that can be read: \(reason); give a CSV file of lines file,label"
        case .listIsFolder(let path):
            """
            '\(path)' is a folder; give a CSV file of lines file,label, or use flowFromDirectory for a folder that holds \
            one folder of pictures for each class
            """
        case .noTargets:
            "the flow was made with classMode: .none and has no targets; make it with another class mode to train or evaluate"
        }
    }
}
