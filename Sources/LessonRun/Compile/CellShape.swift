import Foundation
import LessonFormat

/// Where a cell's source must be completed, read off the compiler's parse tree; all places are UTF-8 offsets.
struct CellShape: Hashable, Sendable {
    /// Where the last top-level item begins, if it is an expression whose value the cell shows: no assignment, and
    /// not followed by a semicolon, which asks for silence.
    var shownFrom: Int?
    /// Where the last top-level item begins, if it is an expression that a semicolon asks not to show.
    var silencedFrom: Int?
    /// Where the top-level variables of a cell that awaits are declared.
    ///
    /// The compiler gives such variables to the main
    /// actor, and code of later cells that does not await could not use them.
    var variables: [Int] = []
    /// Where the top-level statements and declarations begin, in order, with the names that each declares.
    private var parts: [Part] = []

    private struct Part: Hashable, Sendable {
        let start: Int
        var declared: Set<String>
    }

    /// The shape of `code`; `parseTree` is what `swift-frontend -dump-parse -dump-ast-format json` prints for it.
    ///
    /// A tree that cannot be read gives the shape of code that needs no completing.
    init(code: String, parseTree: Data) {
        guard let tree = try? JSONSerialization.jsonObject(with: parseTree) as? [String: Any] else { return }
        let items = (tree["items"] as? [[String: Any]] ?? []).compactMap(Item.init)
        parts = Self.parts(items)
        let statements = items.filter { $0.kind == "top_level_code_decl" }
        if statements.contains(where: { Self.awaits($0.node, in: Array(code.utf8)) }) {
            variables = statements.flatMap(\.elements).filter { $0.kind == "pattern_binding_decl" }
                .compactMap(\.range?.lowerBound)
        }
        guard let last = items.max(by: { $0.start < $1.start }), last.kind == "top_level_code_decl",
            let range = last.range, last.elements.last?.isShowable == true
        else { return }
        if TokenTail.endsWithSemicolon(Array(code.utf8.dropFirst(range.upperBound))) {
            silencedFrom = range.lowerBound
        } else {
            shownFrom = range.lowerBound
        }
    }

    /// The shape of code that needs no completing.
    init() {}

    /// The top-level statements and declarations of the cell whose shape this is.
    func statements(of cell: Cell) -> [CellStatement] {
        let code = Array(cell.code.utf8)
        return parts.indices.map { index in
            let start = parts[index].start
            let end = index + 1 < parts.count ? parts[index + 1].start : code.count
            let before = code[..<start]
            let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
            return CellStatement(
                line: cell.line(at: start), column: column, declared: parts[index].declared,
                code: String(decoding: code[start..<end], as: UTF8.self))
        }
    }

    private static func parts(_ items: [Item]) -> [Part] {
        var parts: [Part] = []
        // A statement that declares variables comes before them, and holds their places.
        for item in items.sorted(by: { $0.start < $1.start }) where item.range != nil {
            if item.kind == "var_decl", let last = parts.indices.last {
                parts[last].declared.formUnion([item.name].compactMap { $0 })
            } else {
                parts.append(Part(start: item.start, declared: Set([item.name].compactMap { $0 })))
            }
        }
        return parts
    }

    /// Whether code awaits by itself, and not only in a closure or function inside.
    private static func awaits(_ node: Any, in code: [UInt8]) -> Bool {
        switch node {
        case let node as [String: Any]:
            switch node["_kind"] as? String {
            case "await_expr": return true
            case "for_each_stmt" where isForAwait(node, in: code): return true
            case "closure_expr", "func_decl": return false
            default: return node.values.contains { awaits($0, in: code) }
            }
        case let nodes as [Any]:
            return nodes.contains { awaits($0, in: code) }
        default:
            return false
        }
    }

    /// The tree does not tell `for await` from `for`; the code does.
    private static func isForAwait(_ node: [String: Any], in code: [UInt8]) -> Bool {
        guard let start = Item(node)?.range?.lowerBound, start < code.count else { return false }
        let words = String(decoding: code[start...].prefix(80), as: UTF8.self).split { $0.isWhitespace }
        return words.dropFirst().first { $0 != "try" } == "await"
    }

    /// A node of the parse tree with the parts that matter here.
    private struct Item {
        let node: [String: Any]
        let kind: String
        /// From the first token's beginning to the last token's beginning.
        let range: ClosedRange<Int>?

        init?(_ node: [String: Any]) {
            guard let kind = node["_kind"] as? String else { return nil }
            self.node = node
            self.kind = kind
            let ends = node["range"] as? [String: Any]
            if let start = ends?["start"] as? Int, let end = ends?["end"] as? Int, start <= end {
                range = start...end
            } else {
                range = nil
            }
        }

        var start: Int { range?.lowerBound ?? 0 }

        /// The name of a declaration.
        var name: String? {
            let name = (node["name"] as? [String: Any])?["base_name"] as? [String: Any]
            return name?["name"] as? String
        }

        /// The statements of top-level code.
        var elements: [Item] {
            let body = node["body"] as? [String: Any]
            return (body?["elements"] as? [[String: Any]] ?? []).compactMap(Item.init)
        }

        var isShowable: Bool {
            let parts = (node["elements"] as? [[String: Any]] ?? []).compactMap(Item.init)
            return kind.hasSuffix("_expr") && kind != "assign_expr" && !parts.contains { $0.kind == "assign_expr" }
        }
    }
}
