package import Foundation
import LessonFormat
package import LessonRun
import Synchronization

/// One file that a run of a lesson leaves behind.
package struct Artifact: Hashable, Sendable {
    /// The path relative to the outputs' folder, for example `03_finetune/train-1.png`.
    package var path: String
    /// The file's bytes.
    package var data: Data

    /// Makes an artifact.
    package init(path: String, data: Data) {
        self.path = path
        self.data = data
    }
}

/// All files of one run.
package struct Artifacts: Hashable, Sendable {
    /// The files' common name without extension, for example `03_finetune`.
    package var stem: String
    /// `<stem>.html`, `<stem>.md`, `<stem>.json`, then the pictures `<stem>/<cell>-<n>.png`.
    package var files: [Artifact]
    /// How the name of a run's JUnit file ends, behind the stem.
    package static let junitSuffix = ".junit.xml"
    /// The files that the page shows besides, each relative to the lesson's folder.
    package var embedded: Set<String> = []

    /// Renders a record in every form.
    ///
    /// - Parameters:
    ///   - record: the run.
    ///   - stem: the files' common name without extension.
    ///   - lessonDirectory: the lesson's folder, whose pictures the page embeds.
    ///   - outputDirectory: the folder that the files are meant for; links in the prose are rewritten to lead from there.
    /// - Throws: what drawing a chart or encoding the record throws.
    package static func render(
        _ record: RunRecord, stem: String, lessonDirectory: String, outputDirectory: String
    ) throws -> Artifacts {
        let pictures = try DrawnPictures(record)
        let folder = URL(fileURLWithPath: lessonDirectory)
        let embedded = Mutex<Set<String>>([])
        let context = PageContext(
            stem: stem, lessonFolder: relativePath(from: outputDirectory, to: lessonDirectory),
            readFile: { path in
                embedded.withLock { _ = $0.insert(path) }
                return try? Data(contentsOf: folder.appendingPathComponent(path))
            })
        let html = HTMLRenderer(record, pictures: pictures, context: context).render()
        let markdown = MarkdownRenderer(record, pictures: pictures, context: context).render()
        var files = [
            Artifact(path: "\(stem).html", data: Data(html.utf8)),
            Artifact(path: "\(stem).md", data: Data(markdown.utf8)),
            Artifact(path: "\(stem).json", data: try JSONRenderer.render(record)),
        ]
        for cell in record.cells {
            for (index, picture) in pictures.pictures(of: cell).enumerated() {
                let path = DrawnPictures.path(stem: stem, cell: cell.cell.id, number: index + 1)
                files += picture.themes.prefix(1).map { Artifact(path: path, data: $0.png) }
            }
        }
        return Artifacts(stem: stem, files: files, embedded: embedded.withLock { $0 })
    }
}
