import Foundation
import LessonFormat
import Testing

/// The examples are those of GitHub Flavored Markdown 0.29, section 4.10.
@Suite("Pipe tables are GitHub's") struct PipeTableTests {
    @Test("all kinds come out as GitHub's own parser writes them") func reference() throws {
        let text = try String(contentsOf: fixture("tables/tables.md"), encoding: .utf8)
        let expected = try String(contentsOf: fixture("tables/tables.html"), encoding: .utf8)
        #expect(try html(text).replacing(#/\ id="[^"]*"/#, with: "") == expected)
    }

    @Test("a simple table") func simple() throws {
        #expect(
            try html("| foo | bar |\n| --- | --- |\n| baz | bim |\n") == """
                <table>
                <thead>
                <tr>
                <th>foo</th>
                <th>bar</th>
                </tr>
                </thead>
                <tbody>
                <tr>
                <td>baz</td>
                <td>bim</td>
                </tr>
                </tbody>
                </table>

                """)
    }

    @Test("alignment; outer pipes may be left out") func alignment() throws {
        let html = try html("| abc | defghi |\n:-: | -----------:\nbar | baz\n")
        #expect(html.contains("<th align=\"center\">abc</th>\n<th align=\"right\">defghi</th>"))
        #expect(html.contains("<td align=\"center\">bar</td>\n<td align=\"right\">baz</td>"))
    }

    @Test("escaped pipes belong to the cell, in code and emphasis too") func escapedPipes() throws {
        let html = try html("| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n")
        #expect(html.contains("<th>f|oo</th>"))
        #expect(html.contains("<td>b <code>|</code> az</td>"))
        #expect(html.contains("<td>b <strong>|</strong> im</td>"))
    }

    @Test("another block ends the table") func blockEnds() throws {
        let html = try html("| abc | def |\n| --- | --- |\n| bar | baz |\n> bar\n")
        #expect(html.hasSuffix("</table>\n<blockquote>\n<p>bar</p>\n</blockquote>\n"))
    }

    @Test("every further line is a row; an empty line ends the table") func lines() throws {
        let html = try html("| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar\n")
        #expect(html.contains("<tr>\n<td>bar</td>\n<td></td>\n</tr>\n</tbody>\n</table>\n<p>bar</p>\n"))
    }

    @Test("a delimiter row of another width makes no table") func widths() throws {
        #expect(
            try html("| abc | def |\n| --- |\n| bar |\n") == "<p>| abc | def |\n| --- |\n| bar |</p>\n")
    }

    @Test("short rows are filled, long rows cut") func rowWidths() throws {
        let html = try html("| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |\n")
        #expect(html.contains("<td>bar</td>\n<td></td>\n</tr>\n<tr>\n<td>bar</td>\n<td>baz</td>\n</tr>\n</tbody>"))
    }

    @Test("a table may have no rows") func noRows() throws {
        #expect(try html("| abc | def |\n| --- | --- |\n").hasSuffix("</thead>\n</table>\n"))
    }

    @Test("text lines before the header row are a paragraph") func afterText() throws {
        let html = try html("some *text*\nand more\n| a |\n| - |\n| 1 |\n")
        #expect(html.hasPrefix("<p>some <em>text</em>\nand more</p>\n<table>\n"))
    }

    @Test("cells hold inline Markdown only, and know the lesson's link definitions") func inlineCells() throws {
        let text =
            "| # a # | [x] | - b |\n|---|---|---|\n| `c` | ~~~ | <b>d</b> |\n\n```swift\n1\n```\n\n[x]: https://example.org\n"
        let html = try html(text)
        #expect(html.contains("<th># a #</th>\n<th><a href=\"https://example.org\">x</a></th>\n<th>- b</th>"))
        #expect(html.contains("<td><code>c</code></td>\n<td>~~~</td>\n<td>d</td>"))
    }

    @Test("tables stand in lists and quotations too") func nested() throws {
        #expect(try html("- item\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n").contains("<td>1</td>\n<td>2</td>"))
        #expect(try html("> > | a | b |\n> > |---|---|\n> > | 1 | 2 |\n").contains("<td>1</td>\n<td>2</td>"))
    }

    @Test(
        "paragraphs that only look similar stay paragraphs",
        arguments: ["a | b\nc | d\n", "|---|---|\n", "a | b\n|--x|--|\n"])
    func similar(text: String) throws {
        #expect(try !html(text).contains("<table>"))
    }
}
