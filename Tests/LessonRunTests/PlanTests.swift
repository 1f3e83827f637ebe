import Foundation
import Glibc
import LessonRun
import Testing

@Suite("lesson plan checks all cells and runs none of their work")
struct PlanTests {
    private static let model = """
        ```swift id=build
        let train = try ImageDataGenerator().flowFromDirectory("data/train", targetSize: [32, 32], batchSize: 10)
        let model = try Sequential(name: "net") { Input(shape: [32, 32, 3]); Flatten(); Dense(4, activation: .softmax) }
        try model.compile(optimizer: .sgd(learningRate: 0.1), loss: .categoricalCrossentropy)
        ```

        """

    /// Plans a lesson in a folder of its own, in which nothing else may be afterwards.
    private func plan(_ text: String, _ options: [String] = []) throws -> LessonTool.Result {
        var result: LessonTool.Result?
        try LessonTool.withLessons(["plan.md": text]) { folder in
            result = try LessonTool.run(["plan", "plan.md"] + options, in: folder)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["plan.md"])
        }
        return try #require(result)
    }

    private func lines(_ result: LessonTool.Result) -> [String] {
        result.output.split(separator: "\n").map { String($0) }
    }

    @Test("Costs stand in a table; data that are missing are assumed, and nothing is written")
    func table() throws {
        let result = try plan(
            Self.model + """
                ```swift id=train
                let history = try model.fit(train, epochs: 3)
                try model.save("model.keras")
                try "text".write(toFile: "notes.txt", atomically: true, encoding: .utf8)
                try FileManager.default.createDirectory(atPath: "made", withIntermediateDirectories: true)
                try FileManager.default.createSymbolicLink(atPath: "link", withDestinationPath: "plan.md")
                try FileManager.default.removeItem(atPath: "plan.md")
                history.plot()
                print(history["loss"]!.last!)
                ```

                ```swift id=shown static
                not Swift
                ```

                ```swift id=use
                let best = try Model.load("model.keras")
                try best.predict(train)
                ```

                """)
        #expect(result.status == 0, "\(result.errors)")
        let lines = lines(result)
        let words = lines.prefix(3).map { $0.split(separator: " ").map(String.init) }
        #expect(words[0] == ["cell:line", "call", "model", "parameters", "FLOP", "memory", "steps", "time"])
        #expect(Array(words[1].prefix(6)) == ["train:7", "fit", "net", "12k/0", "492", "k"])
        #expect(words[1].dropFirst(8).first == "30")
        #expect(Array(words[2].prefix(4)) == ["use:22", "predict", "net", "12k/0"])
        #expect(lines[3].hasPrefix("  in all 17 MFLOP, at most "))
        #expect(
            Array(lines.suffix(2)) == [
                "plan.md:2: note: 'data/train' is missing; assumed 100 pictures of as many classes as the model gives",
                "plan.md: 3 of 3 cells planned",
            ])
    }

    @Test("No file is made, changed or removed, whichever way a cell takes")
    func files() throws {
        let lesson = """
            ```swift id=change
            import Glibc
            let files = FileManager.default
            _ = try files.replaceItemAt(URL(fileURLWithPath: "a"), withItemAt: URL(fileURLWithPath: "b"))
            _ = try? files.copyItem(atPath: "a", toPath: "copied")
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "a")
            truncate("a", 0)
            unlinkat(AT_FDCWD, "a", 0)
            renameat(AT_FDCWD, "a", AT_FDCWD, "renamed")
            mkdirat(AT_FDCWD, "made", 0o777)
            close(creat("a", 0o666))
            symlinkat("a", AT_FDCWD, "symbolic")
            linkat(AT_FDCWD, "a", AT_FDCWD, "linked", 0)
            mkfifo("pipe", 0o666)
            var template = Array("tempXXXXXX".utf8CString)
            let made = mkstemp(&template)
            precondition(made >= 0 && ftruncate(made, 10) == 0 && fchmod(made, 0o600) == 0)
            template = Array("tempXXXXXX".utf8CString)
            precondition(mkdtemp(&template) != nil)
            chmod("a", 0o600)
            let reading = open("a", O_RDONLY)
            fchmod(reading, 0o600)
            var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
            futimens(reading, &times)
            utimensat(AT_FDCWD, "a", &times, 0)
            ```

            """
        try LessonTool.withLessons(["plan.md": lesson, "a": "one", "b": "two"]) { folder in
            func state() throws -> [String] {
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
                    let path = "\(folder)/\(name)"
                    let text = try String(contentsOfFile: path, encoding: .utf8)
                    var status = stat()
                    #expect(lstat(path, &status) == 0)
                    return "\(name) \(text) \(status.st_mode) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
                }
            }
            let before = try state()
            let result = try LessonTool.run(["plan", "plan.md"], in: folder)
            #expect(lines(result) == ["plan.md: 1 of 1 cells planned"], "\(result.errors)")
            #expect(try state() == before)
        }
    }

    @Test(
        "Programs are not started; the cell could not be planned",
        arguments: [
            """
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/touch")
            process.arguments = ["made"]
            try? process.run()
            process.waitUntilExit()
            """,
            """
            system("touch made")
            """,
            """
            if let stream = popen("touch made", "r") { pclose(stream) }
            """,
            """
            var list: [UnsafeMutablePointer<CChar>?] = [strdup("touch"), strdup("made"), nil]
            execv("/usr/bin/touch", &list)
            """,
        ])
    func programs(code: String) throws {
        let result = try plan("```swift id=start\nimport Glibc\n\(code)\n```\n\n```swift id=next\nprint(1)\n```\n")
        #expect(result.status == 0)
        let lines = lines(result)
        #expect(lines.count == 2)
        #expect(lines.first?.hasSuffix(": could not be planned: a dry run starts no programs") == true, "\(lines)")
        #expect(lines.last == "plan.md: 1 of 2 cells planned, 1 could not be planned")
    }

    @Test("Errors in all cells are shown, and what needs a cell that failed is told apart")
    func errors() throws {
        let result = try plan(
            Self.model + """
                ```swift id=wrong
                let wide = try Sequential { Input(shape: [8, 8, 3]); Conv2D(4, kernelSize: 9) }
                ```

                ```swift id=dependent
                wide.summary()
                let count = wide.parameterCount
                ```

                ```swift id=again
                let flat = try model.predict(Tensor(shape: [1, 16, 16, 3], repeating: 0))
                ```

                ```swift id=twice
                print(count + 1)
                ```

                ```swift id=typo
                let number: Int = "text"
                ```

                ```swift id=fine
                try model.fit(train)
                ```

                ```swift id=trap
                let none: Int? = nil
                print(none!)
                ```

                ```swift id=shown expect=throws match="32"
                try model.predict(Tensor(shape: [1, 9, 9, 3], repeating: 0))
                ```

                ```swift id=data expect=throws
                try loadImage("none.png", targetSize: [8, 8])
                ```

                ```swift id=last
                let model = try Sequential { Input(shape: [4]); Dense(2) }
                try model.predict(Tensor(shape: [1, 5], repeating: 0))
                ```

                ```swift id=after
                model.summary()
                ```

                """)
        #expect(result.status == 1)
        let lines = lines(result).drop { !$0.hasPrefix("plan.md") }.map { String($0.dropFirst("plan.md".count)) }
        #expect(lines.count == 12)
        #expect(lines[0].hasPrefix(":7: error: "), "\(lines[0])")
        #expect(lines[1] == ":11: not planned: uses 'wide' of cell 'wrong', which failed")
        #expect(lines[2].hasPrefix(":16: error: model 'net' "), "\(lines[2])")
        #expect(lines[3] == ":20: not planned: uses 'count' of cell 'dependent', which failed")
        #expect(
            lines[4] == ":24:19: error: cannot convert value of type 'String' to specified type 'Int'")
        #expect(lines[5].hasPrefix(":33: could not be planned: "), "\(lines[5])")
        #expect(lines[6].hasPrefix(":46: error: "), "\(lines[6])")
        #expect(lines[7] == ":50: not planned: uses 'model' of cell 'last', which failed")
        #expect(lines[8].hasPrefix(":2: note: "))
        #expect(lines[9] == ":41: note: the picture 'none.png' is missing")
        #expect(lines[10] == ":41: note: the failure expected of cell 'data' does not happen where nothing is computed")
        #expect(lines[11] == ": 4 of 12 cells planned, 4 wrong, 1 could not be planned, 3 not planned")
    }

    @Test("A compile error is told as the compiler's, with the plain help that is known for it")
    func compileError() throws {
        let result = try plan(
            """
            ```swift id=wrong
            let model = Sequential { Input(shape: [4]); Dense(2) }
            ```

            """)
        #expect(result.status == 1)
        #expect(
            lines(result) == [
                "plan.md:2:13: error: call can throw but is not marked with 'try'",
                "plan.md:2: help: write 'try' before the call: it may fail, and then says why",
                "plan.md: 0 of 1 cells planned, 1 wrong",
            ])
    }

    @Test("A cell that waits for an accuracy does not hang, and the cells after it are planned")
    func hang() throws {
        let result = try plan(
            """
            ```swift id=wait
            var accuracy = 0.0
            while accuracy < 0.9 { accuracy += 0 }
            ```

            ```swift id=next
            let model = try Sequential { Input(shape: [4]); Dense(2) }
            ```

            """, ["--timeout", "2s"])
        #expect(result.status == 0)
        let lines = lines(result)
        #expect(
            lines[0].contains("could not be planned: it takes longer than 2 s, though nothing is computed"),
            "\(lines)")
        #expect(lines.last == "plan.md: 1 of 2 cells planned, 1 could not be planned")
    }

    @Test("Expected failures are right, values in the prose are looked at, and older names do not stand for lost ones")
    func expectations() throws {
        let result = try plan(
            """
            ```swift id=trap expect=trap
            let numbers = [1, 2]
            print(numbers[numbers.count])
            ```

            ```swift id=refused expect=compile-error
            let number: Int = "text"
            ```

            ```swift id=first
            let sizes = [4, 2]
            ```

            There are ``swift sizes[0]`` and `swift sizes[sizes[0]]`.

            ```swift id=second
            let sizes = try Tensor(shape: [3], values: [1]).shape
            ```

            ```swift id=third
            print(sizes)
            ```

            ```swift id=fourth no-run
            fatalError()
            ```

            """)
        #expect(result.status == 1)
        #expect(
            lines(result).map { $0.replacing(/: Fatal error.*|: Index out.*/, with: "…") } == [
                "plan.md:14: could not be planned…",
                "plan.md:17: error: a tensor of shape [3] holds 3 numbers, not 1; give as many numbers as the product of the dimensions",
                "plan.md:21: not planned: uses 'sizes' of cell 'second', which failed",
                "plan.md: 3 of 6 cells planned, 1 wrong, 1 could not be planned, 1 not planned",
            ])
    }

    @Test("For machines the plan is JSON with all numbers")
    func json() throws {
        let result = try plan(
            Self.model + "```swift id=train timeout=1ms\nlet history = try model.fit(train, epochs: 3)\n```\n",
            ["--json"])
        #expect(result.status == 0)
        let plan = try JSONDecoder().decode(LessonPlan.self, from: Data(result.output.utf8))
        let cell = try #require(plan.cells.last)
        let call = try #require(cell.calls.first)
        #expect(call.kind == "fit" && call.steps == 30 && call.samples == 100 && call.trainableParameters == 12_292)
        #expect(call.flopsPerStep == 10 * (2 * (2 * 3072 * 4 + 4 + 4)) && call.memory.gradients == 12_292 * 4)
        #expect((call.seconds ?? 0) > 0)
        #expect(cell.notes.count == 1 && cell.notes[0].contains("longer than its limit of 0.001 s"))
    }

    @Test("Wrong lessons and options exit 2")
    func usage() throws {
        #expect(try plan("```swift unknown=1\n```\n").status == 2)
        #expect(try plan("# T\n", ["--unknown"]).status == 2)
    }
}
