import Foundation
import LessonFormat
import LessonRun
import Testing
import Transfer

@testable import LessonRender

@Suite("A cell shows its code and how it ended") struct HTMLCellTests {
    /// The page's section of a cell.
    private func section(_ cell: CellRecord) throws -> String {
        let html = try page(SampleRecord.record([cell]))
        let start = try #require(html.firstRange(of: "<section class=\"cell"))
        let end = try #require(html.firstRange(of: "</section>"))
        return String(html[start.lowerBound..<end.upperBound])
    }

    private let code =
        "<div class=\"code\">\n<pre tabindex=\"0\"><code class=\"language-swift\"><span class=\"line\">"
        + "<span class=\"k\">let</span> a = <span class=\"n\">1</span></span></code></pre>\n</div>\n"

    @Test("a plain cell") func plain() throws {
        #expect(
            try section(SampleRecord.cell())
                == "<section class=\"cell ok\" id=\"cell.one\" aria-label=\"Cell one\">\n\(code)</section>")
    }

    @Test("a hidden cell's code is folded") func hidden() throws {
        let html = try section(SampleRecord.cell(options: CellOptions(hidden: .code)))
        #expect(html.contains("<details class=\"hidden\">\n<summary>Code</summary>\n\(code)</details>\n"))
    }

    @Test("a caption stands below the outputs") func caption() throws {
        let html = try section(SampleRecord.cell([.stream(.stdout, "x")], options: CellOptions(caption: "A < B")))
        #expect(html.hasSuffix("x</pre>\n<figcaption>A &lt; B</figcaption>\n</figure>\n</section>"))
    }

    @Test(
        "cells that did not run say so",
        arguments: [
            (Outcome(.shown), "<span class=\"tag\">shown, not run</span>"),
            (Outcome(.compiled), "<span class=\"tag\">compiled, not run</span>"),
            (Outcome(.notRun), "<p class=\"quiet\">Not run: an earlier cell failed.</p>"),
            (Outcome(.notRun, message: "Skipped."), "<p class=\"quiet\">Skipped.</p>"),
        ])
    func notRun(outcome: Outcome, html: String) throws {
        #expect(try section(SampleRecord.cell(outcome: outcome)).contains(html))
    }

    @Test("compile errors have the compiler's words and mark the line") func compileError() throws {
        let error = CompilerDiagnostic(
            severity: .error, line: 11, column: 5, message: "cannot find 'x' in scope", excerpt: "x + <y>\n^")
        let html = try section(
            SampleRecord.cell(
                code: "a\nx", outcome: Outcome(.compileError, message: "m", line: 11), diagnostics: [error]))
        #expect(
            html.contains(
                """
                <div class="failure" role="group" aria-label="Failure">
                <p><strong>This cell does not compile</strong> (line 11)</p>
                <pre tabindex="0"><span class="head">a.md:11:5: error: cannot find &#39;x&#39; in scope</span>
                x + &lt;y&gt;
                ^</pre>
                </div>

                """.replacing("&#39;", with: "'")))
        #expect(html.contains("<span class=\"line\">a</span>\n<span class=\"line wrong\">x</span>"))
    }

    @Test(
        "failures have a box with the message and the line",
        arguments: [
            (Outcome.Kind.thrownError, "This cell threw an error"), (.trap, "This cell crashed"),
            (.exited, "This cell ended the program"), (.timeout, "This cell ran too long"),
            (.interrupted, "The run was interrupted here"),
        ])
    func failures(kind: Outcome.Kind, headline: String) throws {
        let html = try section(SampleRecord.cell(outcome: Outcome(kind, message: "a > b", help: "c", line: 10)))
        #expect(html.hasPrefix("<section class=\"cell failed\""))
        #expect(
            html.contains(
                "<p><strong>\(headline)</strong> (line 10)</p>\n<pre class=\"message\">a &gt; b\nhelp: c</pre>\n"))
        #expect(html.contains("<span class=\"line wrong\">"))
        #expect(try !section(SampleRecord.cell(outcome: Outcome(kind))).contains("(line"))
    }

    @Test("warnings of a cell that compiled stand below its code") func warnings() throws {
        let warning = CompilerDiagnostic(severity: .warning, line: 10, column: nil, message: "unused", excerpt: "")
        #expect(
            try section(SampleRecord.cell(diagnostics: [warning])).contains(
                "<div class=\"notice\" role=\"note\">\n<pre tabindex=\"0\">"
                    + "<span class=\"head\">a.md:10: warning: unused</span></pre>\n</div>\n"))
    }

    @Test("output is folded or left out, and what both are is folded together") func parts() throws {
        func html(_ options: CellOptions) throws -> String {
            try section(SampleRecord.cell([.stream(.stdout, "x")], options: options))
        }
        let output =
            "<div class=\"outputs\">\n<pre class=\"stdout\" role=\"group\" aria-label=\"Printed\" tabindex=\"0\">x</pre>\n</div>\n"
        #expect(
            try html(CellOptions(hidden: .output)).contains(
                "\(code)<details class=\"hidden\">\n<summary>Output</summary>\n\(output)</details>\n</section>"))
        #expect(
            try html(CellOptions(hidden: .all)).contains(
                "<details class=\"hidden\">\n<summary>Code and output</summary>\n\(code)\(output)</details>\n</section>"
            ))
        #expect(try html(CellOptions(removed: .output)).hasSuffix(">\n\(code)</section>"))
        #expect(try html(CellOptions(removed: .code)).hasSuffix(">\n\(output)</section>"))
        let removed = try page(SampleRecord.record([SampleRecord.cell(options: CellOptions(removed: .all))]))
        #expect(removed.contains("<div id=\"cell.one\"></div>\n") && !removed.contains("<section class=\"cell"))
    }

    @Test("a cell that failed is shown whole") func wholeFailure() throws {
        let outcome = Outcome(.unmetExpectation, message: "expected a trap", line: 10)
        let html = try section(
            SampleRecord.cell([.stream(.stdout, "x")], options: CellOptions(removed: .all), outcome: outcome))
        #expect(html.contains("let") && html.contains(">x</pre>"))
        #expect(html.contains("<p><strong>This cell did not fail as expected</strong> (line 10)</p>"))
    }

    @Test("an expected failure has a box of its own, and says that earlier cells ran again") func expected() throws {
        var cell = SampleRecord.cell(
            options: CellOptions(caption: "See above."),
            outcome: Outcome(.trap, message: "a > b", line: 10, isExpected: true))
        cell.rebuiltCells = 2
        let html = try section(cell)
        #expect(html.hasPrefix("<section class=\"cell expected\""))
        #expect(html.contains("<span class=\"line meant\">") && !html.contains("wrong") && !html.contains("failure"))
        #expect(
            html.hasSuffix(
                """
                <figure class="outputs">
                <div class="meant" role="group" aria-label="Expected outcome">
                <p><strong>Traps, as expected</strong> (line 10)</p>
                <pre class="message">a &gt; b</pre>
                </div>
                <figcaption>See above.</figcaption>
                </figure>
                <p class="quiet">The lesson goes on in a fresh process; the 2 cells before this one ran again.</p>
                </section>
                """))
    }

    @Test("long texts and tables show their beginning, the whole folded below") func maxLines() throws {
        let table = Table(columns: ["n"], rows: [["1"], ["2"]])
        let html = try section(
            SampleRecord.cell(
                [.stream(.stdout, "a\nb\nc\n"), .shown(.table(table))], options: CellOptions(label: "x", maxLines: 1)))
        #expect(html.contains("<div class=\"outputs\" id=\"x\">\n"))
        #expect(html.contains("tabindex=\"0\">a\n… 2 more lines</pre>\n<details>\n<summary>All 3 lines</summary>\n"))
        #expect(html.contains("<details>\n<summary>All 2 rows</summary>\n"))
    }
}
