/// Why a data set could not be used.
public enum DatasetProblem: Hashable, Sendable {
    /// The data set is at none of the places where it is looked for; `remedy` says what to put where.
    case missing(name: String, searched: [String], remedy: String)
    /// A place holds some of the data set's files, but not this one.
    case missingFile(name: String, path: String, file: String, remedy: String)
    /// A file is not what the data set's format says.
    case malformed(path: String, reason: String)

    /// The sentence for people.
    var message: String {
        switch self {
        case .missing(let name, let searched, let remedy):
            """
            the data set \(name) is not on this machine (looked for \(searched.map { "'\($0)'" }.joined(separator: ", "))); \
            \(remedy)
            """
        case .missingFile(let name, let path, let file, let remedy):
            "'\(path)' lacks the file '\(file)' of the data set \(name); \(remedy)"
        case .malformed(let path, let reason):
            "'\(path)' does not hold what it should: \(reason); download it again"
        }
    }
}
