package import Foundation
import Transfer

/// A Jupyter notebook (nbformat 4) as a lesson's text, with the pictures that go beside it.
///
/// 1. What `NotebookWriter` wrote becomes the very text it came from, as far as the cells were left alone.
/// 2. Markdown cells become prose; their `swift` fences are marked `static`, since they were never run.
/// 3. Code cells of a Swift notebook become cells; a folded source, or the tag `hide-input`, becomes `hide`. Their
///    outputs are left out, because running the lesson gives them anew.
/// 4. Code cells in another language become fences of that language, shown and not run, with their outputs below as
///    text and pictures.
/// 5. Raw cells become fences `text`. Attachments and pictures become files in the folder `NAME_files`.
package struct NotebookReader {
    /// The lesson's text.
    package private(set) var text = ""
    /// The files beside it, by their paths relative to the lesson's folder.
    package private(set) var files: [Artifact] = []
    /// The language of the notebook's code, in lower case.
    package let language: String
    /// How many code cells there were.
    package private(set) var codeCellCount = 0

    private let stem: String

    /// Reads a notebook.
    ///
    /// - Parameters:
    ///   - data: the notebook.
    ///   - file: its name, as messages give it.
    ///   - stem: the lesson's name without extension.
    /// - Throws: `NotebookError`.
    package init(_ data: Data, file: String, stem: String) throws(NotebookError) {
        let notebook: JSONValue
        do {
            notebook = try JSONParser.value(Array(data))
        } catch {
            throw .notJSON(file: file, reason: "at byte \(error.position): \(error.reason)")
        }
        guard let version = notebook["nbformat"]?.integer else { throw .notANotebook(file: file) }
        guard version == 4 else { throw .unsupportedVersion(file: file, version: version) }
        guard let cells = notebook["cells"]?.array else { throw .notANotebook(file: file) }
        let metadata = notebook["metadata"]
        let named = metadata?["kernelspec"]?["language"]?.string ?? metadata?["language_info"]?["name"]?.string
        language = (named ?? "python").lowercased()
        self.stem = stem
        let lesson = metadata?["lesson"]
        var parts: [(lead: String?, text: String, isProse: Bool)] = []
        for (index, cell) in cells.enumerated() {
            let lead = cell["metadata"]?["lesson"]?["lead"]?.string
            if let text = part(cell, number: index + 1) {
                parts.append((lead, text, cell["cell_type"]?.string == "markdown"))
            }
        }
        let frontMatter =
            lesson?["front_matter"]?.string
            ?? Self.frontMatter(title: lesson == nil ? metadata?["title"]?.string : nil, parts)
        text = Self.joined(parts, after: frontMatter) + (lesson?["tail"]?.string ?? LessonSegments.standardTail)
        if lesson?["line_ending"]?.string == "\r\n" { text = text.replacing("\n", with: "\r\n") }
        if lesson?["byte_order_mark"] == true { text = "\u{FEFF}" + text }
    }

    /// The front matter of a notebook that brings none: its title, or nothing unless the text would be taken for one.
    private static func frontMatter(title: String?, _ parts: [(lead: String?, text: String, isProse: Bool)]) -> String?
    {
        if let title, !title.isEmpty {
            let quoted = title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
            return "---\ntitle: \"\(quoted)\"\n---"
        }
        let first = parts.first?.text.prefix { $0 != "\n" } ?? ""
        return LessonSegments.isHyphens(String(first)) ? "---\n---" : nil
    }

    private static func joined(
        _ parts: [(lead: String?, text: String, isProse: Bool)], after frontMatter: String?
    ) -> String {
        var text = frontMatter ?? ""
        var wasProse = false
        for (index, part) in parts.enumerated() {
            let isFirst = index == 0 && frontMatter == nil
            let standard = isFirst ? "" : LessonSegments.standardLead
            var lead = part.lead ?? standard
            let isSeparating = isFirst || lead.hasPrefix("\n")
            // Cells may have been moved: prose after prose needs an empty line between.
            let isEnough = !(wasProse && part.isProse) || lead.count { $0 == "\n" } > 1
            if !lead.allSatisfy(\.isWhitespace) || !isSeparating || !isEnough { lead = standard }
            text += lead + part.text
            wasProse = part.isProse
        }
        return text
    }

    /// A cell's text without the last line's ending; nil for a cell that leaves nothing.
    private mutating func part(_ cell: JSONValue, number: Int) -> String? {
        let source = (cell["source"]?.multilineText ?? "").replacing("\r\n", with: "\n")
        switch cell["cell_type"]?.string {
        case "code":
            codeCellCount += 1
            if language == "swift" { return SwiftFence(source, metadata: cell["metadata"]).text }
            return ([fence(source, language: language)] + outputs(of: cell, number: number)).joined(separator: "\n\n")
        case "markdown":
            let trimmed = Self.trimmed(source)
            return trimmed.isEmpty ? nil : SwiftFence.madeStatic(extractingAttachments(of: cell, from: trimmed, number))
        default:
            return source.isEmpty ? nil : fence(source, language: "text")
        }
    }

    /// The text without blank lines at its ends.
    private static func trimmed(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { !LessonSegments.isBlank(String($0)) }),
            let last = lines.lastIndex(where: { !LessonSegments.isBlank(String($0)) })
        else { return "" }
        return lines[first...last].joined(separator: "\n")
    }

    private func fence(_ text: String, language: String) -> String {
        let marker = SwiftFence.marker(around: text)
        return "\(marker)\(language)\n\(text)\(text.isEmpty || text.hasSuffix("\n") ? "" : "\n")\(marker)"
    }

    private mutating func extractingAttachments(of cell: JSONValue, from source: String, _ number: Int) -> String {
        var text = source
        for (name, forms) in cell["attachments"]?.members ?? [] {
            guard let form = forms.members.first,
                let path = save(form.value, type: form.key, name: "\(number)-\(name)")
            else { continue }
            text = text.replacing("attachment:\(name)", with: path)
            let encoded = name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? name
            text = text.replacing("attachment:\(encoded)", with: path)
        }
        return text
    }

    /// Notes a picture as a file; returns its path as a link needs it, nil where it is not base64.
    private mutating func save(_ value: JSONValue, type: String, name: String) -> String? {
        guard let text = value.multilineText else { return nil }
        let data =
            type == "image/svg+xml" ? Data(text.utf8) : Data(base64Encoded: text, options: .ignoreUnknownCharacters)
        guard let data else { return nil }
        // A name must not lead out of the folder.
        let safe = String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
        let path = "\(stem)_files/\(safe)"
        files.append(Artifact(path: path, data: data))
        return path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    }

    private mutating func outputs(of cell: JSONValue, number: Int) -> [String] {
        var count = 0
        return (cell["outputs"]?.elements ?? []).compactMap { output in
            let data = output["data"]
            for (type, suffix) in [("image/png", "png"), ("image/jpeg", "jpg"), ("image/svg+xml", "svg")] {
                guard let picture = data?[type] else { continue }
                count += 1
                let name = "output-\(number)-\(count).\(suffix)"
                return save(picture, type: type, name: name).map { "![output](\($0))" }
            }
            if let markdown = data?["text/markdown"] { return markdown.multilineText.map(Self.trimmed) }
            let trace = output["traceback"]?.elements.compactMap(\.string).joined(separator: "\n")
            let text = output["text"]?.multilineText ?? data?["text/plain"]?.multilineText ?? trace ?? ""
            let plain = TerminalText(text).plain
            return plain.isEmpty ? nil : fence(plain, language: "text")
        }
    }
}
