import Foundation

/// The names that a cell's top level declares, and those of earlier cells that it uses, read off the compiler's parse tree.
///
/// Names of types count where they are called or asked for members: the tree does not tell those of annotations.
struct DeclaredNames {
    /// What later cells see of this one.
    private(set) var declared: Set<String> = []
    /// Names that are used where nothing in the cell declares them.
    private(set) var used: Set<String> = []

    /// The names in the tree that `swift-frontend -dump-parse -dump-ast-format json` prints; none if it cannot be read.
    init(parseTree: Data) {
        guard let tree = try? JSONSerialization.jsonObject(with: parseTree) as? [String: Any] else { return }
        let items = tree["items"] as? [[String: Any]] ?? []
        // Functions and types may be used before they are declared, and use the variables of the whole cell.
        let (statements, declarations) = (
            items.filter { Self.kind(of: $0) == "top_level_code_decl" },
            items.filter { Self.kind(of: $0) != "top_level_code_decl" }
        )
        var scope = Set(
            declarations.filter { Self.kind(of: $0) != "var_decl" && Self.kind(of: $0) != "extension_decl" }
                .compactMap(Self.name))
        for statement in statements {
            visit((statement["body"] as? [String: Any])?["elements"] as Any, &scope)
        }
        visit(declarations, &scope)
        declared = scope
    }

    /// Looks at a node; what it declares is added to the names in scope.
    private mutating func visit(_ node: Any, _ scope: inout Set<String>) {
        switch node {
        case let nodes as [Any]: for node in nodes { visit(node, &scope) }
        case let node as [String: Any]: visit(node, &scope)
        default: break
        }
    }

    private mutating func visit(_ node: [String: Any], _ scope: inout Set<String>) {
        let kind = Self.kind(of: node)
        switch kind {
        case "unresolved_decl_ref_expr":
            // Of `f(x:)` the part before the labels.
            let name = (node["name"] as? String)?.prefix { $0 != "(" } ?? ""
            if !scope.contains(String(name)) { used.insert(String(name)) }
        case "pattern_named":
            if let name = Self.name(node) { scope.insert(name) }
        case "guard_stmt":
            visit(node["body"] as Any, &scope)
            visit(node["conditions"] as Any, &scope)
        case "parameter":
            visitParts(of: node, &scope)
            if let name = Self.name(node) { scope.insert(name) }
        case "func_decl", "struct_decl", "class_decl", "enum_decl", "protocol_decl", "extension_decl":
            if kind != "extension_decl", let name = Self.name(node) { scope.insert(name) }
            var inner = scope
            // Members may be used before they are declared.
            inner.formUnion((node["members"] as? [[String: Any]] ?? []).compactMap(Self.name))
            visitParts(of: node, &inner)
        case _ where Self.scopes.contains(kind):
            var inner = scope
            visitParts(of: node, &inner)
        default:
            visitParts(of: node, &scope)
        }
    }

    /// Looks at what a node is made of, in the order in which names become visible.
    private mutating func visitParts(of node: [String: Any], _ scope: inout Set<String>) {
        for key in Self.firstParts { if let part = node[key] { visit(part, &scope) } }
        for (key, part) in node.sorted(by: { $0.key < $1.key })
        where !Self.firstParts.contains(key) && key != "processed_init" { visit(part, &scope) }
    }

    /// Nodes whose names are not seen outside.
    private static let scopes: Set<String> = [
        "brace_stmt", "if_stmt", "while_stmt", "for_each_stmt", "case_stmt", "closure_expr", "capture_list",
        "constructor_decl", "destructor_decl", "subscript_decl", "accessor_decl",
    ]

    /// Parts that do not see the names of those behind them: `let x = x` uses an older `x`.
    private static let firstParts = [
        "else_stmt", "captures", "parsed_sequence", "original_init", "initializer", "pattern", "case_label_items",
        "params", "conditions",
    ]

    private static func kind(of node: [String: Any]) -> String { node["_kind"] as? String ?? "" }

    /// The name that a node declares, without the labels of its arguments.
    private static func name(_ node: [String: Any]) -> String? {
        ((node["name"] as? [String: Any])?["base_name"] as? [String: Any])?["name"] as? String
    }
}
