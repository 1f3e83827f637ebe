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

    /// The examples with a fence that is never closed, which a lesson refuses.
    private static let unclosed: Set = [126, 127, 139, 237]
    /// The examples with a block that is a comment, which a lesson leaves out.
    private static let comments: Set = [179, 183, 308, 309]

    private func ours(_ markdown: String, rawHTML: Bool) throws -> String {
        // A front matter of our own keeps an example that begins with a line of hyphens from being one.
        try html("---\nraw-html: \(rawHTML)\n---\n" + markdown).replacing(
            #/(<h[1-6]) id="[^"]*"/#, with: { String($0.output.1) })
    }

    @Test("all examples are there, of every section") func completeness() {
        #expect(Self.examples.count == 652)
        #expect(Set(Self.examples.map(\.section)).count == 26)
    }

    @Test("with raw HTML allowed, but for comments") func rawHTML() throws {
        for example in Self.examples where !Self.unclosed.contains(example.example) {
            let expected = ReferenceRenderer.html(example.markdown, keepsRawHTML: true)
            let received = try ours(example.markdown, rawHTML: true)
            if Self.comments.contains(example.example) {
                #expect(expected.contains("<!--") && received != expected)
                #expect(received == expected.replacing(#/(?m)^ *<!--[^>]*-->\n/#, with: ""), "\(example)")
            } else {
                #expect(received == expected, "\(example)")
            }
        }
    }

    @Test("with raw HTML left out, where cmark leaves a note") func safe() throws {
        for example in Self.examples where !Self.unclosed.contains(example.example) {
            let expected = ReferenceRenderer.html(example.markdown, keepsRawHTML: false)
                .replacing("<!-- raw HTML omitted -->", with: "")
            let received = try ours(example.markdown, rawHTML: false)
            // A block leaves its line ending behind the note, an inline what is around it.
            #expect(
                received.replacing(#/\n+/#, with: "\n")
                    == expected.replacing(#/^\n+/#, with: "").replacing(#/\n+/#, with: "\n"), "\(example)")
        }
    }

    @Test("A fence that is never closed is refused") func unclosedFences() throws {
        for example in Self.examples where Self.unclosed.contains(example.example) {
            #expect(try problems("---\n---\n" + example.markdown).contains("the fence is never closed"))
        }
    }
}
