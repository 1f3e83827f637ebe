/// Why a picture could not be read or made.
public enum PictureProblem: Hashable, Sendable {
    /// There is no file at the path.
    case missing(path: String)
    /// The path leads to a directory.
    case directory(path: String)
    /// The file may not be read, for the reason that the system gives.
    case unreadable(path: String, reason: String)
    /// The file holds no bytes.
    case empty(path: String)
    /// The file's first bytes are those of something else than a picture that can be read.
    case notAPicture(path: String, seemsToBe: String)
    /// The file begins as a picture and breaks off or goes wrong, in the decoder's words.
    case corrupt(path: String, format: String, reason: String)
    /// The file is a picture of a known format, but of a kind that cannot be read.
    case unsupported(path: String, format: String, reason: String)
    /// The file has more bytes than the limit.
    case tooManyBytes(path: String, count: Int, limit: Int)
    /// The picture has more pixels than the limit, in millions.
    case tooLarge(path: String, width: Int, height: Int, limit: Int)
    /// A width or height in pixels that no picture can have.
    case invalidSize(width: Int, height: Int)
    /// A picture that could not be encoded as PNG, in the encoder's words.
    case notEncodable(width: Int, height: Int, reason: String)

    /// The sentence for people.
    var message: String {
        switch self {
        case .missing(let path):
            "there is no picture at '\(path)'; check the path, which is relative to the lesson"
        case .directory(let path):
            "expected a picture file at '\(path)' but it is a directory; name a file inside it, "
                + "or use flowFromDirectory for a directory of pictures"
        case .unreadable(let path, let reason):
            "the picture '\(path)' cannot be read (\(reason)); check that it is a file that you may read"
        case .empty(let path):
            "expected a picture at '\(path)' but the file is empty; copy or download it again"
        case .notAPicture(let path, let seemsToBe):
            "expected a JPEG, PNG, BMP or PPM picture at '\(path)' but it seems to be \(seemsToBe); "
                + "convert it to PNG or JPEG, or remove it"
        case .corrupt(let path, let format, let reason):
            "the \(format) picture '\(path)' is damaged or incomplete (\(reason)); "
                + "copy or download it again, or remove it"
        case .unsupported(let path, let format, let reason):
            "the \(format) picture '\(path)' cannot be read (\(reason)); save it as PNG or JPEG"
        case .tooManyBytes(let path, let count, let limit):
            "the picture '\(path)' has \(count) bytes, above the limit of \(limit); make it smaller first"
        case .tooLarge(let path, let width, let height, let limit):
            "the picture '\(path)' is \(width) × \(height) pixels, above the limit of \(limit) million pixels; "
                + "make it smaller first"
        case .invalidSize(let width, let height):
            "expected a width and a height of at least 1 pixel and at most "
                + "\(DecodedPicture.megapixelLimit) million pixels in all, received \(width) × \(height); "
                + "choose another size"
        case .notEncodable(let width, let height, let reason):
            "the picture of \(width) × \(height) pixels cannot be written as PNG (\(reason)); make it smaller"
        }
    }
}
