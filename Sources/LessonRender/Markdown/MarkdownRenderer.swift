import LessonFormat
package import LessonRun
import Transfer

/// The run record as ordinary Markdown, as GitHub shows it: prose, cells, and outputs below each cell.
///
/// Pictures are files beside the page, `<stem>/<cell>-<n>.png`. No time appears, so that a repeated run gives the same
/// text.
package struct MarkdownRenderer {
    let record: RunRecord
    let pictures: DrawnPictures
    let context: PageContext

    /// Makes a renderer for a record whose pictures are drawn.
    package init(_ record: RunRecord, pictures: DrawnPictures, context: PageContext) {
        self.record = record
        self.pictures = pictures
        self.context = context
    }

    /// The page.
    package func render() -> String {
        ([title].compactMap { $0 } + notices + [banner].compactMap { $0 } + record.blocks.flatMap(block) + metrics + [
            footer
        ])
        .joined(separator: "\n\n") + "\n"
    }

    private var title: String? { record.beginsWithTitle ? nil : "# \(record.title.markdownEscaped)" }

    private var banner: String? { record.statusWords.map { "> [!CAUTION]\n> \($0)" } }

    private var notices: [String] { record.notices.map { "> [!NOTE]\n> \($0.markdownEscaped)" } }

    private func block(_ block: RunRecord.Block) -> [String] {
        switch block {
        case .prose(let prose):
            [
                MarkdownValues.filled(
                    MarkdownLinks.rewritten(prose.markdown) { $0.seen(through: context.lessonFolder) },
                    with: prose.values, of: record)
            ]
        case .cell(let cell):
            CellMarkdown(record: record, cell: cell, pictures: pictures.pictures(of: cell), stem: context.stem).parts
        }
    }

    private var metrics: [String] {
        if record.metrics.isEmpty { return [] }
        let rows = record.metrics.map { [$0.name, NumberText.short($0.value), $0.cell] }
        return [
            "## Metrics",
            MarkdownTable(columns: ["metric", "value", "cell"], alignments: [.left, .right, .left], rows: rows).text,
        ]
    }

    private var footer: String {
        "---\n\n" + record.facts.map(\.markdownEscaped).joined(separator: " · ")
    }
}
