/// What a callback leaves behind: a file, or a folder that it makes.
struct WrittenFile: Codable, Hashable {
    /// What it is, and whether the folders that it lies in are made, too.
    enum Kind: String, Codable {
        case file
        case fileInNewFolders
        case folder
    }

    /// Where it is, as the callback was told.
    let path: String
    var kind = Kind.file
    /// The folder made for this training alone, whose name depends on those there are.
    var run: String?
    /// What was said when it was written.
    var warning: String?
}
