import Foundation
import LessonFormat

/// A lesson's prose on the page: its relative links lead to the lesson's folder, its own pictures are embedded.
///
/// Swift code that is only shown is coloured like a cell's. A picture on another machine becomes a link, because a page fetches nothing.
struct ProseHTML {
    let context: PageContext

    /// The prose as the page shows it.
    func render(_ html: String) -> String {
        html.replacing(#/<a\b[^>]*>.*?</a>/#.dotMatchesNewlines()) { link in
            // A link holds no other link.
            String(link.output).replacing(Self.imageTag) { image(String($0.output), inLink: true) }
        }
        .replacing(Self.imageTag) { image(String($0.output), inLink: false) }
        .replacing(#/(<a\b[^>]*?\shref=")([^"]*)"/#) { match in
            let target = LinkTarget(text: String(match.output.2).htmlUnescaped)
            return "\(match.output.1)\(target.seen(through: context.lessonFolder).htmlEscaped)\""
        }
        .replacing(
            "<table>", with: "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n<table>"
        )
        .replacing("</table>", with: "</table>\n</div>")
        .replacing("<pre>", with: "<pre tabindex=\"0\">")
        .replacing(#/(<code class="language-swift">)(.*?)\n?<\/code>/#.dotMatchesNewlines()) { match in
            let code = String(match.output.2).htmlUnescaped
            return "\(match.output.1)\(CodeHTML.render(code, firstLine: 1, marked: []))</code>"
        }
    }

    private static var imageTag: Regex<Substring> { #/<img\b[^>]*?/?>/# }

    private func image(_ tag: String, inLink: Bool) -> String {
        guard let source = tag.firstMatch(of: #/\ssrc="([^"]*)"/#)?.output.1 else { return tag }
        let target = LinkTarget(text: String(source).htmlUnescaped)
        if target.isRemote {
            let alt = tag.firstMatch(of: #/\salt="([^"]*)"/#).map { String($0.output.1) } ?? ""
            let words = alt.isEmpty ? "picture" : alt
            return inLink ? words : "<a href=\"\(source)\">\(words)</a>"
        }
        guard target.isRelative else { return tag }
        let replacement =
            context.readFile(target.path).flatMap(Self.dataURI)
            ?? target.seen(through: context.lessonFolder).htmlEscaped
        return tag.replacing("src=\"\(source)\"", with: "src=\"\(replacement)\"")
    }

    /// A picture file as `data:` address; nil if it is none that browsers show.
    private static func dataURI(_ data: Data) -> String? {
        let type: String
        switch data.prefix(12) {
        case let head where head.starts(with: [0x89, 0x50, 0x4E, 0x47]): type = "png"
        case let head where head.starts(with: [0xFF, 0xD8, 0xFF]): type = "jpeg"
        case let head where head.starts(with: Array("GIF8".utf8)): type = "gif"
        case let head where head.starts(with: Array("RIFF".utf8)) && head.suffix(4) == Data("WEBP".utf8): type = "webp"
        case let head where head.starts(with: Array("<svg".utf8)) || head.starts(with: Array("<?xml".utf8)):
            type = "svg+xml"
        default: return nil
        }
        return "data:image/\(type);base64,\(data.base64EncodedString())"
    }
}

extension String {
    /// The text with the entities that `htmlEscaped` writes put back.
    fileprivate var htmlUnescaped: String {
        replacing("&quot;", with: "\"").replacing("&gt;", with: ">").replacing("&lt;", with: "<")
            .replacing("&#39;", with: "'").replacing("&#x27;", with: "'").replacing("&amp;", with: "&")
    }
}
