import Foundation
import LessonRun
import Testing

@Suite("lesson verify compares outputs with another run, and lesson update accepts that", .serialized)
struct VerifyCommandTests {
    private static let lesson = """
        ---
        title: T
        params: {rate: 0.5}
        ---
        # T

        ```swift id=train tolerance=0.01
        let accuracy = Double(try String(contentsOfFile: "accuracy.txt", encoding: .utf8)) ?? 0
        record("accuracy", accuracy)
        print("loss", params.rate)
        Chart(title: "A", content: .lines(LineChart(xLabel: "x", yLabel: "y", series: [
            LineChart.Series(name: "s", x: [1, 2], y: [1, accuracy])])))
        ```

        It is `swift %.1f accuracy * 100` %: see [the code](#cell.train) and [more](notes.txt).
        """

    /// Calls the body with a folder in which the lesson `l/t.md` has been run.
    private func withOutputs(_ text: String = lesson, _ body: (String) throws -> Void) throws {
        try LessonTool.withLessons(["l/t.md": text, "l/accuracy.txt": "0.941", "l/notes.txt": "n"]) { directory in
            let result = try LessonTool.run(["run", "l"], in: directory)
            try #require(result.status == 0, "\(result.errors)")
            try body(directory)
        }
    }

    private func edit(_ path: String, _ old: String, _ new: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(old))
        try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Every file and folder with its size, time of modification and number, which tells a file that was replaced.
    private func snapshot(_ directory: String) throws -> [String] {
        let names = (FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []) + ["."]
        return try names.sorted().map { name in
            var status = stat()
            try #require(lstat("\(directory)/\(name)", &status) == 0)
            return "\(name) \(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        }
    }

    @Test("The same outputs exit 0, and nothing is written") func same() throws {
        try withOutputs { directory in
            let before = try snapshot(directory)
            let result = try LessonTool.run(["verify", "l"], in: directory)
            #expect(result.status == 0)
            #expect(result.output == "l/t.md: the outputs are as another run gives them\n")
            #expect(try snapshot(directory) == before)
        }
    }

    @Test("A changed number exits 3 with its line; one within the tolerance does not") func numbers() throws {
        try withOutputs { directory in
            try edit("\(directory)/l/accuracy.txt", "0.941", "0.951")
            #expect(try LessonTool.run(["verify", "l"], in: directory).status == 0)
            try edit("\(directory)/l/accuracy.txt", "0.951", "0.902")
            let before = try snapshot(directory)
            let result = try LessonTool.run(["verify", "l"], in: directory)
            #expect(result.status == 3)
            #expect(
                result.output.split(separator: "\n") == [
                    "l/t.md:7: line s of the chart at x 2 0.941 -> 0.902 (tolerance 0.01)",
                    "l/t.md:9: accuracy 0.941 -> 0.902 (tolerance 0.01)",
                    "l/t.md:15: `swift %.1f accuracy * 100` 94.1 -> 90.2 (tolerance 1)",
                    "l/t.md: 3 differences; accept them with: lesson update l/t.md",
                ])
            #expect(try snapshot(directory) == before)
        }
    }

