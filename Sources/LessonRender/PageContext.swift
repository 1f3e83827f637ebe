package import Foundation

/// What a renderer must know beyond the record: where the page lies, and how to read the lesson's own pictures.
package struct PageContext {
    /// The name of the outputs without extension, for example `03_finetune`.
    package var stem: String
    /// The path from the outputs' folder to the lesson's, for example `../lessons`; empty for the same folder.
    package var lessonFolder: String
    /// Reads a file by its path relative to the lesson's folder; nil if it cannot be read.
    package var readFile: (String) -> Data?

    /// Makes a context; without `readFile` no picture of the prose is embedded.
    package init(stem: String, lessonFolder: String = "", readFile: @escaping (String) -> Data? = { _ in nil }) {
        self.stem = stem
        self.lessonFolder = lessonFolder
        self.readFile = readFile
    }
}
