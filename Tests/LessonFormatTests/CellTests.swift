import LessonFormat
import Testing

@Suite("A swift fence at top level is a cell") struct CellTests {
    @Test("ids, options and code are read, lines counted in the file") func cells() throws {
        let text = """
            ---
            seed: 1
            ---
            # A

            ```swift id=load hide caption="two \\"quoted\\" words"
            let a = 1

            print(a)
            ```
            text
            ~~~~swift
            ~~~
            ~~~~
               ```swift static
               indented
                 more
               ```
            """
        let cells = try Lesson.parse(text, file: "a.md").cells
        #expect(
            cells == [
                Cell(
                    id: "load", code: "let a = 1\n\nprint(a)", codeLine: 7, fenceLine: 6,
                    options: CellOptions(hidden: .code, caption: "two \"quoted\" words")),
                Cell(id: "cell-2", code: "~~~", codeLine: 13, fenceLine: 12, options: CellOptions()),
                Cell(
                    id: "cell-3", code: "indented\n  more", codeLine: 16, fenceLine: 15,
                    options: CellOptions(isStatic: true)),
            ])
    }

    @Test("leading //| lines are options and no code") func optionLines() throws {
        let text = "```swift\n//| id: x\n//| no-run\n  //|caption: Loss: per epoch\nlet a = 1\n//| hide\n```\n"
        let expected = Cell(
            id: "x", code: "let a = 1\n//| hide", codeLine: 5, fenceLine: 1,
            options: CellOptions(noRun: true, caption: "Loss: per epoch"))
        #expect(try Lesson.parse(text, file: "a.md").cells == [expected])
    }

    @Test("Windows and old Macintosh line endings give the same lines", arguments: ["\r\n", "\r"])
    func lineEndings(ending: String) throws {
        let text = "\u{FEFF}---\nseed: 3\n---\n\ntext\n\n```swift\nlet a = 1\nlet b = 2\n```\n"
        let lesson = try Lesson.parse(
            text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: ending), file: "a.md")
        #expect(lesson.frontMatter.seed == 3)
        #expect(lesson.cells.map(\.code) == ["let a = 1\nlet b = 2"])
        #expect(lesson.cells.map(\.codeLine) == [8])
    }

    @Test("fences of other languages, indented fences and fences in comments are prose") func otherFences() throws {
        let text =
            "```swiftui\na\n```\n\n    ```swift\n    b\n    ```\n\n```text\n```swift\n```\n\n"
            + "<!--\n```swift\nc\n```\n-->\n\n```swift-repl\nd\n```\n\nA cell opens with ` ```swift `.\n"
        let lesson = try Lesson.parse(text, file: "a.md")
        #expect(lesson.cells.isEmpty)
        #expect(lesson.prose.count == 1)
    }

    @Test("prose between cells keeps its source and its place") func blocks() throws {
        let text = "# A\n\n```swift\n1\n```\n```swift\n2\n```\n\nbetween\n\n- list\n\n```swift\n3\n```\n\n"
        let lesson = try Lesson.parse(text, file: "a.md")
        let shape = lesson.blocks.map { block in
            switch block {
            case .prose(let prose): prose.markdown
            case .cell(let cell): cell.code
            }
        }
        #expect(shape == ["# A", "1", "2", "between\n\n- list", "3"])
    }

    @Test("a static fence in a list stays prose") func staticInList() throws {
        let lesson = try Lesson.parse("- item\n\n  ```swift static\n  let a = 1\n  ```\n", file: "a.md")
        #expect(lesson.cells.isEmpty)
        #expect(lesson.prose.first?.html.contains("<code class=\"language-swift\">let a = 1\n</code>") == true)
    }
}
