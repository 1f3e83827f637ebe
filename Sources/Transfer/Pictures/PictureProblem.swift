/// Why a picture file could not be read.
public enum PictureProblem: Hashable, Sendable {
    /// There is no file at the path.
    case missing(path: String)

    /// The sentence for people.
    var message: String {
        switch self {
        case .missing(let path): "there is no picture at '\(path)'; check the path, which is relative to the lesson"
        }
    }
}
