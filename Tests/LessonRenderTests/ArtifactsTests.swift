import Foundation
import LessonRun
import Testing

@testable import LessonRender

@Suite("All outputs of a run are written, or none") struct ArtifactsTests {
    private func withDirectory(_ body: (URL) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(directory)
    }

    /// The files below a folder, sorted.
    private func files(_ directory: URL) -> [String] {
        (FileManager.default.enumerator(atPath: directory.path)?.compactMap { $0 as? String } ?? []).sorted()
    }

    @Test("a run has a page, its Markdown, the record, and its pictures") func render() throws {
        let artifacts = try Artifacts.render(
            SampleRecord.everything(), stem: "s", lessonDirectory: SampleRecord.fixtures.path,
            outputDirectory: "/tmp/out")
        #expect(
            artifacts.files.map(\.path) == ["s.html", "s.md", "s.json", "s/everything-1.png", "s/everything-2.png"])
        #expect(try artifacts.files.last?.data == SampleRecord.png())
        let html = String(decoding: artifacts.files[0].data, as: UTF8.self)
        #expect(html.contains("<img src=\"data:image/png;base64,\(try SampleRecord.png().base64EncodedString())\""))
    }

    @Test("pictures of earlier runs go, other files stay") func stalePictures() throws {
        try withDirectory { directory in
            let out = directory.appendingPathComponent("outputs")
            func write(_ names: String...) throws {
                let files = names.map { Artifact(path: $0, data: Data($0.utf8)) }
                try Artifacts(stem: "s", files: files).write(to: out.path)
            }
            try write("s.md", "s/a-1.png", "s/a-2.png")
            try Data().write(to: out.appendingPathComponent("s/notes.txt"))
            try Data().write(to: out.appendingPathComponent("t.md"))
            try write("s.md", "s/a-2.png", "s/b-1.png")
            #expect(files(out) == ["s", "s.md", "s/a-2.png", "s/b-1.png", "s/notes.txt", "t.md"])
            try FileManager.default.removeItem(at: out.appendingPathComponent("s/notes.txt"))
            try write("s.md")
            #expect(files(out) == ["s.md", "t.md"])
        }
    }

    @Test("where one file cannot be written, the earlier outputs stay") func failure() throws {
        try withDirectory { directory in
            let old = Artifacts(stem: "s", files: [Artifact(path: "s.html", data: Data("old".utf8))])
            try old.write(to: directory.path)
            let blocked = directory.appendingPathComponent("s.md")
            try FileManager.default.createDirectory(at: blocked, withIntermediateDirectories: true)
            let new = Artifacts(
                stem: "s", files: ["s.html", "s.md"].map { Artifact(path: $0, data: Data("new".utf8)) })
            #expect(throws: ArtifactError(path: blocked.path, reason: "a folder has this name")) {
                try new.write(to: directory.path)
            }
            #expect(files(directory) == ["s.html", "s.md"])
            #expect(try Data(contentsOf: directory.appendingPathComponent("s.html")) == Data("old".utf8))
        }
    }

    @Test("an output folder that cannot be made is named with a remedy") func noFolder() throws {
        try withDirectory { directory in
            let file = directory.appendingPathComponent("file")
            try Data().write(to: file)
            do {
                try Artifacts(stem: "s", files: []).write(to: file.path)
                Issue.record("writing into a file succeeded")
            } catch let error as ArtifactError {
                #expect(error.description.hasPrefix("\(file.path): error: the outputs cannot be written ("))
                #expect(
                    error.description.hasSuffix(
                        "); see that the folder can be written and has room, or choose another with --output"))
            }
        }
    }
}
