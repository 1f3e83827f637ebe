import LessonFormat
import Testing

@Suite("Front matter sets the lesson's title, seed, time limit and raw HTML") struct FrontMatterTests {
    @Test("every key is read") func everyKey() throws {
        let text = "---\ntitle: 'Fine-tuning: part 2'\nseed: 7\ntimeout: 2m\nraw-html: true\n---\ntext\n"
        let lesson = try Lesson.parse(text, file: "a.md")
        let expected = FrontMatter(title: "Fine-tuning: part 2", seed: 7, timeout: 120, allowsHTML: true)
        #expect(lesson.frontMatter == expected)
        #expect(lesson.prose.map(\.markdown) == ["text"])
    }

    @Test("a lesson without front matter has the defaults") func defaults() throws {
        let lesson = try Lesson.parse("text\n\n## The *first* `heading`\n\n# Second\n", file: "a.md")
        #expect(lesson.frontMatter == FrontMatter(title: "The first heading"))
        #expect(try Lesson.parse("text", file: "03_x.md").frontMatter.title == "03_x.md")
        #expect(try Lesson.parse("---\n---\n# A", file: "a.md").frontMatter == FrontMatter(title: "A"))
    }

    @Test(
        "a time limit is a number of seconds or has a unit",
        arguments: [("120s", 120.0), ("2m", 120), ("500ms", 0.5), ("90", 90), ("1.5h", 5400), ("2.5 s", 2.5)])
    func timeout(text: String, seconds: Double) throws {
        #expect(try Lesson.parse("---\ntimeout: \(text)\n---\n", file: "a.md").frontMatter.timeout == seconds)
    }

    @Test(
        "values of the wrong kind are refused",
        arguments: [
            ("title: [a]", "'title' must be a text, received a list"),
            ("title:", "'title' must be a text, received nothing"),
            ("seed: -1", "'seed' must be a whole number from 0 to 18446744073709551615, received '-1'"),
            ("seed: 1.5", "'seed' must be a whole number from 0 to 18446744073709551615, received '1.5'"),
            (
                "timeout: soon",
                "'timeout' must be a time above 0 such as '120s', '2m', '500ms' or a number of seconds, received 'soon'"
            ),
            (
                "timeout: 0",
                "'timeout' must be a time above 0 such as '120s', '2m', '500ms' or a number of seconds, received '0'"
            ),
            (
                "total-timeout: 0",
                "'total-timeout' must be a time above 0 such as '120s', '2m', '500ms' or a number of seconds, received '0'"
            ),
            ("params: 3", "'params' must be a mapping of names to values such as '{epochs: 5}', received '3'"),
            (
                "requires: {a: b}",
                "'requires' must be a path or a list of paths such as '[data/train]', received a mapping"
            ),
            (
                "requires: [[a]]",
                "'requires' must be a path or a list of paths such as '[data/train]', received a list"
            ),
            ("raw-html: maybe", "'raw-html' must be true or false, received 'maybe'"),
            ("raw-html: {a: b}", "'raw-html' must be true or false, received a mapping"),
        ])
    func wrongKind(line: String, message: String) throws {
        #expect(
            try problems("---\n\(line)\n---\n")
                == "a.md:2: error: \(message); correct the value or remove the line")
    }

    @Test("unknown keys name the nearest known one") func unknownKeys() throws {
        #expect(
            try problems("---\n# a comment\nsede: 1\nauthor: me\n---\n")
                == """
                a.md:3: error: unknown front matter key 'sede'; did you mean 'seed'?
                a.md:4: error: unknown front matter key 'author'; known are title, seed, timeout, total-timeout, params, requires, raw-html
                """)
    }

    @Test("YAML errors, unclosed and repeated keys name their line") func yamlErrors() throws {
        #expect(
            try problems("---\ntitle: A\nseed: 1\n")
                == "a.md:1: error: the front matter is not closed; end it with a line '---'")
        #expect(
            try problems("---\ntitle: A\nseed: [1\n---\n").hasPrefix(
                "a.md:4: error: the front matter is not valid YAML: did not find expected ',' or ']'"))
        #expect(
            try problems("---\n- a\n---\n")
                == "a.md:2: error: the front matter must be 'key: value' lines; write for example 'title: First steps'")
        #expect(
            try problems("---\nseed: 1\nseed: 2\n---\n").hasSuffix(
                "error: front matter key 'seed' is given twice; keep one"))
    }
}
