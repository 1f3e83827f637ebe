import Foundation
import Testing

@testable import LessonRender

@Suite("Text written for a terminal is resolved") struct TerminalTextTests {
    @Test(
        "progress lines keep their last state; control characters vanish",
        arguments: [
            ("1%\r50%\r100%\ndone", "100%\ndone"), ("a\r\nb\r\n", "a\nb\n"), ("abc\r", "abc"), ("abc\u{8}\u{8}d", "ad"),
            ("a\u{7}\u{0}b\tc", "ab\tc"), ("\u{1B}]0;title\u{7}x\u{1B}]8;;u\u{1B}\\y", "xy"),
            ("\u{1B}[2K\u{1B}[1Aup\u{1B}c", "up"), ("\u{1B}", ""), ("\u{1B}[", ""),
        ])
    func plain(text: String, expected: String) { #expect(TerminalText(text).plain == expected) }

    @Test(
        "bold and the sixteen colours become spans",
        arguments: [
            ("\u{1B}[31mr\u{1B}[0m n", "<span class=\"ansi1\">r</span> n"),
            (
                "\u{1B}[1mb\u{1B}[92mg\u{1B}[22mh\u{1B}[39mi",
                "<span class=\"bold\">b</span><span class=\"bold ansi10\">g</span><span class=\"ansi10\">h</span>i"
            ),
            ("\u{1B}[38;5;4mx\u{1B}[mx", "<span class=\"ansi4\">x</span>x"),
            ("\u{1B}[38;5;196ma\u{1B}[38;2;1;31;33mb\u{1B}[48;5;31mc", "abc"),
        ])
    func colours(text: String, expected: String) { #expect(TerminalText(text).html == expected) }
}

@Suite("Numbers are written to be read") struct NumberTextTests {
    @Test(
        "single numbers",
        arguments: [
            (0.94, "0.94"), (1280, "1280"), (1e-7, "1e-07"), (1.0 / 3, "0.333333"), (-0.0, "0"), (.nan, "NaN"),
            (-.infinity, "-∞"),
        ])
    func short(value: Double, expected: String) { #expect(NumberText.short(value) == expected) }

    @Test("columns share their form") func column() {
        #expect(NumberText.column([1, 0.12345, .nan]) == ["1.0000", "0.1235", "NaN"])
        #expect(NumberText.column([1e-4, 5e-5]) == ["1.0000e-04", "5.0000e-05"])
        #expect(NumberText.column([0, 0]) == ["0.0000", "0.0000"])
    }

    @Test("durations", arguments: [(0.5, "0.50 s"), (12.34, "12.3 s"), (125.4, "2 min 5 s")])
    func duration(seconds: Double, expected: String) { #expect(NumberText.duration(seconds) == expected) }
}

@Suite("Relative links of the prose lead to the lesson's folder") struct LinkTests {
    @Test(
        "only relative targets are rewritten",
        arguments: [
            ("x.png", "../les%20sons/x.png"), ("./a/b.md#c", "../les%20sons/./a/b.md#c"), ("#here", "#here"),
            ("/root", "/root"), ("", ""),
            ("https://a.b", "https://a.b"), ("mailto:a@b", "mailto:a@b"),
            ("data:image/png;base64,", "data:image/png;base64,"), ("a/b:c", "../les%20sons/a/b:c"),
        ])
    func targets(text: String, expected: String) {
        #expect(LinkTarget(text: text).seen(through: "../les sons") == expected)
        #expect(LinkTarget(text: text).seen(through: "") == text)
    }

    @Test(
        "the path from one folder to another",
        arguments: [
            ("/a/outputs", "/a/lessons", "../lessons"), ("/a", "/a", ""), ("/a", "/a/b/c", "b/c"),
            ("/a/b/c", "/a", "../.."), ("/a/./b/", "/a/c/../d", "../d"),
        ])
    func paths(base: String, target: String, expected: String) {
        #expect(relativePath(from: base, to: target) == expected)
    }

    @Test("Markdown targets are found in links, pictures, definitions and HTML, not in code") func markdown() {
        let source = """
            [a](x.md) ![b](<y z.png> "t") [c](w_(1).md "t") `[d](x.md)` \\[e](x.md)
            ``code over
            [f](x.md) lines`` [g](x.md)
            [h]: x.md 'title'

                [i](x.md)

            ```text
            [j](x.md)
            ```
            <img alt="" src="k.png"> [l](https://a.b/c) [[m](x.md)](y.md)
            [^1]: words of a footnote
            [n]: words and no target
            [o
            p](x.md) q](x.md)
            """
        let expected = """
            [a](L/x.md) ![b](<L/y z.png> "t") [c](L/w_(1).md "t") `[d](x.md)` \\[e](x.md)
            ``code over
            [f](x.md) lines`` [g](L/x.md)
            [h]: L/x.md 'title'

                [i](x.md)

            ```text
            [j](x.md)
            ```
            <img alt="" src="L/k.png"> [l](https://a.b/c) [[m](L/x.md)](L/y.md)
            [^1]: words of a footnote
            [n]: words and no target
            [o
            p](L/x.md) q](x.md)
            """
        #expect(MarkdownLinks.rewritten(source) { $0.seen(through: "L") } == expected)
    }

    @Test("Swift code in prose is coloured; other code is left") func code() {
        let html = "<pre><code class=\"language-swift\">let a = &lt;b\n</code></pre><pre><code>let\n</code></pre>"
        #expect(
            ProseHTML(context: PageContext(stem: "a")).render(html)
                == "<pre tabindex=\"0\"><code class=\"language-swift\"><span class=\"line\">"
                + "<span class=\"k\">let</span> a = &lt;b</span></code></pre><pre tabindex=\"0\"><code>let\n</code></pre>"
        )
    }

    @Test("the page embeds the lesson's own pictures and links to the rest") func prose() throws {
        let png = try SampleRecord.png()
        let context = PageContext(stem: "a", lessonFolder: "../l", readFile: { $0 == "a b.png" ? png : nil })
        let html = """
            <p><img src="a%20b.png" alt="x" title="t" /> <img src="no.png" alt="" /> <a href="b.md?x=1&amp;y=2#c">b</a> \
            <img src="https://e.org/i.png" alt="" /> <a href="https://e.org"><img src="https://e.org/i.png" alt="x" /></a></p>
            """
        #expect(
            ProseHTML(context: context).render(html) == """
                <p><img src="data:image/png;base64,\(png.base64EncodedString())" alt="x" title="t" /> \
                <img src="../l/no.png" alt="" /> <a href="../l/b.md?x=1&amp;y=2#c">b</a> \
                <a href="https://e.org/i.png">picture</a> <a href="https://e.org">x</a></p>
                """)
    }
}
