import Testing

@testable import LessonRender

@Suite("Swift source is coloured") struct SwiftHighlighterTests {
    /// The tokens that are not plain, as `kind:text`.
    private func tokens(_ code: String) -> [String] {
        SwiftHighlighter.tokens(code).filter { $0.kind != .plain }.map { "\($0.kind.rawValue):\($0.text)" }
    }

    @Test("keywords, types, numbers, attributes and directives") func words() {
        #expect(
            tokens("@MainActor func f(_ x: Int) -> Self { #if os(Linux)\n x.default + 0xFF - 1_0.5e-3 }") == [
                "a:@MainActor", "k:func", "t:Int", "k:Self", "k:#if", "t:Linux", "n:0xFF", "n:1_0.5e-3",
            ])
        #expect(tokens("for i in 0..<10 { model.layers[..<5] }") == ["k:for", "k:in", "n:0", "n:10", "n:5"])
        #expect(tokens("`class` classes .init $0.self") == ["k:self"])
    }

    @Test("comments, nested ones too") func comments() {
        #expect(tokens("a // b \"c\"\nd /* e /* f */ g */ h") == ["c:// b \"c\"", "c:/* e /* f */ g */"])
        #expect(tokens("/* open") == ["c:/* open"])
    }

    @Test("strings, raw strings and interpolations inside interpolations") func strings() {
        #expect(tokens(#"f("a\"b")"#) == [#"s:"a\"b""#])
        #expect(tokens(##"#"a "\(x) \#(let)"# 1"##) == [##"s:#"a "\(x) \#("##, "k:let", ##"s:)"#"##, "n:1"])
        #expect(
            tokens(#""a \(f(1) + "b \(2)") c" 3"#)
                == [#"s:"a \("#, "n:1", #"s:"b \("#, "n:2", #"s:)") c""#, "n:3"])
    }

    @Test("strings of several lines") func multilineStrings() {
        #expect(tokens("\"\"\"\n a \"b\" \\(1)\n\"\"\" 2") == ["s:\"\"\"\n a \"b\" \\(", "n:1", "s:)\n\"\"\"", "n:2"])
        #expect(tokens("\"open\nlet") == ["s:\"open", "k:let"])
    }

    @Test(
        "no source is lost, whatever it is",
        arguments: [
            "", "\"", "\"\\", "\"\\(", "#", "##\"", "@", "/*", ")))", "\"\"\"\\(\"\\(", "0x", "é🙂 = 1", "`", "1..<2",
        ])
    func lossless(code: String) {
        #expect(SwiftHighlighter.tokens(code).map(\.text).joined() == code)
    }

    @Test("each line of the page is whole, tokens of several lines too") func lines() {
        #expect(
            CodeHTML.render("/* a\nb */ <", firstLine: 3, marked: [4])
                == "<span class=\"line\"><span class=\"c\">/* a</span></span>\n"
                + "<span class=\"line wrong\"><span class=\"c\">b */</span> &lt;</span>")
    }
}
