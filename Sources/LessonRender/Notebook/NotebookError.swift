/// A notebook that cannot be read.
package enum NotebookError: Error, Hashable, Sendable {
    /// The file is not JSON; the parser's own words.
    case notJSON(file: String, reason: String)
    /// The JSON has no list of cells.
    case notANotebook(file: String)
    /// The notebook is of another major version than 4.
    case unsupportedVersion(file: String, version: Int)
}

extension NotebookError: CustomStringConvertible {
    /// One sentence that says what is wrong, and after a semicolon what to do.
    package var description: String {
        switch self {
        case .notJSON(let file, let reason):
            "\(file): error: a notebook is JSON, and this file is not (\(reason)); save it in Jupyter again"
        case .notANotebook(let file):
            "\(file): error: expected a notebook with 'cells' and 'nbformat', received other JSON; name a .ipynb file"
        case .unsupportedVersion(let file, let version):
            "\(file): error: expected a notebook of nbformat 4, received nbformat \(version); "
                + "upgrade it with 'jupyter nbconvert --to notebook'"
        }
    }
}
