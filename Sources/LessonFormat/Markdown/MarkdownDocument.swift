import CCMark

/// A CommonMark document as a tree: all of libcmark that the rest of the package uses.
///
/// Nodes may be edited in place; a node that was removed or replaced must not be used again.
final class MarkdownDocument {
    private let root: OpaquePointer

    /// Parses CommonMark; every text is a document, so nothing can fail but memory.
    init?(_ text: String) {
        var text = text
        let parsed = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
            }
        }
        guard let parsed else { return nil }
        root = parsed
    }

    deinit { cmark_node_free(root) }

    /// The blocks at top level, in order.
    var topLevel: [Node] { Node(pointer: root, document: self).children }

    /// All nodes below the root, each before its children; found without recursion.
    var allNodes: [Node] { Node(pointer: root, document: self).descendants }

    /// The kinds of node the package tells apart.
    enum Kind {
        case codeBlock
        case htmlBlock
        case htmlInline
        case heading
        case item
        case blockQuote
        case paragraph
        case thematicBreak
        case text
        case code
        case softBreak
        case lineBreak
        case link
        case image
        case other
    }

    /// One node of the tree; it keeps its document alive.
    struct Node {
        fileprivate let pointer: OpaquePointer
        fileprivate let document: MarkdownDocument
    }
}

extension MarkdownDocument.Node {
    var kind: MarkdownDocument.Kind {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_CODE_BLOCK: .codeBlock
        case CMARK_NODE_HTML_BLOCK: .htmlBlock
        case CMARK_NODE_HTML_INLINE: .htmlInline
        case CMARK_NODE_HEADING: .heading
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_BLOCK_QUOTE: .blockQuote
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_CODE: .code
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        default: .other
        }
    }

    /// The node's first and last line in the parsed text, counted from 1.
    var lines: (first: Int, last: Int) {
        (Int(cmark_node_get_start_line(pointer)), Int(cmark_node_get_end_line(pointer)))
    }

    /// The byte of its first line that the node begins at, counted from 1.
    var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }

    /// The level of a heading, 1 to 6; 0 for other nodes.
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }

    /// The text of a text, code or HTML node; empty for others.
    var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }

    /// Replaces the text of a text, code or HTML node.
    func setLiteral(_ text: String) { cmark_node_set_literal(pointer, text) }

    /// The target of a link or image; empty for others.
    var url: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }

    /// Replaces the target of a link or image.
    func setURL(_ url: String) { cmark_node_set_url(pointer, url) }

    /// The node above; nil for the root.
    var parent: Self? { node(cmark_node_parent(pointer)) }

    /// The nodes directly below, in order.
    var children: [Self] {
        Array(
            sequence(state: cmark_node_first_child(pointer)) { next in
                defer { next = next.flatMap { cmark_node_next($0) } }
                return self.node(next)
            })
    }

    /// All nodes below, each before its children; found without recursion.
    var descendants: [Self] {
        guard let iterator = cmark_iter_new(pointer) else { return [] }
        defer { cmark_iter_free(iterator) }
        var nodes: [Self] = []
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return nodes }
            let current = cmark_iter_get_node(iterator)
            if event == CMARK_EVENT_ENTER, current != pointer, let found = node(current) { nodes.append(found) }
        }
    }

    /// The node as HTML; raw HTML inside becomes a comment unless it is allowed.
    func html(allowingRawHTML allowed: Bool) -> String {
        guard let text = cmark_render_html(pointer, allowed ? CMARK_OPT_UNSAFE : CMARK_OPT_DEFAULT) else { return "" }
        defer { cmark_get_default_mem_allocator().pointee.free(text) }
        return String(cString: text)
    }

    /// Takes the node out of its document.
    func remove() {
        cmark_node_unlink(pointer)
        cmark_node_free(pointer)
    }

    /// Puts finished HTML in place of a block.
    func replaceBlock(withHTML html: String) {
        guard let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { return }
        cmark_node_set_on_enter(block, html)
        cmark_node_replace(pointer, block)
        cmark_node_free(pointer)
    }

    /// Puts finished HTML before an inline node.
    func insertBefore(inlineHTML html: String) {
        guard let inline = cmark_node_new(CMARK_NODE_CUSTOM_INLINE) else { return }
        cmark_node_set_on_enter(inline, html)
        cmark_node_insert_before(pointer, inline)
    }

    private func node(_ pointer: OpaquePointer?) -> Self? {
        pointer.map { Self(pointer: $0, document: document) }
    }
}
