import Foundation
import FoundationXML
import LessonFormat
import LessonRun
import Testing

@testable import LessonRender

/// The page of a record.
func page(_ record: RunRecord, context: PageContext = PageContext(stem: "a")) throws -> String {
    HTMLRenderer(record, pictures: try DrawnPictures(record), context: context).render()
}

@Suite("The page is one self-contained, well-formed file") struct HTMLPageTests {
    @Test("the page is well-formed XML whatever its cells print") func wellFormed() throws {
        var record = try SampleRecord.everything()
        record.title = "<A> & \"B\""
        record.blocks.append(.prose(Prose(markdown: "", html: "<p>\u{1}</p>", headings: [])))
        record.blocks.append(
            .cell(
                SampleRecord.cell(
                    [.stream(.stdout, "\u{0}\u{1}\u{FFFE} & </pre> \u{1B}]0;t\u{7}\u{1B}[5")], id: "odd",
                    code: "\"</script>\u{7}")))
        let delegate = Elements()
        let parser = XMLParser(data: Data(try page(record).utf8))
        parser.delegate = delegate
        #expect(parser.parse(), "\(String(describing: parser.parserError)) line \(parser.lineNumber)")
        #expect(Set(delegate.identifiers).count == delegate.identifiers.count)
        #expect(delegate.identifiers.contains("cell.odd"))
    }

    @Test("nothing is fetched: the only addresses are links of the prose") func selfContained() throws {
        let html = try page(SampleRecord.everything())
        let addresses = html.matches(of: #/[a-z]+:\/\/[^"' ]*/#).map { String($0.output) }
        #expect(
            addresses == ["https://cs231n.github.io/transfer-learning/", "https://example.org/x.png"])
        #expect(html.contains("<a href=\"https://example.org/x.png\">elsewhere</a>"))
        for element in ["<link", "<script src", "@import", "url(", "<iframe"] { #expect(!html.contains(element)) }
    }

    @Test("the same record gives the same bytes") func stable() throws {
        let record = try SampleRecord.everything()
        #expect(try page(record) == page(record))
    }

    @Test("times appear in the footer only") func times() throws {
        var record = try SampleRecord.everything()
        let html = try page(record)
        #expect(
            html.contains(
                """
                <footer>
                <ul aria-label="About this run">
                <li>Seed 7</li>
                <li>lesson 1.0.0</li>
                <li>Swift 6.3.1</li>
                <li>2 cores</li>
                <li>1 min 5 s</li>
                <li>2026-01-02T03:04:05Z</li>
                </ul>
                </footer>

                """))
        record.host.seconds = 3
        record.host.date = "2027-01-01T00:00:00Z"
        for index in record.blocks.indices {
            guard case .cell(var cell) = record.blocks[index] else { continue }
            cell.timing = CellRecord.Timing(compile: 8.125, run: 9.125)
            record.blocks[index] = .cell(cell)
        }
        let other = try page(record)
        #expect(html.split(separator: "<footer>")[0] == other.split(separator: "<footer>")[0])
    }

    @Test("the contents list headings to the third level, the title left out") func contents() throws {
        var record = try SampleRecord.record([], prose: "# Sample\n\n## A & B\n\n### C\n\n#### D\n")
        record.title = "Sample"
        let html = try page(record)
        let list = """
            <ul>
            <li class="level2"><a href="#a--b">A &amp; B</a></li>
            <li class="level3"><a href="#c">C</a></li>
            </ul>
            """
        #expect(html.split(separator: list, omittingEmptySubsequences: false).count == 3)
        #expect(!html.contains("class=\"title\""))
        record.title = "Another"
        #expect(try page(record).contains("<h1 class=\"title\">Another</h1>"))
        #expect(try !page(SampleRecord.record([])).contains("<nav"))
    }

    @Test("a run that did not end well says so at the top") func banner() throws {
        let failed = SampleRecord.cell(id: "bad", outcome: Outcome(.trap))
        #expect(
            try page(SampleRecord.record([failed], status: .failed)).contains(
                "<p class=\"banner\" role=\"status\">This run failed; the cells after the failure did not run. "
                    + "<a href=\"#cell.bad\">Go to cell <code>bad</code></a></p>"))
        #expect(
            try page(SampleRecord.record([], status: .interrupted)).contains(
                "<p class=\"banner\" role=\"status\">This run was interrupted; the page holds what there was.</p>"))
        #expect(try !page(SampleRecord.record([])).contains("class=\"banner\""))
    }

    @Test("metrics are summed up near the end, if there are any") func metrics() throws {
        let metric = RunRecord.RecordedMetric(cell: "one", name: "a<b", value: 0.5)
        let html = try page(SampleRecord.record([SampleRecord.cell()], metrics: [metric]))
        #expect(
            html.contains(
                "<tr><th scope=\"row\"><code>a&lt;b</code></th><td class=\"right\">0.5</td>"
                    + "<td><a href=\"#cell.one\">one</a></td></tr>"))
        #expect(try !page(SampleRecord.record([SampleRecord.cell()])).contains("Metrics"))
    }

    @Test("both themes define every colour that the style sheet uses") func palettes() throws {
        let css = PageStyle.css
        let used = Set(css.matches(of: #/var\((--[a-z-]+)\)/#).map { String($0.output.1) })
        for name in used { #expect(css.split(separator: "\(name):").count >= 4, "\(name)") }
    }

    @Test("every text can be read on its background: WCAG 2 level AA", arguments: [PageStyle.light, PageStyle.dark])
    func contrast(palette: String) throws {
        let colors = Dictionary(
            uniqueKeysWithValues: palette.matches(of: #/--([a-z-]+): #([0-9a-f]{6})/#).map { match in
                (String(match.output.1), Self.luminance(Int(match.output.2, radix: 16) ?? 0))
            })
        let backgrounds = [
            "page": [
                "ink", "soft", "link", "keyword", "type", "string", "number", "comment", "attribute", "black", "red",
                "green", "yellow", "blue", "magenta", "cyan", "white",
            ],
            "tint": ["ink", "soft", "link", "green", "keyword", "type", "string", "number", "comment", "attribute"],
            "bad-tint": ["ink", "bad", "link", "keyword", "type", "string", "number", "comment", "attribute"],
            "warn-tint": [
                "ink", "soft", "warn", "link", "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
            ],
        ]
        for (background, inks) in backgrounds {
            let below = try #require(colors[background])
            for ink in inks {
                let above = try #require(colors[ink])
                let contrast = (max(above, below) + 0.05) / (min(above, below) + 0.05)
                #expect(contrast >= 4.5, "\(ink) on \(background)")
            }
        }
    }

    /// The relative luminance of an sRGB colour, 0 to 1 (WCAG 2).
    private static func luminance(_ color: Int) -> Double {
        let channels = [16, 8, 0].map { shift in
            let value = Double(color >> shift & 0xFF) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    /// Gathers the `id` attributes of a document.
    private final class Elements: NSObject, XMLParserDelegate {
        var identifiers: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            if let identifier = attributes["id"] { identifiers.append(identifier) }
        }
    }
}
