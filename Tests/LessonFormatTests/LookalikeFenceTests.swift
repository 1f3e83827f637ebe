import LessonFormat
import Testing

@Suite("What looks like a cell and is none is refused, so that no cell vanishes without a word")
struct LookalikeFenceTests {
    @Test(
        "a language that names Swift in another notation",
        arguments: ["Swift", "{swift}", "{.swift}", "swift{id=a}", "swift,ignore", "SWIFT id=x"])
    func languages(info: String) throws {
        let language = info.split(separator: " ")[0]
        #expect(
            try problems("# T\n\n```\(info)\nprint(1)\n```\n")
                == "a.md:3: error: '\(language)' makes no cell; write 'swift', with options after a space, "
                + "or 'swift static' for code that is only shown")
    }

    @Test("a backtick in the info line, whatever the block is that its closing fence then opens")
    func backtick() throws {
        let text = "# T\n\n```swift caption=\"with `code`\"\nfatalError()\n```\n\nprose\n\n```swift\nprint(1)\n```\n"
        let expected =
            "a.md:3: error: this line opens no cell, because a backtick stands in it behind the first ones; "
            + "put the text into a line such as '//| caption: …' below it"
        #expect(try problems(text) == expected)
        #expect(try problems("text\n" + text.dropFirst(5)) == expected.replacing("a.md:3", with: "a.md:2"))
    }

    @Test("a fence that belongs to the HTML above it") func html() throws {
        #expect(
            try problems("<details>\n<summary>more</summary>\n```swift\nprint(1)\n```\n</details>\n")
                == "a.md:3: error: this line opens no cell, because the HTML above it goes on up to an empty line; "
                + "put one before it")
        #expect(try problems("<details>\n\n```swift\nprint(1)\n```\n\n</details>\n").isEmpty)
    }
}
