import Foundation
package import LessonFormat
package import LessonRun

/// Finds the links and pictures in a lesson's prose that lead nowhere.
///
/// 1. A relative path must be a file or folder, seen from the lesson's folder.
/// 2. The anchor of `#anchor` must be on the lesson's own page, that of `other.md#anchor` on the page of that lesson: a
///    heading's, a cell's `label`, or `cell.<id>`.
/// 3. Addresses elsewhere, absolute paths and anchors in other files are not looked at.
package enum LinkCheck {
    /// A difference for each, with its line.
    ///
    /// - Parameters:
    ///   - source: the lesson's text.
    ///   - directory: its folder.
    package static func differences(of lesson: Lesson, source: String, directory: String) -> [Difference] {
        let lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let start = frontMatterLength(lines)
        let anchors = anchors(of: lesson)
        return MarkdownLinks.targets(in: Array(lines[start...])).compactMap { target, line in
            problem(of: target, anchors: anchors, directory: directory).map {
                Difference(.link, line: start + line + 1, subject: $0)
            }
        }
    }

    private static func problem(of target: LinkTarget, anchors: Set<String>?, directory: String) -> String? {
        let fragment = target.text.firstIndex(of: "#").map { String(target.text[$0...].dropFirst()) }
        let anchor = fragment?.removingPercentEncoding ?? fragment
        if target.text.hasPrefix("#") {
            guard let anchor, let anchors, !anchor.isEmpty, !anchors.contains(anchor) else { return nil }
            return "the link '\(target.text)' leads nowhere: the page has no such heading or label"
        }
        guard target.isRelative, !target.isRemote else { return nil }
        let path = URL(fileURLWithPath: directory).appendingPathComponent(target.path).path
        guard FileManager.default.fileExists(atPath: path) else {
            return "the link '\(target.text)' leads nowhere: there is no such file"
        }
        guard path.hasSuffix(".md"), let anchor, !anchor.isEmpty, let other = try? Lesson.load(path: path),
            let anchors = Self.anchors(of: other), !anchors.contains(anchor)
        else { return nil }
        return "the link '\(target.text)' leads nowhere: that page has no such heading or label"
    }

    /// The anchors of a lesson's page; nil where raw HTML may add others.
    private static func anchors(of lesson: Lesson) -> Set<String>? {
        if lesson.frontMatter.allowsHTML { return nil }
        return lesson.blocks.reduce(into: []) { anchors, block in
            switch block {
            case .prose(let prose): anchors.formUnion(prose.headings.map(\.anchor))
            case .cell(let cell):
                anchors.insert(HTMLRenderer.anchor(cell: cell.id))
                if let label = cell.options.label { anchors.insert(label) }
            }
        }
    }

    /// How many lines the front matter takes.
    private static func frontMatterLength(_ lines: [Substring]) -> Int {
        let first = lines.first?.drop { $0 == "\u{FEFF}" }
        guard first?.trimmingCharacters(in: .whitespaces) == "---" else { return 0 }
        let end = lines.dropFirst().firstIndex { ["---", "..."].contains($0.trimmingCharacters(in: .whitespaces)) }
        return end.map { $0 + 1 } ?? 0
    }
}
