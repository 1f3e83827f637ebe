/// Outputs that could not be written.
package struct ArtifactError: Error, Hashable, Sendable {
    /// The file or folder that could not be written.
    package var path: String
    /// Why, in the system's words.
    package var reason: String
}

extension ArtifactError: CustomStringConvertible {
    /// One sentence that says what is wrong, and after a semicolon what to do.
    package var description: String {
        "\(path): error: the outputs cannot be written (\(reason)); "
            + "see that the folder can be written and has room, or choose another with --output"
    }
}
