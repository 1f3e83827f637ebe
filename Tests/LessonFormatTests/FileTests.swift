import Foundation
import LessonFormat
import Testing

@Suite("A lesson is loaded from a file") struct FileTests {
    /// A fresh directory that is removed after use.
    private func withDirectory(_ body: (URL) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try body(directory)
    }

    @Test("the lesson's name is the path's last part; problems name the path") func load() throws {
        try withDirectory { directory in
            let file = directory.appendingPathComponent("01_x.md")
            try Data("# A\n".utf8).write(to: file)
            #expect(try Lesson.load(path: file.path).file == "01_x.md")
            try Data("```swift x\n```".utf8).write(to: file)
            #expect(throws: LessonSyntaxError.self) { try Lesson.load(path: file.path) }
            do { _ = try Lesson.load(path: file.path) } catch let error as LessonSyntaxError {
                #expect(error.file == file.path)
            }
        }
    }

    @Test("files that are no lesson are refused with a remedy") func refusals() throws {
        try withDirectory { directory in
            func message(_ name: String, _ bytes: [UInt8]? = nil) throws -> String {
                let file = directory.appendingPathComponent(name)
                if let bytes { try Data(bytes).write(to: file) }
                do {
                    _ = try Lesson.load(path: file.path)
                    return ""
                } catch let error as LessonFileError {
                    return error.description.split(separator: directory.path + "/").joined()
                }
            }
            #expect(try message("no.md") == "no.md: error: there is no such file; check the path")
            #expect(
                try message("empty.md", []) == "empty.md: error: the lesson is empty; write some text or a swift cell")
            #expect(
                try message("blank.md", Array("\u{FEFF} \r\n".utf8))
                    == "blank.md: error: the lesson is empty; write some text or a swift cell")
            #expect(
                try message("latin.md", [0x41, 0x0A, 0xE9, 0x0A])
                    == "latin.md:2: error: the text is not UTF-8; save the file with the encoding UTF-8")
            try FileManager.default.createDirectory(
                at: directory.appendingPathComponent("sub"), withIntermediateDirectories: true)
            #expect(
                try message("sub")
                    == "sub: error: this is a directory; name a lesson file inside it, for example sub/lesson.md")
        }
    }
}
