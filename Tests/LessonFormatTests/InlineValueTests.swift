import LessonFormat
import Testing

@Suite("Code spans that begin with swift are values of expressions") struct InlineValueTests {
    private func values(_ text: String) throws -> [InlineValue] {
        try Lesson.parse(text, file: "a.md").prose.flatMap(\.values)
    }

    /// The prose's Markdown with a readable sign for each mark.
    private func marked(_ text: String) throws -> String {
        try Lesson.parse(text, file: "a.md").prose.map { prose in
            prose.values.reduce(prose.markdown) { $0.replacing($1.mark, with: "⟨\($1.expression)⟩") }
        }.joined(separator: "\n---\n")
    }

    @Test("expression, format, line and column are read") func parts() throws {
        let found = try values("---\nseed: 1\n---\n# A `swift a.b`\n\nü `swift %.1f x * 100` and `swift  y `\n")
        #expect(found.map(\.expression) == ["a.b", "x * 100", "y"])
        #expect(found.map(\.format) == [nil, "%.1f", nil])
        #expect(found.map(\.line) == [4, 6, 6])
        #expect(found.map(\.column) == [12, 16, 37])
        #expect(Set(found.map(\.mark)).count == 3)
    }

    @Test(
        "values stand in every kind of prose",
        arguments: [
            ("- a `swift 1`\n  b\n  > c `swift 2` `x`", "- a ⟨1⟩\n  b\n  > c ⟨2⟩ `x`"),
            ("| a |\n|---|\n| `swift b \\|\\| c` |", "| a |\n|---|\n| ⟨b || c⟩ |"),
            ("*a `swift 1`* [`swift 2`](x)", "*a ⟨1⟩* [⟨2⟩](x)"),
            ("`a` swift b `swift b`", "`a` swift b ⟨b⟩"),
            ("Title `swift 1`\n=======", "Title ⟨1⟩\n======="),
        ])
    func places(text: String, expected: String) throws {
        #expect(try marked(text) == expected)
    }

    @Test(
        "other code stays as it is",
        arguments: [
            "``swift build``", "`swiftly` `swift` `Swift x`", "    `swift x`", "```text\n`swift x`\n```", "\\`swift x`",
            "`a\n`swift x` b`",
        ])
    func untouched(text: String) throws {
        #expect(try values(text) == [])
        #expect(try marked(text) == text.drop { $0 == " " } || marked(text) == text)
    }

    @Test("headings, titles and anchors carry the mark, not the code") func headings() throws {
        let lesson = try Lesson.parse("# Epochs `swift n`", file: "a.md")
        let prose = try #require(lesson.prose.first)
        let mark = try #require(prose.values.first?.mark)
        #expect(prose.headings == [Heading(level: 1, text: "Epochs \(mark)", anchor: "epochs-")])
        #expect(prose.html == "<h1 id=\"epochs-\">Epochs \(mark)</h1>\n")
        #expect(lesson.frontMatter.title == "Epochs \(mark)")
    }

    @Test("a mark is a character that the lesson does not use") func marks() throws {
        let lesson = try Lesson.parse("\u{F0000} `swift n`", file: "a.md")
        #expect(lesson.prose.first?.values.first?.mark == "\u{F0001}")
    }

    @Test(
        "what is no expression is refused",
        arguments: [
            ("a\n`swift x +\ny`", "a.md:1: error: an inline value must stand on one line"),
            ("`swift %.1f`", "a.md:1: error: the inline value holds no expression"),
            ("a\n`swift %q x`", "a.md:2: error: '%q' is no format of a number"),
            ("`swift %s x`", "a.md:1: error: '%s' is no format of a number"),
        ])
    func refused(text: String, message: String) throws {
        #expect(try problems(text).hasPrefix(message))
    }

    @Test("values belong to the prose they stand in, and cells keep their lines") func blocks() throws {
        let lesson = try Lesson.parse("`swift 1`\n\n```swift\n2\n```\n\n`swift 3`\n", file: "a.md")
        #expect(lesson.prose.map { $0.values.map(\.expression) } == [["1"], ["3"]])
        #expect(lesson.cells.map(\.codeLine) == [4])
    }
}
