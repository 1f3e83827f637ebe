import Foundation
import LessonFormat
import LessonRender
import LessonRun
import Testing

@Suite("A lesson becomes a notebook and the same lesson again")
struct NotebookTests {
    private func roundTrip(_ text: String, record: RunRecord? = nil) throws -> String {
        let notebook = try NotebookWriter.notebook(text, file: "a.md", record: record)
        return try NotebookReader(Data(notebook.utf8), file: "a.ipynb", stem: "a").text
    }

    private func object(_ text: String, record: RunRecord? = nil) throws -> [String: Any] {
        let notebook = try NotebookWriter.notebook(text, file: "a.md", record: record)
        return try #require(try JSONSerialization.jsonObject(with: Data(notebook.utf8)) as? [String: Any])
    }

    @Test(
        "to the byte, whatever the text looks like",
        arguments: [
            "# T\n\nText\n\n```swift id=a hide\n//| caption: x\nlet a = 1\n\nprint(a)\n```\n\nEnd\n",
            "---\ntitle: X\nseed: 3\n---\n# T\n```swift\n1\n```\n```swift\n2\n```\nEnd",
            "---\ntitle: X\n---\n\n\n\n# T\n\n\n\n```swift\n```\n\n```swift\n\n```\n\n```swift\n\n\n```\n\n\n",
            "\n\n  ~~~~swift  hide  \n  let a = \"```\"\n~~~~~  \n",
            "````swift\nlet s = \"\"\"\n```\n\"\"\"\n````\n\n- a\n\n  ```swift static\n  1\n  ```\n\n```swift static\n2\n```\n",
            "# T\r\n\r\n```swift\r\nlet a = 1\r\n```\r\n\r\nEnd\r\n",
            "\u{FEFF}# Ünïcode 🐟\n\n```swift\nprint(\"é\\u{1F41F}\\\\ \\\"q\\\"\")\n```\n",
            "No cell at all", "```swift\n1\n```", "---\n---\n\n```swift\n1\n```\n   \n\t\n", "---\ntitle: X\n---\n",
            "a\n\n---\n\n[x]: y\n\n```python\n1\n```\n\n<!-- note -->\n\n    code\n",
        ])
    func texts(_ text: String) throws {
        #expect(try roundTrip(text) == text)
    }

    @Test("to the byte, of random parts") func randomTexts() throws {
        var generator = SplitMix(state: 7)
        let pieces = [
            "text\n", "\n", "\n\n", "# head\n", "```swift\nlet a = 1\n```\n", "```swift hide\n\n```\n",
            "~~~swift\n~~~\n",
            "```swift static\n1\n```\n", "    indented\n", "> quote\n", "````swift no-run\n```\n````\n", "- item\n",
            "  \n",
        ]
        for _ in 0..<300 {
            let count = Int.random(in: 1...12, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            // Not every random text is a lesson: an item takes a fence below it in.
            guard (try? Lesson.parse(text, file: "a.md")) != nil else { continue }
            #expect(try roundTrip(text) == text, "\(text.debugDescription)")
        }
    }

    @Test("The notebook is what nbformat 4.5 asks for") func layout() throws {
        let text = "---\nseed: 3\n---\n# T\n\n```swift id=one hide\n//| caption: c\n1\n```\n\n```swift static\n2\n```\n"
        let notebook = try object(text)
        #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
        let cells = try #require(notebook["cells"] as? [[String: Any]])
        #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "code", "markdown"])
        #expect(cells.map { $0["id"] as? String } == ["text-1", "one", "text-2"])
        #expect(cells[1]["source"] as? [String] == ["//| caption: c\n", "1"])
        let metadata = try #require(cells[1]["metadata"] as? [String: [String: Any]])
        #expect(metadata["lesson"]?["info"] as? String == "swift id=one hide")
        #expect(metadata["jupyter"]?["source_hidden"] as? Bool == true)
        #expect(cells[1]["execution_count"] is NSNull && (cells[1]["outputs"] as? [Any])?.isEmpty == true)
        let lesson = (notebook["metadata"] as? [String: Any])?["lesson"] as? [String: Any]
        #expect(lesson?["front_matter"] as? String == "---\nseed: 3\n---")
    }

    @Test("Outputs of the record are kept, of cells that changed left out") func outputs() throws {
        let record = try SampleRecord.everything()
        var text = "# T\n"
        for cell in record.cells where !cell.cell.options.isStatic && !cell.cell.options.noRun {
            text += "\n```swift id=\(cell.cell.id)\n\(cell.cell.code)\n```\n"
        }
        #expect(try roundTrip(text, record: record) == text)
        let cells = try #require(try object(text, record: record)["cells"] as? [[String: Any]])
        func outputs(_ id: String) throws -> [[String: Any]] {
            try #require(cells.first { $0["id"] as? String == id }?["outputs"] as? [[String: Any]])
        }
        let everything = try outputs("everything")
        #expect(
            everything.map { $0["output_type"] as? String } == [
                "stream", "stream", "display_data", "display_data", "display_data", "display_data", "display_data",
                "display_data", "display_data", "stream",
            ])
        #expect((everything[3]["data"] as? [String: Any])?.keys.sorted() == ["text/html", "text/plain"])
        let png = try #require((everything[5]["data"] as? [String: Any])?["image/png"] as? String)
        #expect(Data(base64Encoded: png) == (try SampleRecord.png()))
        let error = try #require(try outputs("trapped").last)
        #expect(error["ename"] as? String == "trap")
        #expect(error["traceback"] as? [String] == ["a.md:10: trap: Index out of range\nhelp: count from 0"])
        #expect(try outputs("later").isEmpty)
        let changed = try object(text.replacing("let a = 1\n", with: "let a = 2\n"), record: record)
        let counts = try #require(changed["cells"] as? [[String: Any]]).compactMap { $0["execution_count"] as? Int }
        #expect(counts == [1])
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }
}
