import LessonFormat
import LessonRun

extension RunRecord {
    /// The headings of all prose, in order.
    var headings: [Heading] {
        blocks.flatMap { block -> [Heading] in
            guard case .prose(let prose) = block else { return [] }
            return prose.headings.map { heading in
                prose.values.isEmpty
                    ? heading : Heading(level: heading.level, text: filled(heading.text), anchor: heading.anchor)
            }
        }
    }

    /// Whether the prose's first heading is the title, so that a page need not add one.
    var beginsWithTitle: Bool { headings.first.map { $0.level == 1 && $0.text == title } ?? false }

    /// What to say at the top of a page about a run that did not end well; nil for one that did.
    var statusWords: String? {
        switch status {
        case .passed: nil
        case .failed: "This run failed; the cells after the failure did not run."
        case .interrupted: "This run was interrupted; the page holds what there was."
        }
    }
}
