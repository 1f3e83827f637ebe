import Foundation
import LessonFormat
import LessonRender
import Testing

@Suite("Notebooks from elsewhere become lessons")
struct NotebookReaderTests {
    private func notebook(_ cells: String, metadata: String = "{}") -> Data {
        Data("{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": \(metadata), \"cells\": [\(cells)]}".utf8)
    }

    private let swift = "{\"kernelspec\": {\"language\": \"swift\"}}"

    @Test("A Python notebook's code is shown with its outputs, its pictures become files") func python() throws {
        let data = try Data(contentsOf: SampleRecord.fixtures.appendingPathComponent("python.ipynb"))
        let reader = try NotebookReader(data, file: "python.ipynb", stem: "python")
        #expect(reader.language == "python")
        #expect(reader.codeCellCount == 2)
        #expect(
            reader.text == """
                # Title

                ![dog](python_files/1-dog.png)

                ```python
                for i in range(2):
                    print(i)
                ```

                ```text
                0
                1
                ```

                ```python
                plot()
                ```

                ![output](python_files/output-3-1.png)

                ```text
                ZeroDivisionError: division by zero
                ```

                ```text
                raw
                ```

                """)
        #expect(reader.files.map(\.path) == ["python_files/1-dog.png", "python_files/output-3-1.png"])
        #expect(try reader.files.allSatisfy { $0.data == (try SampleRecord.png()) })
        #expect(try Lesson.parse(reader.text, file: "a.md").cells.isEmpty)
    }

    @Test("A Swift notebook's cells run, a folded one is hidden, a fence in its prose is only shown") func swiftCells()
        throws
    {
        let cells = """
            {"cell_type": "markdown", "metadata": {}, "source": ["---\\n", "\\n", "```swift\\n", "1\\n", "```"]},
            {"cell_type": "code", "metadata": {"jupyter": {"source_hidden": true}}, "source": "let a = 1\\n```", "outputs": []},
            {"cell_type": "code", "metadata": {"tags": ["hide-input"]}, "source": "", "outputs": []},
            {"cell_type": "markdown", "metadata": {"lesson": {"lead": "\\n"}}, "source": "a"},
            {"cell_type": "markdown", "metadata": {"lesson": {"lead": "\\n"}}, "source": "b"}
            """
        let reader = try NotebookReader(notebook(cells, metadata: swift), file: "a.ipynb", stem: "a")
        #expect(
            reader.text == "---\n---\n\n---\n\n```swift static\n1\n```\n\n````swift hide\nlet a = 1\n```\n````\n\n"
                + "```swift hide\n```\na\n\nb\n")
        #expect(try Lesson.parse(reader.text, file: "a.md").cells.filter { !$0.options.isStatic }.count == 2)
    }

    @Test("A title becomes front matter, and no name leads out of the folder") func hostile() throws {
        let cells = """
            {"cell_type": "markdown", "metadata": {}, "source": "![x](attachment:../../x.png)",
             "attachments": {"../../x.png": {"image/png": "AAAA"}}}
            """
        let reader = try NotebookReader(
            notebook(cells, metadata: "{\"title\": \"A \\\"quoted\\\" title: x\"}"), file: "a.ipynb", stem: "a")
        #expect(reader.files.map(\.path) == ["a_files/1-..-..-x.png"])
        #expect(reader.text == "---\ntitle: \"A \\\"quoted\\\" title: x\"\n---\n\n![x](a_files/1-..-..-x.png)\n")
        #expect(try Lesson.parse(reader.text, file: "a.md").frontMatter.title == "A \"quoted\" title: x")
    }

    @Test("What is no notebook of nbformat 4 is refused with the remedy") func refusals() {
        #expect(throws: NotebookError.notANotebook(file: "a.ipynb")) {
            try NotebookReader(Data("{}".utf8), file: "a.ipynb", stem: "a")
        }
        #expect(throws: NotebookError.unsupportedVersion(file: "a.ipynb", version: 3)) {
            try NotebookReader(Data("{\"nbformat\": 3, \"worksheets\": []}".utf8), file: "a.ipynb", stem: "a")
        }
        let error = #expect(throws: NotebookError.self) {
            try NotebookReader(Data("not JSON".utf8), file: "a.ipynb", stem: "a")
        }
        #expect(
            "\(error.map { "\($0)" } ?? "")".hasPrefix("a.ipynb: error: a notebook is JSON, and this file is not ("))
    }
}
