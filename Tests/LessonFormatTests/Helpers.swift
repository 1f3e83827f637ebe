import Foundation
import LessonFormat

/// The file of a fixture.
func fixture(_ path: String) -> URL {
    Bundle.module.resourceURL?.appendingPathComponent("Fixtures/\(path)") ?? URL(fileURLWithPath: path)
}

/// The messages of the problems that a text has, as printed; empty if it has none.
func problems(_ text: String) throws -> String {
    do {
        _ = try Lesson.parse(text, file: "a.md")
        return ""
    } catch let error as LessonSyntaxError {
        return error.description
    }
}

/// The HTML of all prose of a lesson.
func html(_ text: String) throws -> String {
    try Lesson.parse(text, file: "a.md").prose.map(\.html).joined()
}

extension Lesson {
    /// The runs of prose in order.
    var prose: [Prose] { blocks.compactMap { if case .prose(let prose) = $0 { prose } else { nil } } }
}
