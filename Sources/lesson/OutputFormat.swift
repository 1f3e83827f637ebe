import ArgumentParser
import Foundation

/// What a run may write.
enum OutputFormat: String, CaseIterable {
    /// The page; always written.
    case html
    /// The page as Markdown; always written.
    case md
    /// The record; always written.
    case json
    /// `NAME.junit.xml`.
    case junit
    /// Workflow commands on standard output.
    case github

    /// Reads names separated by commas.
    static func list(_ text: String) throws -> [OutputFormat] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let format = OutputFormat(rawValue: name.trimmingCharacters(in: .whitespaces)) else {
                let known = allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("expected formats among \(known), separated by commas, received '\(name)'")
            }
            return format
        }
    }
}
