import Foundation
import Glibc
import LessonFormat
import LessonRun
import Testing

@Suite("A plan tells what it found out, whatever ends it or a cell")
struct PlanEndTests {
    private static let model = """
        ```swift id=build
        let model = try Sequential(name: "net") { Input(shape: [4]); Dense(2, activation: .softmax) }
        try model.compile(optimizer: .sgd(learningRate: 0.1), loss: .sparseCategoricalCrossentropy)
        let x = try Tensor(shape: [20, 4], repeating: 0), y = try Tensor(shape: [20], repeating: 1)
        ```

        """

    /// Plans a lesson in a folder of its own.
    private func plan(_ text: String, _ options: [String] = []) throws -> LessonTool.Result {
        var result: LessonTool.Result?
        try LessonTool.withLessons(["plan.md": text]) { folder in
            result = try LessonTool.run(["plan", "plan.md"] + options, in: folder)
        }
        return try #require(result)
    }

    @Test("What a cell called before it trapped or ran out of time is told, repetitions too")
    func trap() throws {
        let calls = """
            try model.fit(x: x, y: y, batchSize: 10, epochs: 3)
            for _ in 0..<4 { try model.predict(x, batchSize: 10) }
            """
        let result = try plan(
            Self.model + """
                ```swift id=trap
                \(calls)
                let none: [Int] = []
                print(none[0])
                ```

                ```swift id=hang
                \(calls)
                while true {}
                ```

                ```swift id=after
                try model.predict(x, batchSize: 10)
                ```

                """, ["--json", "--timeout", "1s"])
        #expect(result.status == 0, "\(result.errors)")
        let plan = try JSONDecoder().decode(LessonPlan.self, from: Data(result.output.utf8))
        #expect(plan.cells.map(\.status) == [.planned, .unplannable, .unplannable, .planned])
        for cell in plan.cells[1...2] {
            #expect(cell.calls.map(\.kind) == ["fit", "predict"])
            #expect(cell.calls.map(\.steps) == [6, 8])
        }
        #expect(plan.cells[3].calls.map(\.steps) == [2])
    }

