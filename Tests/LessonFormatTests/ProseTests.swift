import Foundation
import LessonFormat
import Testing

@Suite("Prose is CommonMark") struct ProseTests {
    @Test("documents come out as the reference implementation writes them", arguments: ["inlines", "blocks"])
    func reference(name: String) throws {
        let text = try String(contentsOf: fixture("commonmark/\(name).md"), encoding: .utf8)
        let expected = try String(contentsOf: fixture("commonmark/\(name).html"), encoding: .utf8)
        let received = try html(text).replacing(#/\ id="[^"]*"/#, with: "")
        #expect(received == expected)
    }

    @Test("link definitions work across cells") func definitions() throws {
        let lesson = try Lesson.parse("See [docs].\n\n```swift\n1\n```\n\n[docs]: https://example.org\n", file: "a.md")
        #expect(lesson.prose.map(\.html) == ["<p>See <a href=\"https://example.org\">docs</a>.</p>\n", ""])
    }

    @Test("headings have GitHub's anchors, unique in the lesson") func anchors() throws {
        let text =
            "# Hello, *World*!\n\n## A_b c-d\n\n```swift\n1\n```\n\nHello World\n-----\n\n### Über `x.y` 2\n\n> # ?\n"
        let lesson = try Lesson.parse(text, file: "a.md")
        #expect(
            lesson.prose.flatMap(\.headings) == [
                Heading(level: 1, text: "Hello, World!", anchor: "hello-world"),
                Heading(level: 2, text: "A_b c-d", anchor: "a_b-c-d"),
                Heading(level: 2, text: "Hello World", anchor: "hello-world-1"),
                Heading(level: 3, text: "Über x.y 2", anchor: "über-xy-2"),
                Heading(level: 1, text: "?", anchor: "section"),
            ])
        #expect(
            lesson.prose.first?.html
                == "<h1 id=\"hello-world\">Hello, <em>World</em>!</h1>\n<h2 id=\"a_b-c-d\">A_b c-d</h2>\n")
    }

    @Test("raw HTML is left out unless allowed; comments always") func rawHTML() throws {
        let text = "a <b>bold</b> <!-- note --> c\n\n<!-- block -->\n\n<div>\nx\n</div>\n\nend\n"
        #expect(try html(text) == "<p>a bold  c</p>\n<p>end</p>\n")
        #expect(
            try html("---\nraw-html: true\n---\n" + text)
                == "<p>a <b>bold</b>  c</p>\n<div>\nx\n</div>\n<p>end</p>\n")
    }

    @Test("links that run code lose their target", arguments: ["", "---\nraw-html: true\n---\n"])
    func dangerousLinks(frontMatter: String) throws {
        let text = "[a](javascript:alert(1)) [b](JavaScript&#58;x) [c](vbscript:x) ![d](data:text/html,x)\n"
        #expect(
            try html(frontMatter + text) == "<p><a href=\"\">a</a> <a href=\"\">b</a> <a href=\"\">c</a> "
                + "<img src=\"\" alt=\"d\" /></p>\n")
    }

    @Test("task list items have check boxes") func taskLists() throws {
        #expect(
            try html("- [ ] to do\n- [x] done\n- [y] other\n") == """
                <ul>
                <li><input type="checkbox" disabled="" /> to do</li>
                <li><input type="checkbox" checked="" disabled="" /> done</li>
                <li>[y] other</li>
                </ul>

                """)
    }

    @Test("deep nesting neither crashes nor takes long") func deepNesting() throws {
        let depth = 20_000
        let quotes = String(repeating: ">", count: depth) + " a\n"
        #expect(try html(quotes).hasPrefix("<blockquote>"))
        let emphasis = String(repeating: "*a **b ", count: depth) + String(repeating: "c** d*", count: depth)
        #expect(try html(emphasis).contains("<em>"))
    }
}