    @Test("Pages that were edited, pictures that are gone, and lost records are named") func files() throws {
        try withOutputs { directory in
            try edit("\(directory)/outputs/t.md", "# T", "# U")
            try FileManager.default.moveItem(
                atPath: "\(directory)/outputs/t/train-1.png", toPath: "\(directory)/outputs/t/train-2.png")
            let result = try LessonTool.run(["verify", "l"], in: directory)
            #expect(result.status == 3)
            #expect(
                result.output.split(separator: "\n") == [
                    "l/t.md: 'outputs/t.md' is not what its record renders to",
                    "l/t.md: 'outputs/t/train-1.png' is missing",
                    "l/t.md: 'outputs/t/train-2.png' is no picture of its record",
                    "l/t.md: 3 differences; accept them with: lesson update l/t.md",
                ])
            try edit("\(directory)/outputs/t.json", "\"blocks\"", "\"clocks\"")
            let damaged = try LessonTool.run(["verify", "l"], in: directory)
            #expect(damaged.status == 3)
            #expect(damaged.output.contains("the record 'outputs/t.json' is damaged, or of another version\n"))
            try FileManager.default.removeItem(atPath: "\(directory)/outputs/t.json")
            let missing = try LessonTool.run(["verify", "l"], in: directory)
            #expect(missing.status == 3)
            #expect(
                missing.output.contains("the record 'outputs/t.json' is missing: the lesson has no outputs here\n"))
            #expect(missing.errors.contains("train"))
        }
    }

    @Test("A page in which a chart is drawn a little otherwise is the same") func redrawn() throws {
        try withOutputs { directory in
            let path = "\(directory)/outputs/t/train-1.png"
            let picture = try Data(contentsOf: URL(fileURLWithPath: path))
            // A comment at the end of the file changes its bytes, not what it shows.
            var file = picture
            file.insert(
                contentsOf: [0, 0, 0, 3] + Array("tEXta\0b".utf8) + [0xDC, 0x49, 0xA2, 0x3B], at: picture.count - 12)
            try file.write(to: URL(fileURLWithPath: path))
            try edit(
                "\(directory)/outputs/t.html", picture.base64EncodedString(), file.base64EncodedString())
            #expect(try LessonTool.run(["verify", "l"], in: directory).status == 0)
        }
    }

    @Test("The command that accepts is right also where two lessons have one name") func sameNames() throws {
        let lessons = ["a/x.md": LessonTool.lesson("print(1)"), "b/x.md": LessonTool.lesson("print(2)")]
        try LessonTool.withLessons(lessons) { directory in
            #expect(try LessonTool.run(["run", "a", "b"], in: directory).status == 0)
            try edit("\(directory)/a/x.md", "print(1)", "print(3)")
            let stale = try LessonTool.run(["verify", "a", "b"], in: directory)
            #expect(stale.status == 3)
            #expect(stale.output.contains("with: lesson update a/x.md --output outputs/a\n"), "\(stale.output)")
            #expect(try LessonTool.run(["update", "a/x.md", "--output", "outputs/a"], in: directory).status == 0)
            #expect(try LessonTool.run(["verify", "a", "b"], in: directory).status == 0)
        }
    }

    @Test("The limit of output counts, and the command that accepts repeats it, quoted for a shell") func limit() throws
    {
        let lesson = LessonTool.lesson("print(String(repeating: \"word \", count: 500))")
        try LessonTool.withLessons(["my lessons/x.md": lesson]) { directory in
            let limited = ["my lessons", "--output-limit", "100B"]
            #expect(try LessonTool.run(["run"] + limited, in: directory).status == 0)
            #expect(try LessonTool.run(["verify"] + limited, in: directory).status == 0)
            #expect(try LessonTool.run(["verify", "my lessons"], in: directory).status == 3)
            try edit("\(directory)/my lessons/x.md", "word", "ward")
            let stale = try LessonTool.run(["verify"] + limited, in: directory)
            #expect(stale.status == 3)
            #expect(
                stale.output.hasSuffix("accept them with: lesson update 'my lessons/x.md' --output-limit 100B\n"),
                "\(stale.output)")
        }
    }

    @Test("A lesson that is edited while it is verified is compared as it was read") func edited() throws {
        let lesson = LessonTool.lesson(
            """
            if FileManager.default.fileExists(atPath: "mark"), let file = FileHandle(forWritingAtPath: "x.md") {
                try file.seekToEnd()
                try file.write(contentsOf: Data("\\nMore.\\n".utf8))
            }
            """)
        try LessonTool.withLessons(["l/x.md": lesson]) { directory in
            #expect(try LessonTool.run(["run", "l"], in: directory).status == 0)
            try Data().write(to: URL(fileURLWithPath: "\(directory)/l/mark"))
            let same = try LessonTool.run(["verify", "l"], in: directory)
            #expect(same.status == 0, "\(same.output)")
            let stale = try LessonTool.run(["verify", "l"], in: directory)
            #expect(stale.status == 3)
            #expect(stale.output.hasPrefix("l/x.md:10: the prose: (nothing) -> 'More.'\n"), "\(stale.output)")
        }
    }

    @Test("Links of a lesson without outputs are checked too") func firstLinks() throws {
        let lesson = LessonTool.lesson("print(1)") + "\nSee [there](nowhere.md).\n"
        try LessonTool.withLessons(["l/x.md": lesson]) { directory in
            let result = try LessonTool.run(["verify", "l"], in: directory)
            #expect(result.status == 3)
            #expect(result.output.contains("the record 'outputs/x.json' is missing"))
            #expect(result.output.contains("nowhere.md"), "\(result.output)")
        }
    }

    @Test("Links that lead nowhere are named with their lines, and cannot be accepted") func links() throws {
        let text = Self.lesson.replacing("see [the code](#cell.train)", with: "see [the code](#train)")
            .replacing("(notes.txt)", with: "(gone.txt)\n\n![a dog](dog.png) [b](t.md#t) [c](t.md#u) `[d](x.md)`")
        try LessonTool.withLessons(["l/t.md": text, "l/accuracy.txt": "0.5"]) { directory in
            let update = try LessonTool.run(["update", "l/t.md"], in: directory)
            #expect(update.status == 0)
            let result = try LessonTool.run(["verify", "l/t.md"], in: directory)
            #expect(result.status == 3)
            #expect(
                result.output.split(separator: "\n") == [
                    "l/t.md:15: the link '#train' leads nowhere: the page has no such heading or label",
                    "l/t.md:15: the link 'gone.txt' leads nowhere: there is no such file",
                    "l/t.md:17: the link 'dog.png' leads nowhere: there is no such file",
                    "l/t.md:17: the link 't.md#u' leads nowhere: that page has no such heading or label",
                    "l/t.md: 4 differences; correct the links in the lesson",
                ])
        }
    }

    @Test("An update writes the outputs and says what changed; then they are the same") func update() throws {
        try withOutputs { directory in
            try edit("\(directory)/l/accuracy.txt", "0.941", "0.902")
            let verified = try LessonTool.run(["verify", "l", "--format", "github"], in: directory)
            #expect(verified.status == 3)
            #expect(
                verified.output.contains(
                    "::error file=l/t.md,line=9,title=stale output in cell train::accuracy 0.941 -> 0.902 (tolerance 0.01)"
                ))
            let update = try LessonTool.run(["update", "l"], in: directory)
            #expect(update.status == 0)
            #expect(
                update.output.split(separator: "\n") == [
                    "l/t.md:7: line s of the chart at x 2 0.941 -> 0.902 (tolerance 0.01)",
                    "l/t.md:9: accuracy 0.941 -> 0.902 (tolerance 0.01)",
                    "l/t.md:15: `swift %.1f accuracy * 100` 94.1 -> 90.2 (tolerance 1)",
                    "l/t.md: 3 differences accepted",
                ])
            #expect(try LessonTool.run(["verify", "l"], in: directory).status == 0)
            // The outputs are as fresh as those of a run.
            #expect(try LessonTool.run(["run", "l"], in: directory).errors.contains("up to date"))
        }
    }

    @Test("A failing cell exits 1 and nothing is compared; an update leaves the outputs") func failure() throws {
        try withOutputs { directory in
            try edit("\(directory)/l/t.md", "print(\"loss\", params.rate)", "print([1][7])")
            let before = try snapshot("\(directory)/outputs")
            for command in ["verify", "update"] {
                let result = try LessonTool.run([command, "l"], in: directory)
                #expect(result.status == 1)
                #expect(result.errors.contains("l/t.md:10: trap: Index out of range"))
                #expect(result.output.isEmpty)
            }
            #expect(try snapshot("\(directory)/outputs") == before)
        }
    }

    @Test("Parameters of another run are a difference, unless they are given again") func parameters() throws {
        try withOutputs { directory in
            let arguments = ["l/t.md", "-p", "rate=0.25"]
            #expect(try LessonTool.run(["update"] + arguments, in: directory).status == 0)
            let other = try LessonTool.run(["verify", "l/t.md"], in: directory)
            #expect(other.status == 3)
            #expect(
                other.output.split(separator: "\n") == [
                    "l/t.md: the parameter rate (the outputs were made with '-p') 0.25 -> 0.5",
                    "l/t.md:7: loss 0.25 -> 0.5 (tolerance 0.01)",
                    "l/t.md: 2 differences; accept them with: lesson update l/t.md",
                ])
            #expect(try LessonTool.run(["verify"] + arguments, in: directory).status == 0)
        }
    }

    @Test("Of several lessons the worst counts, 3 least; side by side too", arguments: [1, 2])
    func several(jobs: Int) throws {
        let lessons = ["l/1.md": LessonTool.lesson("print(1)"), "l/2.md": LessonTool.lesson("print(2)")]
        try LessonTool.withLessons(lessons) { directory in
            #expect(try LessonTool.run(["run", "l"], in: directory).status == 0)
            try edit("\(directory)/l/1.md", "print(1)", "print(3)")
            let before = try snapshot(directory)
            let arguments = ["verify", "l", "--jobs", "\(jobs)"]
            let stale = try LessonTool.run(arguments, in: directory)
            #expect(stale.status == 3)
            #expect(
                stale.output.split(separator: "\n") == [
                    "l/1.md:3: cell 'one' has changed since its outputs were written", "l/1.md:3: the output 1 -> 3",
                    "l/1.md: 2 differences; accept them with: lesson update l/1.md",
                    "l/2.md: the outputs are as another run gives them",
                ])
            #expect(stale.errors.contains("1 of 2 lessons passed, 1 stale"))
            #expect(try snapshot(directory) == before)
            try edit("\(directory)/l/2.md", "print(2)", "print([1][7])")
            #expect(try LessonTool.run(arguments, in: directory).status == 1)
        }
    }

    @Test("Events and the report hold the differences") func machines() throws {
        try withOutputs { directory in
            try edit("\(directory)/outputs/t.md", "# T", "# U")
            let result = try LessonTool.run(["verify", "l", "--json", "--report", "r.report.json"], in: directory)
            #expect(result.status == 3)
            let events = result.output.split(separator: "\n").compactMap { EventLine.event(Data($0.utf8)) }
            #expect(events.count == result.output.split(separator: "\n").count)
            let difference = Difference(.file, subject: "'outputs/t.md' is not what its record renders to")
            #expect(events.compactMap { $0.result?.differences } == [[difference]])
            let merge = try LessonTool.run(["report", "merge", "r.report.json", "--output", "m"], in: directory)
            #expect(merge.status == 3)
            let xml = try String(contentsOfFile: "\(directory)/m/lessons.junit.xml", encoding: .utf8)
            #expect(
                xml.contains(
                    "<failure type=\"stale\" message=\"l/t.md: 'outputs/t.md' is not what its record renders to\">"))
        }
    }

    @Test("Ctrl-C ends a verification with 130, and an update leaves the outputs") func interrupt() throws {
        try withOutputs { directory in
            try edit(
                "\(directory)/l/t.md", "print(\"loss\", params.rate)",
                "while true { try Data().write(to: URL(fileURLWithPath: \"mark\")) }")
            let before = try snapshot("\(directory)/outputs")
            for command in ["verify", "update"] {
                let result = try LessonTool.run([command, "l"], in: directory) { process in
                    let deadline = ContinuousClock.now + .seconds(60)
                    while !FileManager.default.fileExists(atPath: "\(directory)/l/mark"), ContinuousClock.now < deadline
                    {
                        usleep(20_000)
                    }
                    process.interrupt()
                }
                #expect(result.status == 130)
                #expect(try snapshot("\(directory)/outputs") == before)
                try FileManager.default.removeItem(atPath: "\(directory)/l/mark")
            }
        }
    }

    @Test("What verify cannot write is refused") func usage() throws {
        try LessonTool.withLessons(["l/t.md": LessonTool.lesson("1")]) { directory in
            let result = try LessonTool.run(["verify", "l", "--format", "junit"], in: directory)
            #expect(result.status == 2)
            #expect(result.errors.contains("'verify' writes no outputs; leave out '--format junit'"))
        }
    }
}
