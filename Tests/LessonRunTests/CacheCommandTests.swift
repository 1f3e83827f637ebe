import Foundation
import Testing

@Suite("lesson cache shows, bounds and empties what is kept", .serialized)
struct CacheCommandTests {
    /// A folder with lessons, and a cache of its own inside.
    private struct Place {
        let directory: String
        var cache: String { "\(directory)/cache/lesson" }

        func lesson(_ arguments: [String]) throws -> LessonTool.Result {
            try LessonTool.run(arguments, in: directory, environment: ["XDG_CACHE_HOME": "\(directory)/cache"])
        }

        func names(_ folder: String = "") -> [String] {
            (try? FileManager.default.contentsOfDirectory(atPath: "\(cache)/\(folder)").sorted()) ?? []
        }

        func write(_ text: String, to path: String) throws {
            let file = URL(fileURLWithPath: "\(cache)/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    private func withPlace(_ lessons: [String: String], _ body: (Place) throws -> Void) throws {
        try LessonTool.withLessons(lessons) { try body(Place(directory: $0)) }
    }

    private let two = "# T\n\n```swift\nlet a = 1\n```\n\n```swift\nprint(a)\n```\n"

    @Test("What is kept is counted, goes down to a size, and is made again")
    func bounds() throws {
        try withPlace(["l.md": two]) { place in
            let empty = try place.lesson(["cache", "ls"])
            #expect(empty.status == 0)
            let nothing = ["cells", "checked", "trainings"].map { "  \($0)  0 kept, 0.0 MiB\n" }.joined()
            #expect(empty.output == "\(place.cache)\n\(nothing)")
            #expect(try place.lesson(["cache", "gc"]).status == 0)
            #expect(try place.lesson(["cache", "clear"]).status == 0)
            #expect(!FileManager.default.fileExists(atPath: place.cache))

            #expect(try place.lesson(["check-types", "l.md"]).status == 0)
            #expect(try place.lesson(["run", "l.md"]).status == 0)
            let full = try place.lesson(["cache", "ls"]).output
            #expect(full.contains(#/  cells  2 kept, 0.[0-9] MiB, used [0-9]+ s ago to [0-9]+ s ago/#), "\(full)")
            #expect(full.contains("  checked  2 kept, "))
            #expect(try place.lesson(["cache", "gc"]).output.contains("  cells  0 removed, 0.0 MiB freed\n"))
            let collected = try place.lesson(["cache", "gc", "--limit", "0"]).output
            #expect(collected.contains("  cells  2 removed, ") && collected.contains("  checked  2 removed, "))
            #expect(place.names("cells").isEmpty && place.names("checked").isEmpty)
            // Compiled cells are not what a lesson depends on.
            #expect(try place.lesson(["run", "l.md"]).errors.contains("up to date"))
            #expect(try place.lesson(["run", "l.md", "--force"]).errors.contains("✓ cell-2"))
            #expect(place.names("cells").count == 2)
            #expect(try place.lesson(["cache", "gc", "--limit", "-1"]).status == 2)
        }
    }

    @Test("Clearing takes all that is the program's and leaves the rest")
    func clear() throws {
        try withPlace(["l.md": two]) { place in
            #expect(try place.lesson(["run", "l.md"]).status == 0)
            #expect(try place.lesson(["check-types", "l.md"]).status == 0)
            try place.write("mine", to: "notes.txt")
            try place.write("half", to: ".cleared-\(UUID().uuidString)/cells/x/module")
            #expect(try place.lesson(["cache", "clear"]).status == 0)
            #expect(place.names() == ["notes.txt"])
            #expect(try place.lesson(["run", "l.md"]).errors.contains("✓ cell-2"))
        }
    }

    @Test("Foreign and damaged content disturbs neither the commands nor runs")
    func damage() throws {
        try withPlace(["l.md": two]) { place in
            #expect(try place.lesson(["run", "l.md"]).status == 0)
            for name in place.names("cells") { try place.write("{", to: "cells/\(name)/verdict.json") }
            try place.write("a file where folders are", to: "cells/README")
            try place.write("foreign", to: "cells/photos/cat.jpg")
            try place.write("{\"date\": 1}", to: "runs/\(place.names("runs")[0])")
            #expect(try place.lesson(["cache", "ls"]).output.contains("  cells  3 kept, "))
            let again = try place.lesson(["run", "l.md"])
            #expect(again.status == 0)
            #expect(again.errors.contains("✓ cell-2"))
            #expect(try place.lesson(["cache", "gc", "--limit", "0"]).status == 0)
            #expect(try place.lesson(["run", "l.md", "--force"]).status == 0)
        }
    }

    @Test("A cache whose folders are files costs time only; one that cannot be made is named")
    func files() throws {
        try withPlace(["l.md": two]) { place in
            for name in ["cells", "checked", "runs", "trainings"] { try place.write("", to: name) }
            for _ in 0..<2 { #expect(try place.lesson(["run", "l.md"]).errors.contains("✓ cell-2")) }
            #expect(try place.lesson(["check-types", "l.md"]).status == 0)
            #expect(try place.lesson(["cache", "ls"]).output.contains("  cells  0 kept, "))
            #expect(try place.lesson(["cache", "clear"]).status == 0)
            #expect(place.names().isEmpty)
        }
    }

    @Test("A cache that was copied to another folder works there")
    func copied() throws {
        try withPlace(["l.md": two]) { place in
            #expect(try place.lesson(["run", "l.md"]).status == 0)
            let copy = "\(place.directory)/copy"
            try FileManager.default.copyItem(atPath: "\(place.directory)/cache", toPath: copy)
            try FileManager.default.removeItem(atPath: "\(copy)/lesson/cells")
            let result = try LessonTool.run(
                ["run", "l.md", "--force"], in: place.directory, environment: ["XDG_CACHE_HOME": copy])
            #expect(result.status == 0, "\(result.errors)")
        }
    }

    @Test("Clearing while lessons run spoils none of them")
    func several() throws {
        let lessons = Dictionary(uniqueKeysWithValues: (1...4).map { ("c/\($0).md", two + "\n<!-- \($0) -->\n") })
        try withPlace(lessons) { place in
            var clearings: [Int32] = []
            let result = try LessonTool.run(
                ["run", "c", "--jobs", "2", "--force"], in: place.directory,
                environment: ["XDG_CACHE_HOME": "\(place.directory)/cache"]
            ) { process in
                while process.isRunning {
                    clearings.append(try place.lesson(["cache", "clear"]).status)
                    clearings.append(try place.lesson(["cache", "gc", "--limit", "0"]).status)
                }
            }
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.errors.contains("4 of 4 lessons passed in"))
            #expect(clearings.count >= 2 && clearings.allSatisfy { $0 == 0 })
        }
    }
}
