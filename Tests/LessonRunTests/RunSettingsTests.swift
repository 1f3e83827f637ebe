import Foundation
import LessonFormat
import LessonRun
import Testing

@Suite("The command line sets parameters, selects cells and makes runs quick", .serialized)
struct RunSettingsTests {
    private let lesson = """
        ---
        params: {epochs: 3, rate: 0.5, tags: [a, b]}
        ---
        # Settings

        ```swift id=load
        var log = ["load"]
        print(params.epochs, params.rate, params.tags)
        ```

        ```swift id=train
        log.append("train")
        record("epochs", Double(params.epochs))
        ```

        There are `swift log.count`.

        ```swift id=slow quick=skip
        log.append("slow")
        ```

        ```swift id=report
        log
        ```
        """

    /// Runs the lesson with these arguments; gives the process, the names of the outputs, and reads one of them.
    private func run(
        _ arguments: [String], _ body: (LessonProcess, [String], (String) throws -> String) throws -> Void
    ) throws {
        let directory = try Lab.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try Data(lesson.utf8).write(to: URL(fileURLWithPath: "\(directory)/l.md"))
        let process = try LessonProcess(["run", "l.md"] + arguments, in: directory)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/outputs")) ?? []
        try body(process, names.sorted()) { try String(contentsOfFile: "\(directory)/outputs/\($0)", encoding: .utf8) }
    }

    @Test("-p sets a parameter to a value of its type, and the page says so")
    func parameters() throws {
        try run(["-p", "epochs=5", "-p", "tags=[c]", "--param", "rate=2"]) { process, names, read in
            #expect(process.status == 0)
            #expect(names == ["l.html", "l.json", "l.md"])
            let page = try read("l.md")
            #expect(page.contains("> [!NOTE]\n> Run with epochs = 5 (default 3), rate = 2.0 (default 0.5), tags = c"))
            #expect(page.contains("```text\n5 2.0 [\"c\"]\n```"))
            #expect(page.contains("Seed 0 · epochs = 5 · rate = 2.0 · tags = c · "))
        }
    }

    @Test(
        "What a lesson does not have, or cannot be, exits 2 and says what to do",
        arguments: [
            (["-p", "epoch=5"], "l.md: error: there is no parameter 'epoch'; did you mean 'epochs'?"),
            (["-p", "epochs=many"], "parameter 'epochs' must be a whole number, received 'many'; correct the value"),
            (["-p", "rate=x"], "parameter 'rate' must be a number, received 'x'"),
            (["-p", "epochs"], "expected a parameter such as 'epochs=3', received 'epochs'"),
            (["--only", "trian"], "l.md: error: there is no cell 'trian'; did you mean 'train'?"),
            (["--from", "report", "--until", "load"], "cell 'load' comes before 'report', so there is nothing to run"),
            (["--only", "load", "--from", "load"], "'--only' names the cells one by one"),
            (["--quick", "2"], "expected a share above 0 and at most 1 such as '0.1', received '2'"),
        ])
    func refused(arguments: [String], words: String) throws {
        try run(arguments) { process, names, _ in
            #expect(process.status == 2)
            #expect(process.errors.contains(words), "\(process.errors)")
            #expect(names.isEmpty)
        }
    }

    @Test("--only runs the cells before unshown, and leaves the outputs of a full run alone")
    func only() throws {
        try run(["--only", "train"]) { process, names, read in
            #expect(process.status == 0)
            #expect(names == ["l.partial.html", "l.partial.json", "l.partial.md"])
            #expect(process.errors.contains("· load") && process.errors.contains("✓ train"))
            let page = try read("l.partial.md")
            #expect(page.contains("> Partial run: only train. The outputs of other cells are left out."))
            #expect(page.contains("There are 2."))
            #expect(page.contains("*run, not shown*") && !page.contains("3 0.5"))
            #expect(page.contains("*Not run: not selected.*"))
            #expect(page.contains("| epochs | 3 | train |"))
        }
    }

    @Test("--from and --until show a range")
    func range() throws {
        try run(["--from", "train", "--until", "slow"]) { process, _, read in
            #expect(process.status == 0)
            let record = try JSONDecoder().decode(RunRecord.self, from: Data(try read("l.partial.json").utf8))
            #expect(record.cells.map(\.outcome.kind) == [.unshown, .ok, .ok, .notRun])
            #expect(record.selection?.description == "from train until slow")
        }
    }

    @Test("--quick skips cells that ask for it, and marks its own outputs")
    func quick() throws {
        try run(["--quick", "0.25"]) { process, names, read in
            #expect(process.status == 0)
            #expect(names == ["l.quick.html", "l.quick.json", "l.quick.md"])
            let page = try read("l.quick.md")
            #expect(page.contains("> Quick run: 25% of epochs and data. The numbers are not those of a full run."))
            #expect(page.contains("*Skipped in a quick run.*"))
            #expect(page.contains("[\"load\", \"train\"]"))
            let record = try JSONDecoder().decode(RunRecord.self, from: Data(try read("l.quick.json").utf8))
            #expect(record.quick == 0.25)
        }
    }
}
