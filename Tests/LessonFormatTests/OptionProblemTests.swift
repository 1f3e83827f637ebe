import LessonFormat
import Testing

@Suite("Everything wrong with cells is reported at once, in order of line") struct OptionProblemTests {
    private static let known =
        "id, hide, remove, static, no-run, timeout, quick, expect, match, caption, alt, label, max-lines, tolerance, volatile"

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
                a.md:3: error: unknown option 'nonsense'; known are \(Self.known)
                a.md:3: error: id 'one' is taken by the cell at line 1; choose another
                a.md:5: error: invalid id 'Bad'; use lower-case letters, digits and hyphens, beginning with a letter
                a.md:7: error: option 'hide' is given twice; keep one
                a.md:9: error: option 'hide' must be 'code', 'output' or 'all', received 'yes'; correct the value or remove the option
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
                a.md:5: error: unknown option 'x'; known are \(Self.known)
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
            throws: LessonSyntaxError(file: "b.md", problems: [LessonProblem(line: 1, kind: .flagWithValue("static"))])
        ) {
            try Lesson.parse("```swift static=1\n```", file: "b.md")
        }
    }

    @Test(
        "a value of the wrong form names what it must be",
        arguments: [
            (
                "remove",
                "option 'remove' needs a value; write 'remove=…' in the info line or '//| remove: …' in the code"
            ),
            ("remove=text", "option 'remove' must be 'code', 'output' or 'all', received 'text'"),
            ("timeout=soon", "option 'timeout' must be a time above 0 such as '30s', '2m' or '500ms', received 'soon'"),
            ("timeout=0s", "option 'timeout' must be a time above 0 such as '30s', '2m' or '500ms', received '0s'"),
            ("quick=run", "option 'quick' must be 'skip', received 'run'"),
            (
                "expect=crash",
                "option 'expect' must be 'compile-error', 'throws', 'throws:TypeName' or 'trap', received 'crash'"
            ),
            (
                "expect=throws:",
                "option 'expect' must be 'compile-error', 'throws', 'throws:TypeName' or 'trap', received 'throws:'"
            ),
            ("max-lines=0", "option 'max-lines' must be a whole number from 1, received '0'"),
            ("tolerance=-1", "option 'tolerance' must be a number from 0 such as '0.01', received '-1'"),
            ("tolerance=nan", "option 'tolerance' must be a number from 0 such as '0.01', received 'nan'"),
            (
                "label=A",
                "option 'label' must be lower-case letters, digits and hyphens, beginning with a letter, received 'A'"
            ),
            ("match=x", "option 'match' says nothing without 'expect'; add 'expect' or remove 'match'"),
            ("volatil", "unknown option 'volatil'; did you mean 'volatile'?"),
            ("timout=3s", "unknown option 'timout'; did you mean 'timeout'?"),
        ])
    func wrongValues(option: String, message: String) throws {
        let flag = option.split(separator: "=")
        let line = flag.count > 1 ? "//| \(flag[0]): \(flag[1])" : "//| \(option)"
        #expect(try problems("```swift \(option)\n```").hasPrefix("a.md:1: error: \(message)"))
        if !option.hasSuffix(":") {
            #expect(try problems("```swift\n\(line)\n```").hasPrefix("a.md:2: error: \(message)"))
        }
    }

    @Test(
        "options that contradict each other are refused",
        arguments: [
            ("static", "no-run"), ("static", "expect=trap"), ("static", "hide=output"), ("static", "timeout=1s"),
            ("static", "volatile"), ("no-run", "expect=throws:Refusal"), ("no-run", "tolerance=1"),
            ("remove=all", "hide=code"), ("remove=all", "caption=x"), ("remove=output", "max-lines=3"),
            ("remove=output", "hide=all"), ("remove=code", "hide"), ("volatile", "tolerance=0.1"),
        ])
    func contradictions(first: String, second: String) throws {
        for options in ["\(first) \(second)", "\(second) \(first)"] {
            let message = try problems("```swift \(options)\n```")
            #expect(message.contains("exclude each other; keep one"), "\(options): \(message)")
        }
    }

    @Test(
        "options that go together are taken",
        arguments: [
            "hide=code remove=output", "hide=output remove=code", "static hide", "no-run expect=compile-error",
            "expect=trap match=x timeout=1s volatile", "quick=skip tolerance=0 label=a caption=b alt=c max-lines=1",
        ])
    func combinations(options: String) throws {
        #expect(try problems("```swift \(options)\n```") == "")
    }

    @Test("labels are unique, among headings too") func labels() throws {
        #expect(
            try problems("# Loss\n\n```swift label=a\n```\n\n```swift\n//| label: a\n```\n")
                == "a.md:7: error: label 'a' is taken by the cell at line 3; choose another")
        #expect(
            try problems("# Loss\n\n```swift label=loss\n```\n")
                == "a.md:3: error: label 'loss' is the anchor of a heading; choose another")
    }
}
