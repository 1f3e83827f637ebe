import Foundation
import LessonFormat
import Transfer

/// What decides a run besides the files that it uses.
struct RunInputs: Codable, Hashable, Sendable {
    /// A named part of the lesson, and the digest of its text.
    struct Part: Codable, Hashable, Sendable {
        let name: String
        let digest: String
    }

    let cells: [Part]
    let prose: String
    /// The lines that the cells stand on, which outputs name.
    let lines: [Int]
    /// The title, which may be the first heading.
    let title: String
    let frontMatter: String
    let seed: UInt64
    let parameters: [Part]
    let settings: String
    /// The programs and modules that compile and run cells, by what they are called.
    let engine: [String: FileStamp]
    /// The variables that the engine and its libraries look at.
    let environment: [String: String]

    private static let prefixes = ["TRANSFER_", "KERAS_", "OMP_", "GOMP_", "OPENBLAS_", "DNNL_", "ONEDNN_", "LC_"]
    private static let names: Set<String> = ["LANG", "TZ"]

    init(_ lesson: Lesson, _ settings: RunSettings, _ toolchain: Toolchain) {
        var front = lesson.frontMatter
        seed = front.seed
        parameters = front.parameters.map { Part(name: $0.name, digest: String(reflecting: $0)) }
        title = front.title
        (front.title, front.seed, front.parameters) = ("", 0, [])
        frontMatter = String(reflecting: front)
        cells = lesson.cells.map { cell in
            Part(name: cell.id, digest: Self.digest(String(reflecting: (cell.code, cell.options))))
        }
        prose = Self.digest(
            lesson.blocks.map { block in
                switch block {
                case .prose(let prose): prose.markdown
                case .cell: ""
                }
            }.joined(separator: "\0"))
        lines = lesson.cells.map(\.codeLine)
        self.settings = "\(settings.selection) \(String(describing: settings.quick))"
        engine = toolchain.files.compactMapValues { FileStamp($0) }
        environment = ProcessInfo.processInfo.environment.filter { name, _ in
            Self.names.contains(name) || Self.prefixes.contains { name.hasPrefix($0) }
        }
    }

    private static func digest(_ text: String) -> String { MD5.hex(Array(text.utf8)) }

    /// What is different from then, a sentence each.
    func changes(since then: RunInputs) -> [String] {
        var changes = Self.changes("cell", cells, then.cells)
        if changes.isEmpty, prose != then.prose { changes.append("the prose has changed") }
        if frontMatter != then.frontMatter { changes.append("the front matter has changed") }
        if changes.isEmpty, title != then.title { changes.append("the title has changed") }
        if seed != then.seed { changes.append("the seed was \(then.seed) and is \(seed)") }
        changes += Self.changes("parameter", parameters, then.parameters)
        if settings != then.settings { changes.append("other cells or another share of the data are asked for") }
        for name in Set(engine.keys).union(then.engine.keys).sorted() where engine[name] != then.engine[name] {
            changes.append("\(name) has changed")
        }
        for name in Set(environment.keys).union(then.environment.keys).sorted()
        where environment[name] != then.environment[name] {
            changes.append("the variable \(name) has changed")
        }
        if changes.isEmpty, lines != then.lines { changes.append("the cells stand on other lines") }
        return changes
    }

    private static func changes(_ kind: String, _ now: [Part], _ then: [Part]) -> [String] {
        let before = Dictionary(then.map { ($0.name, $0.digest) }) { first, _ in first }
        let names = Set(now.map(\.name))
        let gone = then.filter { !names.contains($0.name) }.map { "\(kind) '\($0.name)' is gone" }
        let other = now.compactMap { part -> String? in
            guard let digest = before[part.name] else { return "\(kind) '\(part.name)' is new" }
            return digest == part.digest ? nil : "\(kind) '\(part.name)' has changed"
        }
        let changes = other + gone
        return changes.isEmpty && now != then ? ["the \(kind)s have changed places"] : changes
    }
}
