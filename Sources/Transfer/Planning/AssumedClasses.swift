import Foundation

/// The classes of flows whose folders are missing, as far as anything tells of them.
final class AssumedClasses: @unchecked Sendable {
    private let lock = NSLock()
    private var names: [String] = []
    private var hasGuessed = false

    /// How many pictures a missing folder is taken to hold.
    static let pictures = 100

    /// The classes of the last flow that was made, which a missing folder is taken to have, too.
    var known: [String] {
        get { lock.withLock { names } }
        set { lock.withLock { names = newValue } }
    }

    /// Whether something about data was guessed, so that what does not fit them may fit the data themselves.
    var areMade: Bool { lock.withLock { hasGuessed } }

    /// Remembers that something about data was guessed.
    func make() { lock.withLock { hasGuessed = true } }

    /// Names for so many classes of which nothing is known.
    static func names(_ count: Int) -> [String] { (0..<count).map { "class \($0 + 1)" } }
}

extension Planning {
    /// Pictures in place of those of a folder or list that is missing, which is noted.
    func assumedPictures(at path: String, classes: [String]?) -> FoundPictures {
        let names = classes ?? (assumptions.known.isEmpty ? AssumedClasses.names(2) : assumptions.known)
        let count = AssumedClasses.pictures
        let classWords = classes == nil ? "as many classes as the model gives" : "\(names.count) classes"
        assumptions.make()
        note("'\(path)' is missing; assumed \(count) pictures of \(classWords)")
        let labels = (0..<count).map { $0 * names.count / count }
        return FoundPictures(
            root: path, source: path, filenames: labels.enumerated().map { "\(names[$1])/\($0 + 1).jpg" },
            labels: labels, classNames: names, isAssumed: classes == nil)
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
        guard isAssumed, classCount > 0 else { return }
        isAssumed = false
        // A vector of one number tells two classes apart.
        let count = classCount == 1 ? 2 : classCount
        guard count != classNames.count else { return }
        let names = AssumedClasses.names(count)
        classNames = names
        labels = labels.indices.map { $0 * names.count / Swift.max(labels.count, 1) }
        Planning.current?.assumptions.known = names
    }
}
