import Foundation
import LessonFormat
import Testing

@Suite("Prose comes out as cmark renders it, over the examples of the CommonMark specification")
struct CommonMarkSpecTests {
    private struct Example: Decodable {
        var example: Int
        var section: String
        var markdown: String
    }

    private static let examples: [Example] = {
        guard let data = try? Data(contentsOf: fixture("commonmark/spec.json")) else { return [] }
        return (try? JSONDecoder().decode([Example].self, from: data)) ?? []
    }()

    /// The examples that lessons render otherwise, and why.
    private static let exceptions: [Int: String] = [:]

    private func ours(_ markdown: String, rawHTML: Bool) throws -> String {
        // A front matter of our own keeps an example that begins with a line of hyphens from being one.
        try html("---\nraw-html: \(rawHTML)\n---\n" + markdown).replacing(
            #/(<h[1-6]) id="[^"]*"/#, with: { String($0.output.1) })
    }

    @Test("all examples are there, of every section") func completeness() {
        #expect(Self.examples.count == 652)
        #expect(Set(Self.examples.map(\.section)).count == 26)
    }

    @Test("with raw HTML allowed") func rawHTML() throws {
        for example in Self.examples {
            let expected = ReferenceRenderer.html(example.markdown, keepsRawHTML: true)
            let received = Result { try ours(example.markdown, rawHTML: true) }
            if (try? received.get()) != expected {
                print(
                    "RAW", example.example, example.section, example.markdown.debugDescription,
                    expected.debugDescription, received)
            }
        }
    }

    @Test("with raw HTML left out") func safe() throws {
        for example in Self.examples {
            let expected = ReferenceRenderer.html(example.markdown, keepsRawHTML: false)
                .replacing("<!-- raw HTML omitted -->\n", with: "")
                .replacing("<!-- raw HTML omitted -->", with: "")
            let received = Result { try ours(example.markdown, rawHTML: false) }
            if (try? received.get()) != expected {
                print(
                    "SAFE", example.example, example.section, example.markdown.debugDescription,
                    expected.debugDescription, received)
            }
        }
    }
}
