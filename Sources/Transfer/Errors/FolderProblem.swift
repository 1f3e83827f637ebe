/// Why a folder of pictures could not be used.
public enum FolderProblem: Hashable, Sendable {
    /// There is no folder at the path.
    case missing(path: String)
    /// The path leads to a file.
    case notAFolder(path: String)
    /// The folder holds no folders, of which each would be a class.
    case noClasses(path: String)
    /// The folder's classes hold no pictures.
    case noPictures(path: String)
    /// A setting is outside what is allowed.
    case invalidSetting(setting: String, value: String, allowed: String)

    /// The sentence for people.
    var message: String {
        switch self {
        case .missing(let path):
            "there is no folder at '\(path)'; check the path, which is relative to the lesson"
        case .notAFolder(let path):
            "'\(path)' is a file; give the folder that holds one folder of pictures for each class"
        case .noClasses(let path):
            "'\(path)' holds no folders; put the pictures of each class into a folder named after the class"
        case .noPictures(let path):
            "the folders in '\(path)' hold no pictures (.png, .jpg, .jpeg, .bmp or .ppm); put some there"
        case .invalidSetting(let setting, let value, let allowed):
            "\(setting) was \(value); give \(allowed)"
        }
    }
}