    @Test("What depends on a cell that failed is told apart also where only interpolations and lists of names tell it")
    func dependents() throws {
        let result = try plan(
            """
            ```swift id=first
            let loss = 1.0, rate = 0.5
            ```

            ```swift id=second
            let epochs = try Tensor(shape: [3], values: [1]).count, loss = 2.0, rate = 0.25
            ```

            ```swift id=text
            print("the loss is \\(loss)")
            ```

            ```swift id=again
            let half = rate / 2
            ```

            ```swift id=own
            print([1.0].map { loss in loss * 2 })
            let (epochs, loss) = (1, 3)
            ```

            ```swift id=fine
            print("\\(loss)")
            ```

            """)
        #expect(result.status == 1)
        #expect(
            result.output.split(separator: "\n").dropFirst() == [
                "plan.md:10: not planned: uses 'loss' of cell 'second', which failed",
                "plan.md:14: not planned: uses 'rate' of cell 'second', which failed",
                "plan.md: 3 of 6 cells planned, 1 wrong, 2 not planned",
            ])
    }

    @Test("The name that a cell lacks is told also where the compiler complains first of what follows from that")
    func consequences() throws {
        let result = try plan(
            """
            ```swift id=first
            let wide = try Sequential { Input(shape: [8, 8, 3]); Conv2D(4, kernelSize: 9) }
            ```

            ```swift id=second
            let model = try Sequential { wide; Dense(2) }
            ```

            ```swift id=third
            try model.compile(optimizer: .adam(), loss: .categoricalCrossentropy)
            ```

            """)
        #expect(result.status == 1)
        #expect(
            result.output.split(separator: "\n").dropFirst() == [
                "plan.md:6: not planned: uses 'wide' of cell 'first', which failed",
                "plan.md:10: not planned: uses 'model' of cell 'second', which failed",
                "plan.md: 0 of 3 cells planned, 1 wrong, 2 not planned",
            ])
    }

    @Test("After Ctrl-C the cells that were not reached are counted, and it exits 130")
    func interrupt() throws {
        let lesson = """
            ```swift id=first
            print(1)
            ```

            ```swift id=waiting
            _ = FileHandle(forReadingAtPath: "pipe")?.readDataToEndOfFile()
            ```

            ```swift id=shown static
            let a = 1
            ```

            ```swift id=last
            print(2)
            ```

            """
        try LessonTool.withLessons(["plan.md": lesson]) { folder in
            try #require(mkfifo("\(folder)/pipe", 0o600) == 0)
            var writer: Int32 = -1
            defer { close(writer) }
            let result = try LessonTool.run(["plan", "plan.md", "--timeout", "60s"], in: folder) { process in
                let deadline = ContinuousClock.now + .seconds(60)
                // It can be opened when the cell reads.
                while writer < 0, ContinuousClock.now < deadline {
                    writer = open("\(folder)/pipe", O_WRONLY | O_NONBLOCK)
                    usleep(10_000)
                }
                process.interrupt()
            }
            #expect(result.status == 130)
            #expect(result.output == "plan.md: 1 of 3 cells planned, 2 not reached, interrupted\n")
        }
    }

    @Test(
        "Where the machine cannot be measured the plan says why it has no times",
        arguments: [
            ("echo the kernels are ill; exit 5", "the kernels are ill"),
            ("exit 3", "'lesson calibrate' exited with 3"),
            ("kill -9 $$", "'lesson calibrate' was ended by signal 9 (Killed)"),
            ("exit 0", "'lesson calibrate' did not write what it measured"),
        ])
    func calibration(script: String, reason: String) throws {
        let lesson = Self.model + "```swift id=use\ntry model.predict(x)\n```\n"
        try LessonTool.withLessons([
            "bin/lesson": """
            #!/bin/sh
            if [ "$1" = calibrate ]; then \(script); fi
            exec '\(Lab.executable)' "$@"

            """
        ]) { folder in
            // The engine's modules are looked for beside the program.
            let products = URL(fileURLWithPath: Lab.executable).deletingLastPathComponent()
            for name in try FileManager.default.contentsOfDirectory(atPath: products.path) where name != "lesson" {
                try FileManager.default.createSymbolicLink(
                    atPath: "\(folder)/bin/\(name)", withDestinationPath: products.appendingPathComponent(name).path)
            }
            try #require(chmod("\(folder)/bin/lesson", 0o700) == 0)
            let runner = try LessonRunner(
                executable: "\(folder)/bin/lesson", interrupt: Interrupt(), cacheDirectory: Lab.cache)
            let plan = try runner.plan(Lesson.parse(lesson, file: "plan.md"), in: folder)
            #expect(plan.timeProblem == "this machine could not be measured: \(reason)")
            #expect(plan.calls.count == 1 && plan.calls.first?.seconds == nil)
            let lines = PlanTable(plan, file: "plan.md").lines()
            #expect(lines.contains("plan.md: note: no times: this machine could not be measured: \(reason)"))
        }
    }

    @Test("A terminal sees which cell is planned, and nothing of it remains; a pipe sees nothing")
    func progress() throws {
        let lesson = Self.model + "```swift id=use\ntry model.predict(x)\n```\n"
        #expect(try plan(lesson).errors.isEmpty)
        try LessonTool.withLessons(["plan.md": lesson]) { folder in
            let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
            let master = FileHandle(fileDescriptor: terminal, closeOnDealloc: true)
            // TIOCSPTLCK and TIOCGPTN, which Swift does not see, unlock the other end and tell its number.
            var (lock, number) = (Int32(0), Int32(0))
            let isUnlocked = ioctl(terminal, 0x4004_5431, &lock) == 0 && ioctl(terminal, 0x8004_5430, &number) == 0
            try #require(isUnlocked)
            let errors = try #require(FileHandle(forWritingAtPath: "/dev/pts/\(number)"))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Lab.executable)
            process.arguments = ["plan", "plan.md"]
            process.currentDirectoryURL = URL(fileURLWithPath: folder)
            process.environment = ProcessInfo.processInfo.environment.merging(
                ["XDG_CACHE_HOME": Lab.cache, "TERM": "xterm"]) { $1 }
            process.standardError = errors
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            let text = String(decoding: master.availableData, as: UTF8.self)
            #expect(process.terminationStatus == 0)
            let erasing = "\r\u{1B}[K"
            let drawn = text.components(separatedBy: erasing).dropFirst().map {
                $0.replacing("\u{1B}[?7l", with: "").replacing("\u{1B}[?7h", with: "")
            }
            #expect(
                drawn == [
                    "planning cell 1 of 2: build …", "planning cell 2 of 2: use …", "measuring this machine …", "",
                ])
        }
    }
}
