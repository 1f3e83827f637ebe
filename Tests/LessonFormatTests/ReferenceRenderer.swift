import CCMark
import Foundation

/// The reference implementation by itself: what it makes of a text, without anything of ours in between.
enum ReferenceRenderer {
    /// The text as HTML, raw HTML kept or replaced by a comment.
    static func html(_ markdown: String, keepsRawHTML: Bool) -> String {
        let options = keepsRawHTML ? CMARK_OPT_UNSAFE : CMARK_OPT_DEFAULT
        guard let text = cmark_markdown_to_html(markdown, markdown.utf8.count, options) else { return "" }
        defer { free(text) }
        return String(cString: text)
    }
}
