import Foundation
import LessonFormat
import LessonRun
import Testing
import Transfer

@testable import LessonRender

@Suite("The Markdown page is what GitHub shows well") struct MarkdownRendererTests {
    /// The page without its title and footer.
    private func markdown(
        _ cells: [CellRecord], prose: String = "", status: RunRecord.Status = .passed,
        metrics: [RunRecord.RecordedMetric] = []
    ) throws -> String {
        let record = try SampleRecord.record(cells, prose: prose, status: status, metrics: metrics)
        let context = PageContext(stem: "a b", lessonFolder: "../lessons")
        let text = MarkdownRenderer(record, pictures: try DrawnPictures(record), context: context).render()
        let footer = "\n---\n\nSeed 7 · lesson 1.0.0 · Swift 6.3.1\n"
        try #require(text.hasPrefix("# Sample\n\n") && text.hasSuffix(footer))
        return String(text.dropFirst("# Sample\n\n".count).dropLast(footer.count))
    }

    private func outputs(_ outputs: CellOutput...) throws -> String {
        try String(markdown([SampleRecord.cell(outputs)]).dropFirst("```swift\nlet a = 1\n```\n\n".count))
    }

    @Test("prose and code, relative links rewritten") func prose() throws {
        #expect(
            try markdown([SampleRecord.cell(code: "let s = \"```\"")], prose: "text [a](b.md)\n") == """
                text [a](../lessons/b.md)

                ````swift
                let s = "```"
                ````

                """)
    }

    @Test("text stands in fences longer than any inside") func text() throws {
        #expect(
            try outputs(
                .stream(.stdout, "a\n````\n"), .stream(.stderr, "b"), .shown(.value(ShownValue(text: "c", type: "X"))))
                    == """
                    `````text
                    a
                    ````
                    `````

                    Standard error:

                    ```text
                    b
                    ```

                    ```text
                    c
                    ```

                    """)
    }

    @Test("tables are pipe tables, their text literal") func table() throws {
        let table = Table(
            columns: ["a_b", "n"], alignments: [.center, .right], rows: [["x|y\n*z* <b>", "1"], ["_e_", "2"]])
        #expect(
            try outputs(.shown(.table(table))) == """
                | a_b | n |
                | :-: | --: |
                | x\\|y \\*z\\* &lt;b&gt; | 1 |
                | \\_e\\_ | 2 |

                """)
    }

    @Test("charts and pictures are files, counted in their cell") func pictures() throws {
        let picture = Picture(png: Array(try SampleRecord.png()), width: 2, height: 1, altText: "two [pixels]")
        #expect(
            try outputs(.shown(.picture(picture)), .stream(.stdout, "x"), .shown(.chart(SampleRecord.chart))) == """
                ![two \\[pixels\\]](a%20b/one-1.png)

                ```text
                x
                ```

                ![\(SampleRecord.chart.altText.markdownEscaped)](a%20b/one-2.png)

                """)
    }

    @Test("metrics, warnings and trainings") func others() throws {
        #expect(
            try outputs(
                .shown(.metric(Metric(name: "val_acc", value: 0.5))), .shown(.warning("a *b*")),
                .shown(.training(SampleRecord.training(epochs: 1)))) == """
                    **val_acc**: 0.5

                    > [!WARNING]
                    > a \\*b\\*

                    | epoch | loss | accuracy | learning_rate |
                    | --: | --: | --: | --: |
                    | 1 | 1.0000 | 0.5000 | 1.0000e-04 |

                    - Epoch 1: early stopping; &lt;best&gt; weights restored

                    """)
        #expect(
            try outputs(.shown(.training(SampleRecord.training(epochs: 13)))).contains(
                "<details>\n<summary>All 13 epochs</summary>\n\n| epoch |"))
    }

    @Test(
        "no text of the run opens a block of its own",
        arguments: [("# a", "\\# a"), ("- a", "\\- a"), ("1. a", "1\\. a"), ("1.5 a", "1\\.5 a"), ("a - b", "a - b")])
    func blockMarks(text: String, expected: String) throws {
        #expect(try outputs(.shown(.warning(text))) == "> [!WARNING]\n> \(expected)\n")
    }

    @Test("options show in the cell's form") func options() throws {
        #expect(
            try markdown([
                SampleRecord.cell(options: CellOptions(hidden: .code, caption: "a *c*")),
                SampleRecord.cell(id: "two", outcome: Outcome(.compiled)),
            ]) == """
                <details>
                <summary>Code</summary>

                ```swift
                let a = 1
                ```

                </details>

                *a \\*c\\**

                ```swift
                let a = 1
                ```

                *compiled, not run*

                """)
    }

    @Test("failures have the message and the line; the cells after them a quiet line") func failures() throws {
        let error = CompilerDiagnostic(
            severity: .error, line: 10, column: 5, message: "wrong", excerpt: "let a = 1\n    ^")
        #expect(
            try markdown(
                [
                    SampleRecord.cell(outcome: Outcome(.compileError, line: 10), diagnostics: [error]),
                    SampleRecord.cell(id: "b", outcome: Outcome(.notRun)),
                    SampleRecord.cell(id: "c", outcome: Outcome(.exited, message: "exit(3)")),
                ], status: .failed) == """
                    > [!CAUTION]
                    > This run failed; the cells after the failure did not run.

                    ```swift
                    let a = 1
                    ```

                    **This cell does not compile** (line 10)

                    ```text
                    a.md:10:5: error: wrong
                    let a = 1
                        ^
                    ```

                    ```swift
                    let a = 1
                    ```

                    *Not run: an earlier cell failed.*

                    ```swift
                    let a = 1
                    ```

                    **This cell ended the program**

                    ```text
                    exit(3)
                    ```

                    """)
    }

    @Test("metrics are summed up at the end") func metrics() throws {
        #expect(
            try markdown([], metrics: [RunRecord.RecordedMetric(cell: "one", name: "m", value: 2)]) == """
                ## Metrics

                | metric | value | cell |
                | --- | --: | --- |
                | m | 2 | one |

                """)
    }

    @Test("the page is itself a lesson's prose that reads back") func readsBack() throws {
        let record = try SampleRecord.everything()
        let text = MarkdownRenderer(record, pictures: try DrawnPictures(record), context: PageContext(stem: "a"))
            .render()
        let lesson = try Lesson.parse(text, file: "a.md")
        #expect(lesson.cells.map(\.code) == record.cells.map(\.cell.code))
    }
}
