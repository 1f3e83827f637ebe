import Foundation
import LessonFormat

/// The names that a cell might have meant: those of the engine and those that the lesson declares.
struct KnownNames: Sendable {
    /// Types and functions that stand alone.
    private(set) var engine: Set<String> = []
    /// The engine's types and their members.
    private(set) var types = InterfaceNames()
    /// Members that are written with a dot and no value before it: cases, and what types themselves have.
    private(set) var dotted: Set<String> = []
    /// What the lesson's cells declare, with the line.
    private(set) var lesson: [String: Int] = [:]

    /// What the lesson's cells declare as private, with the line.
    private(set) var hidden: [(name: String, line: Int)] = []

    /// The names in the interfaces of the modules that cells import, and in the lesson's cells.
    ///
    /// An interface that cannot be read has no names; then nothing near is found.
    init(interfaces: [String], cells: [Cell]) {
        for path in interfaces {
            guard let data = FileManager.default.contents(atPath: path) else {
                continue
            }
            read(String(decoding: data, as: UTF8.self))
        }
        for cell in cells {
            for (offset, line) in cell.code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                guard let (keyword, name) = Self.declaration(in: line) else { continue }
                if lesson[name] == nil { lesson[name] = cell.codeLine + offset }
                let isPrivate = line.hasPrefix("private ") || line.hasPrefix("fileprivate ")
                if isPrivate, keyword == "let" || keyword == "var" { hidden.append((name, cell.codeLine + offset)) }
            }
        }
    }

    private mutating func read(_ interface: String) {
        types.read(interface)
        for line in interface.split(separator: "\n") {
            guard let (keyword, name) = Self.declaration(in: line) else { continue }
            if ["class", "struct", "enum", "protocol"].contains(keyword) || !line.hasPrefix(" ") {
                engine.insert(name)
            } else if keyword == "case" || line.contains(" static ") {
                dotted.insert(name)
            }
        }
    }

    private static let keywords: Set<Substring> = [
        "class", "struct", "enum", "protocol", "func", "var", "let", "case", "typealias",
    ]

    /// The first declaration of a line: its keyword and name.
    static func declaration(in line: Substring) -> (keyword: Substring, name: String)? {
        let words = line.split { $0 == " " || $0 == "(" || $0 == ":" || $0 == "<" || $0 == "," }
        guard let place = words.firstIndex(where: keywords.contains), place + 1 < words.count else { return nil }
        // 'class func' and the like have two keywords.
        let next = words[place + 1]
        if keywords.contains(next), place + 2 < words.count { return (next, String(words[place + 2])) }
        guard next.first.map({ $0.isLetter || $0 == "_" }) == true else { return nil }
        return (words[place], String(next))
    }
}
