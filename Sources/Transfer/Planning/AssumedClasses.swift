import Foundation

/// The classes of flows whose folders are missing, as far as anything tells of them.
final class AssumedClasses: @unchecked Sendable {
    private let lock = NSLock()
    private var names: [String] = []

    /// How many pictures a missing folder is taken to hold.
    static let pictures = 100

    /// The classes of the last flow that was made, which a missing folder is taken to have, too.
    var known: [String] {
        get { lock.withLock { names } }
        set { lock.withLock { names = newValue } }
    }

    /// Names for so many classes of which nothing is known.
    static func names(_ count: Int) -> [String] { (0..<count).map { "class \($0 + 1)" } }
}

extension Planning {
    /// Pictures in place of those of a folder or list that is missing, which is noted.
    func assumedPictures(at path: String, classes: [String]?) -> FoundPictures {
        let names = classes ?? (assumptions.known.isEmpty ? AssumedClasses.names(2) : assumptions.known)
        let count = AssumedClasses.pictures
        let classWords =
            classes == nil && assumptions.known.isEmpty
            ? "as many classes as the model gives" : "\(names.count) classes"
        note("'\(path)' is missing; assumed \(count) pictures of \(classWords)")
        let labels = (0..<count).map { $0 * names.count / count }
        return FoundPictures(
            root: path, source: path, filenames: labels.enumerated().map { "\(names[$1])/\($0 + 1).jpg" },
            labels: labels, classNames: names, isAssumed: classes == nil && assumptions.known.isEmpty)
    }

    /// Zeros in place of a picture that is read from a file; a missing one is noted.
    func picture(_ path: String, shape: [Int]) -> Tensor {
        if !FileManager.default.fileExists(atPath: path) { note("the picture '\(path)' is missing") }
        return Placeholders.tensor(shape)
    }
}

extension ImageFlow {
    /// Takes over the number of classes that a model gives, where the folder that would tell it is missing.
    func assume(classCount: Int) {
        guard isAssumed, classCount > 0, classCount != classNames.count else { return }
        // A vector of one number tells two classes apart.
        let names = AssumedClasses.names(classCount == 1 ? 2 : classCount)
        classNames = names
        labels = labels.indices.map { $0 * names.count / Swift.max(labels.count, 1) }
        isAssumed = false
        Planning.current?.assumptions.known = names
    }
}
