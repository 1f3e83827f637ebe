import Foundation
import LessonFormat
import LessonRun
import Testing
import Transfer

@testable import LessonRender

@Suite("Each kind of output has its place on the page") struct HTMLOutputTests {
    /// What stands inside a cell's outputs.
    private func outputs(_ outputs: [CellOutput]) throws -> String {
        let html = try page(SampleRecord.record([SampleRecord.cell(outputs)]))
        let start = try #require(html.firstRange(of: "<div class=\"outputs\">\n"))
        let end = try #require(html.firstRange(of: "</div>\n</section>"))
        return String(html[start.upperBound..<end.lowerBound])
    }

    @Test("text is escaped, coloured, and told apart by its stream") func streams() throws {
        #expect(
            try outputs([.stream(.stdout, "a <b> \u{1B}[1;31mred\u{1B}[0m\n"), .stream(.stderr, "x & y\n")]) == """
                <pre class="stdout" role="group" aria-label="Printed" tabindex="0">a &lt;b&gt; <span class="bold ansi1">red</span>
                </pre>
                <pre class="stderr" role="group" aria-label="Standard error" tabindex="0">x &amp; y
                </pre>

                """)
    }

    @Test("a value has its type beside it") func value() throws {
        #expect(
            try outputs([.shown(.value(ShownValue(text: "[1, 2]", type: "Array<Int>")))])
                == "<div class=\"value\"><pre role=\"group\" aria-label=\"Value\" tabindex=\"0\">[1, 2]</pre>"
                + "<span class=\"type\">Array&lt;Int&gt;</span></div>\n")
    }

    @Test("a table aligns its numbers and scrolls inside itself") func table() throws {
        let table = Table(columns: ["name", "n"], alignments: [.left, .right], rows: [["<a>", "1"]])
        #expect(
            try outputs([.shown(.table(table))]) == """
                <div class="scroll" role="region" aria-label="Table" tabindex="0">
                <table>
                <thead>
                <tr><th scope="col">name</th><th scope="col" class="right">n</th></tr>
                </thead>
                <tbody>
                <tr><td>&lt;a&gt;</td><td class="right">1</td></tr>
                </tbody>
                </table>
                </div>

                """)
    }

    @Test("a chart has light and dark twins, words, and its numbers") func chart() throws {
        let html = try outputs([.shown(.chart(SampleRecord.chart))])
        for theme in Theme.allCases {
            let wide = Data(try SampleRecord.chart.png(theme: theme, width: 720, scale: 2)).base64EncodedString()
            let narrow = Data(try SampleRecord.chart.png(theme: theme, width: 340, scale: 2)).base64EncodedString()
            #expect(
                html.contains(
                    "<picture class=\"\(theme.rawValue)\"><source media=\"(max-width: 30rem)\" "
                        + "srcset=\"data:image/png;base64,\(narrow)\" />"
                        + "<img alt=\"\(SampleRecord.chart.altText.htmlEscaped)\" "
                        + "src=\"data:image/png;base64,\(wide)\" /></picture>"))
        }
        #expect(html.contains("<summary>Data of the chart</summary>"))
        #expect(html.contains("<th scope=\"col\" class=\"right\">val_loss</th>"))
    }

    @Test("a picture is embedded at its width") func picture() throws {
        let png = try SampleRecord.png()
        let picture = Picture(png: Array(png), width: 2, height: 1, altText: "\"two\" pixels")
        #expect(
            try outputs([.shown(.picture(picture))]) == """
                <div class="picture">
                <img width="2" alt="&quot;two&quot; pixels" src="data:image/png;base64,\(png.base64EncodedString())" />
                </div>

                """)
    }

    @Test("metrics and warnings") func metricsAndWarnings() throws {
        #expect(
            try outputs([.shown(.metric(Metric(name: "acc", value: 1.0 / 3))), .shown(.warning("a < b"))]) == """
                <p class="metric"><code>acc</code> <strong>0.333333</strong></p>
                <p class="warning" role="note"><strong>Warning:</strong> a &lt; b</p>

                """)
    }

    @Test("a training is a table of epochs with notes, without seconds") func training() throws {
        let html = try outputs([.shown(.training(SampleRecord.training(epochs: 2)))])
        #expect(
            html.contains(
                "<tr><td class=\"right\">2</td><td class=\"right\">0.5000</td><td class=\"right\">0.7500</td>"
                    + "<td class=\"right\">1.0000e-04</td></tr>"))
        #expect(
            html.contains(
                "<ul class=\"notes\">\n<li>Epoch 2: early stopping; &lt;best&gt; weights restored</li>\n</ul>"))
        #expect(!html.contains(".777"))
        #expect(!html.contains("<details>"))
    }

    @Test("a long training is shortened; all of it is folded below") func longTraining() throws {
        #expect(try !outputs([.shown(.training(SampleRecord.training(epochs: 12)))]).contains("<details>"))
        let parts = try outputs([.shown(.training(SampleRecord.training(epochs: 13)))]).split(separator: "<details>")
        func epochs(_ html: Substring) -> [String] {
            html.matches(of: #/<tr><td class="right">([^<]*)</#).map { String($0.output.1) }
        }
        #expect(epochs(parts[0]) == ["1", "2", "3", "…", "11", "12", "13"])
        #expect(parts[1].contains("<summary>All 13 epochs</summary>"))
        #expect(epochs(parts[1]) == (1...13).map(String.init))
    }
}
