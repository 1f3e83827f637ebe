import Foundation
import LessonFormat
package import LessonRun
import Transfer

/// A lesson as a Jupyter notebook (nbformat 4.5), such that `NotebookReader` gives the lesson's text again.
///
/// 1. Prose becomes Markdown cells, static fences included; other `swift` fences become code cells with their `//|` lines.
/// 2. What a notebook has no place for is in the metadata under `lesson`: the front matter; of a cell its info line
///    (`info`) where that is not just `swift`, and what is unusual about its fence and the blank lines before it.
/// 3. A cell whose options begin with `hide` has its source folded away (`jupyter.source_hidden`).
/// 4. With a record, the outputs of each cell whose code is still the same are kept.
package enum NotebookWriter {
    /// The notebook's text.
    ///
    /// - Parameters:
    ///   - text: the lesson.
    ///   - file: its name, as messages give it.
    ///   - record: what a run of it gave.
    /// - Throws: `LessonSyntaxError`, or what drawing a chart throws.
    package static func notebook(_ text: String, file: String, record: RunRecord?) throws -> String {
        let segments = try LessonSegments(text, file: file)
        let lesson = try Lesson.parse(text, file: file)
        let codes = Dictionary(lesson.cells.map { ($0.id, $0.code) }) { first, _ in first }
        let outputs = try record.map { try NotebookOutputs($0) }
        var ids = NotebookIDs(reserved: lesson.cells.map(\.id))
        var count = 0
        let cells = segments.parts.enumerated().map { index, part -> JSONValue in
            let standard = index == 0 && segments.frontMatter == nil ? "" : LessonSegments.standardLead
            var metadata: [String: JSONValue] = part.lead == standard ? [:] : ["lead": .string(part.lead)]
            switch part.part {
            case .prose(let text):
                return .object([
                    "cell_type": .string("markdown"), "id": .string(ids.next(prefix: "text")),
                    "metadata": Self.metadata(metadata), "source": .lines(text),
                ])
            case .cell(let cell):
                let info = describe(cell, in: &metadata)
                let isHidden = info.split(separator: " ").contains { ["hide", "hide=code", "hide=all"].contains($0) }
                let recorded = outputs?.outputs(ofCell: cell.id, code: codes[cell.id] ?? "")
                if recorded != nil { count += 1 }
                return .object([
                    "cell_type": .string("code"), "id": .string(ids.id(cell.id)),
                    "metadata": Self.metadata(metadata, isHidden: isHidden),
                    "source": .lines(cell.lines.joined(separator: "\n")),
                    "execution_count": recorded == nil ? .null : .integer(count),
                    "outputs": .array(recorded.map { $0(count) } ?? []),
                ])
            }
        }
        return JSONValue.object([
            "cells": .array(cells), "metadata": metadata(of: segments, title: lesson.frontMatter.title),
            "nbformat": .integer(4), "nbformat_minor": .integer(5),
        ]).notebookText
    }

    /// Notes what is unusual about a fence; returns its info line.
    private static func describe(
        _ cell: LessonSegments.FencedCell, in metadata: inout [String: JSONValue]
    ) -> String {
        let fence = cell.opening.drop { $0 == " " }
        let info = String(fence.drop { $0 == fence.first }).trimmingCharacters(in: .whitespaces)
        if info != "swift" { metadata["info"] = .string(info) }
        if cell.opening != "```" + info { metadata["opening"] = .string(cell.opening) }
        if cell.closing != "```" { metadata["closing"] = .string(cell.closing) }
        // One empty line and no line at all give the same source.
        if cell.lines == [""] { metadata["lines"] = .integer(1) }
        return info
    }

    private static func metadata(_ lesson: [String: JSONValue], isHidden: Bool = false) -> JSONValue {
        var metadata: [String: JSONValue] = lesson.isEmpty ? [:] : ["lesson": .object(lesson)]
        if isHidden { metadata["jupyter"] = .object(["source_hidden": .boolean(true)]) }
        return .object(metadata)
    }

    private static func metadata(of segments: LessonSegments, title: String) -> JSONValue {
        var lesson: [String: JSONValue] = ["version": .integer(1)]
        if let frontMatter = segments.frontMatter { lesson["front_matter"] = .string(frontMatter) }
        if segments.tail != LessonSegments.standardTail { lesson["tail"] = .string(segments.tail) }
        if segments.usesCRLF { lesson["line_ending"] = .string("\r\n") }
        if segments.hasByteOrderMark { lesson["byte_order_mark"] = .boolean(true) }
        return .object([
            "kernelspec": .object([
                "display_name": .string("Swift"), "language": .string("swift"), "name": .string("swift"),
            ]),
            "language_info": .object([
                "file_extension": .string(".swift"), "mimetype": .string("text/x-swift"), "name": .string("swift"),
                "pygments_lexer": .string("swift"),
            ]),
            "lesson": .object(lesson), "title": .string(title),
        ])
    }
}

/// Names for a notebook's cells: 1 to 64 letters, digits, hyphens and underscores, each once.
private struct NotebookIDs {
    private var taken: Set<String> = []
    private let reserved: Set<String>
    private var count = 0

    init(reserved: [String]) {
        self.reserved = Set(reserved)
    }

    /// The name of a cell of the lesson.
    mutating func id(_ id: String) -> String {
        var name = String(id.prefix(64))
        while !taken.insert(name).inserted {
            count += 1
            name = "\(id.prefix(50))-\(count)"
        }
        return name
    }

    /// A name for a cell that has none.
    mutating func next(prefix: String) -> String {
        while true {
            count += 1
            let name = "\(prefix)-\(count)"
            if !reserved.contains(name), taken.insert(name).inserted { return name }
        }
    }
}
