import Foundation
import LessonRun
import Testing

@Suite("Programs can read what a run does", .serialized)
struct MachineInterfaceTests {
    @Test("The event stream is JSON, a line an event, and all that is on standard output", arguments: [1, 2])
    func events(jobs: Int) throws {
        let code = "print(\"häh\"); record(\"score\", 0.5); let t = try Tensor(shape: [1], values: [2]); t.shape"
        try LessonTool.withLessons(["c/1.md": LessonTool.lesson(code), "c/2.md": LessonTool.lesson("[1][7]")]) {
            directory in
            let result = try LessonTool.run(["run", "c", "--json", "--jobs", "\(jobs)"], in: directory)
            #expect(result.status == 1)
            let lines = result.output.split(separator: "\n")
            let events = try lines.map { try #require(EventLine.event(Data($0.utf8))) }
            #expect(events.allSatisfy { $0.version == 1 })
            #expect(events.first == .runStarted(lessons: ["c/1.md", "c/2.md"], jobs: jobs))
            let summary = try #require(events.last)
            #expect(summary.event == .summary)
            #expect([summary.exit.map(Int.init), summary.lessonCount, summary.passedCount] == [1, 2, 1])
            let first = events.filter { $0.lesson == "c/1.md" }
            // Printing may arrive in several parts.
            func printed(_ event: RunEvent) -> String? {
                guard case .some(.stream(.stdout, let text)) = event.output else { return nil }
                return text
            }
            #expect(first.compactMap(printed).joined() == "häh\n")
            let others = first.filter { printed($0) == nil }
            #expect(
                others.map(\.event) == [
                    .lessonStarted, .cellStarted, .cellCompiled, .metric, .output, .cellFinished, .lessonFinished,
                ])
            try #require(others.count == 7)
            #expect(others[1].line == 4)
            #expect(others[3].name == "score" && others[3].value == 0.5)
            #expect(others[4].output == .value("[1]", "Array<Int>"))
            #expect(others[6].result?.exit == 0)
            let second = try #require(events.last { $0.event == .cellFinished && $0.lesson == "c/2.md" })
            #expect(second.outcome?.kind == .trap && second.outcome?.line == 4)
        }
    }

    @Test("Progress of work is among the events") func progress() throws {
        let code = """
            let model = try Sequential { Input(shape: [1]); Dense(1) }
            try model.compile(optimizer: .sgd(learningRate: 0.1), loss: .meanSquaredError)
            let x = try Tensor(shape: [4, 1], values: [1, 2, 3, 4])
            let history = try model.fit(x: x, y: x, batchSize: 2, epochs: 3);
            """
        try LessonTool.withLessons(["1.md": LessonTool.lesson(code)]) { directory in
            let result = try LessonTool.run(["run", "1.md", "--json"], in: directory)
            #expect(result.status == 0, "\(result.errors)")
            let events = result.output.split(separator: "\n").compactMap { EventLine.event(Data($0.utf8)) }
            #expect(events.contains { $0.event == .progress && $0.total ?? 0 > 0 && $0.completed == $0.total })
        }
    }

