import LessonFormat
import Testing

@Suite("Everything wrong with cells is reported at once, in order of line") struct OptionProblemTests {
    @Test("each problem has its sentence and remedy") func sentences() throws {
        let text = """
            ```swift id=one hid
            ```
            ```swift id=one nonsense=4
            ```
            ```swift id=Bad
            ```
            ```swift hide hide
            ```
            ```swift hide=yes
            ```
            ```swift caption
            ```
            ```swift caption=""
            ```
            ```swift caption="open
            ```
            ```swift static no-run
            ```
            ```swift
            //| id: cell-11
            //| statik
            ```
            ```swift
            ```
            """
        #expect(
            try problems(text) == """
                a.md:1: error: unknown option 'hid'; did you mean 'hide'?
                a.md:3: error: unknown option 'nonsense'; known are id, hide, static, no-run, caption
                a.md:3: error: id 'one' is taken by the cell at line 1; choose another
                a.md:5: error: invalid id 'Bad'; use lower-case letters, digits and hyphens, beginning with a letter
                a.md:7: error: option 'hide' is given twice; keep one
                a.md:9: error: option 'hide' takes no value; write only 'hide'
                a.md:11: error: option 'caption' needs a value; write 'caption=…' in the info line or '//| caption: …' in the code
                a.md:13: error: option 'caption' needs a value; write 'caption=…' in the info line or '//| caption: …' in the code
                a.md:15: error: the value of option 'caption' opens with '"' and does not close; add the closing '"'
                a.md:17: error: options 'static' and 'no-run' exclude each other; keep one
                a.md:20: error: id 'cell-11' is the automatic name of the cell at line 23; choose another
                a.md:21: error: unknown option 'statik'; did you mean 'static'?
                """)
    }

    @Test("front matter and cells are reported together") func together() throws {
        #expect(
            try problems("---\nsed: 1\n---\n\n```swift x\n```\n") == """
                a.md:2: error: unknown front matter key 'sed'; did you mean 'seed'?
                a.md:5: error: unknown option 'x'; known are id, hide, static, no-run, caption
                """)
    }

    @Test("a cell may be called by its own automatic name's pattern") func ownNumber() throws {
        #expect(try problems("```swift id=cell-1\n```\n```swift\n```\n") == "")
    }

    @Test("cells in lists and quotations must be static") func nested() throws {
        let sentence =
            "error: a swift cell inside a list or quotation cannot run; "
            + "move the fence to the left margin outside of it, or add 'static'"
        #expect(
            try problems("- a\n\n  ```swift\n  1\n  ```\n\n> ```swift hide\n> 2\n> ```\n")
                == "a.md:3: \(sentence)\na.md:7: \(sentence)")
    }

    @Test("fences must be closed") func unclosed() throws {
        #expect(
            try problems("text\n\n````swift\nlet a = 1\n```\n\nmore\n")
                == "a.md:3: error: the fence is never closed; add a line '````' below the code")
        #expect(
            try problems("~~~text\nabc\n")
                == "a.md:1: error: the fence is never closed; add a line '~~~' below the code")
        #expect(try problems("```swift") == "a.md:1: error: the fence is never closed; add a line '```' below the code")
    }

    @Test("problems are data") func data() throws {
        #expect(
            throws: LessonSyntaxError(file: "b.md", problems: [LessonProblem(line: 1, kind: .flagWithValue("hide"))])
        ) {
            try Lesson.parse("```swift hide=1\n```", file: "b.md")
        }
    }
}
