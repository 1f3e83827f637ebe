import Foundation
import Testing

@Suite("lesson explain names each kind of change, and changes nothing", .serialized)
struct ExplainTests {
    private static let lesson = """
        ---
        params: {epochs: 3}
        ---
        # Explained

        ```swift id=read
        let text = try String(contentsOfFile: "in.txt", encoding: .utf8)
        text.count + params.epochs
        ```

        ```swift id=look
        print(FileManager.default.fileExists(atPath: "other.txt"))
        try FileManager.default.contentsOfDirectory(atPath: "pictures").count
        ```

        """

    /// A lesson that has run, and a look at it after each change.
    private struct Place {
        let directory: String
        var environment: [String: String] = [:]

        func write(_ text: String, to name: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(directory)/\(name)"))
        }

        func edit(_ old: String, _ new: String) throws {
            #expect(ExplainTests.lesson.contains(old))
            try write(ExplainTests.lesson.replacing(old, with: new), to: "l.md")
        }

        func restore() throws { try write(ExplainTests.lesson, to: "l.md") }

        func remove(_ name: String) throws {
            try FileManager.default.removeItem(atPath: "\(directory)/\(name)")
        }

        /// The words of `lesson explain`, line by line.
        func explain(_ arguments: [String] = [], _ environment: [String: String] = [:]) throws -> [String] {
            let result = try LessonTool.run(
                ["explain", "l.md"] + arguments, in: directory,
                environment: self.environment.merging(environment) { $1 })
            #expect(result.status == 0, "\(result.errors)")
            return result.output.split(separator: "\n").map(String.init)
        }

        /// What has changed, or nil where the lesson is up to date.
        func changes(_ arguments: [String] = [], _ environment: [String: String] = [:]) throws -> [String]? {
            let lines = try explain(arguments, environment)
            if lines.first?.hasPrefix("l.md is up to date (ran ") == true { return nil }
            #expect(lines.first == "l.md would run:")
            return lines.dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
        }

        func run() throws {
            let result = try LessonTool.run(["run", "l.md"], in: directory, environment: environment)
            #expect(result.status == 0, "\(result.errors)")
        }
    }

    private func withPlace(_ body: (Place) throws -> Void) throws {
        let lessons = ["l.md": Self.lesson, "in.txt": "hello", "pictures/a.txt": ""]
        try LessonTool.withLessons(lessons) { directory in
            let place = Place(directory: directory)
            #expect(try place.explain() == ["l.md would run: no earlier run that passed is known"])
            try place.run()
            #expect(try place.changes() == nil)
            try body(place)
        }
    }

    @Test("Changes of the lesson's text")
    func text() throws {
        try withPlace { place in
            for (old, new, words) in [
                ("text.count", "text.count * 2", ["cell 'read' has changed"]),
                ("id=look", "id=look hide", ["cell 'look' has changed"]),
                ("# Explained\n", "# Explained\n\n```swift\n1\n```\n", ["cell 'cell-1' is new"]),
                ("id=look", "id=seen", ["cell 'seen' is new", "cell 'look' is gone"]),
                ("# Explained", "# Told", ["the prose has changed"]),
                ("---\nparams", "---\nseed: 4\nparams", ["the seed was 0 and is 4"]),
                ("epochs: 3", "epochs: 4", ["parameter 'epochs' has changed"]),
                ("epochs: 3}", "epochs: 3, rate: 0.1}", ["parameter 'rate' is new"]),
                ("{epochs: 3}", "{epochs: 3}\ntimeout: 9s", ["the front matter has changed"]),
                ("---\nparams", "---\ntitle: Told\nparams", ["the title has changed"]),
                ("---\nparams", "---\n# A note.\nparams", ["the cells stand on other lines"]),
            ] {
                try place.edit(old, new)
                #expect(try place.changes() == words, "\(new)")
            }
            try place.restore()
            #expect(try place.changes() == nil)
            #expect(try place.changes(["-p", "epochs=4"]) == ["parameter 'epochs' has changed"])
        }
    }

    @Test("Changes of files that cells use, and of the outputs")
    func files() throws {
        try withPlace { place in
            try place.write("hullo", to: "in.txt")
            #expect(try place.changes() == ["'in.txt' has changed"])
            try place.remove("in.txt")
            #expect(try place.changes() == ["'in.txt' is gone"])
            try place.write("hello", to: "in.txt")
            let date = try FileManager.default.attributesOfItem(atPath: "\(place.directory)/in.txt")[.modificationDate]
            try place.write("hallo", to: "in.txt")
            try FileManager.default.setAttributes(
                [.modificationDate: try #require(date)], ofItemAtPath: "\(place.directory)/in.txt")
            #expect(try place.changes() == ["'in.txt' has changed"])
            try place.write("hello", to: "in.txt")
            try place.write("", to: "pictures/b.txt")
            #expect(try place.changes() == ["'pictures' has other files inside"])
            try place.remove("pictures/b.txt")
            try place.write("", to: "other.txt")
            #expect(try place.changes() == ["'other.txt' is there now"])
            try place.remove("other.txt")
            #expect(try place.changes() == nil)
            try place.write("edited", to: "outputs/l.md")
            try place.remove("outputs/l.html")
            #expect(
                try place.changes() == ["the output 'outputs/l.html' is gone", "the output 'outputs/l.md' has changed"])
            #expect(
                try place.explain(["--output", "elsewhere"]) == ["l.md would run: no earlier run that passed is known"])
        }
    }

    @Test("Changes of the program, of what cells import, and of variables that the engine looks at")
    func program() throws {
        try withPlace { place in
            #expect(
                try place.changes([], ["TRANSFER_THREADS": "1"]) == ["the variable TRANSFER_THREADS has changed"])
            let modules = URL(fileURLWithPath: Lab.executable).deletingLastPathComponent()
                .appendingPathComponent("Modules")
            let copy = "\(place.directory)/bin"
            try FileManager.default.createDirectory(atPath: "\(copy)/Modules", withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: Lab.executable, toPath: "\(copy)/lesson")
            for name in ["Transfer.swiftinterface", "Figures.swiftinterface"] {
                try FileManager.default.copyItem(
                    atPath: modules.appendingPathComponent(name).path, toPath: "\(copy)/Modules/\(name)")
            }
            for (file, words) in [
                ("lesson", "the program has changed"),
                ("Modules/Transfer.swiftinterface", "the module Transfer has changed"),
            ] {
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: "\(copy)/\(file)")
                let result = try LessonTool.run(["explain", "l.md"], in: place.directory, executable: "\(copy)/lesson")
                #expect(result.output.contains("  \(words)\n"), "\(result.output)\(result.errors)")
            }
        }
    }

    @Test("A lesson that is not there, or has no such parameter, exits 2")
    func refused() throws {
        try LessonTool.withLessons(["l.md": Self.lesson]) { directory in
            let missing = try LessonTool.run(["explain", "m.md"], in: directory)
            #expect(missing.status == 2)
            #expect(missing.errors.contains("m.md: error: there is no such file"))
            let parameter = try LessonTool.run(["explain", "l.md", "-p", "epoch=1"], in: directory)
            #expect(parameter.status == 2)
            #expect(parameter.errors.contains("did you mean 'epochs'?"))
        }
    }
}