    @Test("Formats add JUnit and GitHub's annotations with the lesson's file and line") func formats() throws {
        try LessonTool.withLessons([
            "c/1.md": LessonTool.lesson("let n: Int = \"a,b:c\"") + "\n```swift id=two\nlet m: Double = \"x\"\n```\n",
            "c/2.md": "# T\n\n```swift hid\n1\n```\n",
        ]) { directory in
            let result = try LessonTool.run(["run", "c", "--format", "junit,github"], in: directory)
            #expect(result.status == 2)
            #expect(
                result.output.hasPrefix(
                    "::error file=c/1.md,line=4,endLine=4,col=14,title=compile error in cell one::cannot convert value")
            )
            #expect(
                result.output.contains("::error file=c/1.md,line=8,endLine=8,col=17,title=compile error in cell two::"))
            #expect(result.output.contains("::error file=c/2.md,line=3,title=lesson::unknown option 'hid'"))
            let failed = try String(contentsOfFile: "\(directory)/outputs/1.junit.xml", encoding: .utf8)
            #expect(failed.contains("<failure type=\"compile-error\" message=\"c/1.md:4: cannot convert"))
            #expect(failed.contains("<failure type=\"not-run\" message=\"c/1.md:8: Not run: an earlier cell failed."))
            let invalid = try String(contentsOfFile: "\(directory)/outputs/2.junit.xml", encoding: .utf8)
            #expect(invalid.contains("<error type=\"invalid\""))
            let unknown = try LessonTool.run(["run", "c", "--format", "jnit"], in: directory)
            #expect(unknown.status == 2)
            #expect(unknown.errors.contains("expected formats among html, md, json, junit, github"))
        }
    }

    @Test(
        "Colours come and go as asked",
        arguments: [
            (["--color", "always"], ["NO_COLOR": "1"], true), ([], [:], false),
        ] as [([String], [String: String], Bool)])
    func colors(arguments: [String], environment: [String: String], colored: Bool) throws {
        try LessonTool.withLessons(["1.md": LessonTool.lesson("1")]) { directory in
            let result = try LessonTool.run(["run", "1.md"] + arguments, in: directory, environment: environment)
            #expect(result.errors.contains("\u{1B}[32m✓") == colored)
            #expect(!result.errors.contains("\r"))
        }
    }

    @Test("A terminal's style obeys NO_COLOR and TERM=dumb, and an explicit choice obeys neither") func style() {
        func style(_ choice: TerminalStyle.ColorChoice, _ environment: [String: String], terminal: Bool = true)
            -> [Bool]
        {
            let style = TerminalStyle(choice, isTerminal: terminal, environment: environment)
            return [style.isLive, style.usesColor]
        }
        #expect(style(.auto, ["TERM": "xterm"]) == [true, true])
        #expect(style(.auto, ["TERM": "xterm", "NO_COLOR": "1"]) == [true, false])
        #expect(style(.auto, ["TERM": "xterm", "NO_COLOR": ""]) == [true, true])
        #expect(style(.auto, ["TERM": "dumb"]) == [false, false])
        #expect(style(.auto, ["TERM": "xterm"], terminal: false) == [false, false])
        #expect(style(.always, ["NO_COLOR": "1"], terminal: false) == [false, true])
        #expect(style(.never, ["TERM": "xterm"]) == [true, false])
    }

    @Test("Completion scripts are there for every shell and complete lessons", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        let script = try LessonTool.run(["--generate-completion-script", shell])
        #expect(script.status == 0)
        #expect(script.output.contains("md"))
        guard let path = ["/bin/\(shell)", "/usr/bin/\(shell)"].first(where: FileManager.default.isExecutableFile)
        else {
            return
        }
        let check = Process()
        check.executableURL = URL(fileURLWithPath: path)
        check.arguments = ["-n", "/dev/stdin"]
        let input = Pipe()
        check.standardInput = input
        try check.run()
        input.fileHandleForWriting.write(Data(script.output.utf8))
        try input.fileHandleForWriting.close()
        check.waitUntilExit()
        #expect(check.terminationStatus == 0)
    }

    @Test("A new lesson runs as it is, and never replaces a file") func newLesson() throws {
        try LessonTool.withLessons { directory in
            let made = try LessonTool.run(["new", "04_my_lesson", "--dir", "lessons"], in: directory)
            #expect(made.status == 0)
            #expect(
                made.output == "lessons/04_my_lesson.md: written; run it with 'lesson run lessons/04_my_lesson.md'\n")
            let run = try LessonTool.run(["run", "lessons/04_my_lesson.md"], in: directory)
            #expect(run.status == 0, "\(run.errors)")
            let page = try String(contentsOfFile: "\(directory)/outputs/04_my_lesson.md", encoding: .utf8)
            #expect(page.hasPrefix("# My lesson\n"))
            #expect(page.contains("**accuracy**"))
            let again = try LessonTool.run(["new", "04_my_lesson.md", "--dir", "lessons"], in: directory)
            #expect(again.status == 2)
            #expect(again.errors.contains("'lessons/04_my_lesson.md' exists; choose another name"))
            #expect(try LessonTool.run(["new", "../x"], in: directory).status == 2)
        }
    }

    @Test("A lesson becomes a notebook with its outputs, and the very same lesson again") func convert() throws {
        let text = "---\nseed: 3\n---\n# T\n\n```swift id=one hide\nprint(1)\n```\n\nEnd\n"
        try LessonTool.withLessons(["1.md": text]) { directory in
            #expect(try LessonTool.run(["run", "1.md"], in: directory).status == 0)
            let there = try LessonTool.run(["convert", "1.md"], in: directory)
            #expect(there.status == 0)
            #expect(there.errors == "1.ipynb: written, outputs from outputs/1.json\n")
            #expect(try String(contentsOfFile: "\(directory)/1.ipynb", encoding: .utf8).contains("\"1\\n\""))
            #expect(try LessonTool.run(["convert", "1.ipynb"], in: directory).status == 2)
            #expect(try LessonTool.run(["convert", "1.ipynb", "2.md"], in: directory).status == 0)
            #expect(try String(contentsOfFile: "\(directory)/2.md", encoding: .utf8) == text)
        }
    }
}
