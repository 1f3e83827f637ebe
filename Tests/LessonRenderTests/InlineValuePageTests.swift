import LessonFormat
import LessonRun
import Testing

@testable import LessonRender

@Suite("Pages show values in the prose, and what kind of run they are of") struct InlineValuePageTests {
    private func record(_ text: String, found: [String]) throws -> RunRecord {
        var record = try SampleRecord.record([], prose: text)
        let values = record.blocks.flatMap { block -> [InlineValue] in
            if case .prose(let prose) = block { prose.values } else { [] }
        }
        record.inlineValues = zip(values, found).map {
            RunRecord.RecordedValue(value: $0, text: $1, type: "String")
        }
        record.title = record.filled("# Sample")
        return record
    }

    private func markdown(_ record: RunRecord) throws -> String {
        let context = PageContext(stem: "a")
        return MarkdownRenderer(record, pictures: try DrawnPictures(record), context: context).render()
    }

    @Test("a value is text, whatever it holds") func text() throws {
        let record = try record("# N `swift n`\n\n`swift a`, **`swift b`**\n", found: ["3", "- <b>", "|x|"])
        let html = try page(record)
        #expect(html.contains("<h1 id=\"n-\">N 3</h1>"))
        #expect(html.contains("<p>- &lt;b&gt;, <strong>|x|</strong></p>"))
        #expect(try markdown(record).contains("# N 3\n\n\\- &lt;b&gt;, **\\|x\\|**\n"))
    }

    @Test("a value that the run did not reach is the code that asks for it") func missing() throws {
        let record = try record("![`swift a`](p.png) `swift %.1f b < c`", found: [])
        #expect(try markdown(record).contains("![`swift a`](p.png) `swift %.1f b < c`"))
        let html = try page(record)
        #expect(html.contains("alt=\"swift a\""))
        #expect(html.contains("<code>swift %.1f b &lt; c</code>"))
    }

    @Test("quick and partial runs and changed parameters say so at the top") func notices() throws {
        var record = try SampleRecord.record([])
        record.quick = 0.1
        record.selection = CellSelection(from: "a", until: "b")
        record.parameters = [Parameter(name: "n", value: .integer(3))]
        #expect(record.stemSuffix == ".quick.partial")
        #expect(record.notices.count == 2)
        record.parameters[0].value = .integer(4)
        let html = try page(record)
        for notice in [
            "Quick run: 10% of epochs and data. The numbers are not those of a full run.",
            "Partial run: from a until b. The outputs of other cells are left out.", "Run with n = 4 (default 3).",
        ] {
            #expect(html.contains("<p class=\"banner note\" role=\"note\">\(notice)</p>"))
            #expect(try markdown(record).contains("> [!NOTE]\n> \(notice)"))
        }
        #expect(html.contains("<li>n = 4</li>"))
    }
}
