import Foundation
import Glibc
import LessonRun
import Testing

@Suite("A training that nothing has changed for is not done again by the next run", .serialized)
struct MemoCommandTests {
    private static let restored = "fit: restored from an earlier identical run ("

    /// A lesson that trains on the pictures beside it for longer than what is not worth keeping takes.
    private func lesson(last: String = "print(model.optimizer!.iterations)") -> String {
        """
        # T

        ```swift id=train
        let train = try ImageDataGenerator(rescale: 1 / 255).flowFromDirectory(
            "pictures", targetSize: [8, 8], batchSize: 2, classMode: .sparse)
        let model = try Sequential {
            Input(shape: [8, 8, 3])
            Flatten()
            Dense(400, activation: .relu)
            Dense(2, activation: .softmax)
        }
        try model.compile(optimizer: .adam(learningRate: 1e-4), loss: .sparseCategoricalCrossentropy)
        let history = try model.fit(
            train, epochs: 40, callbacks: [.modelCheckpoint("best.h5", monitor: "loss"), .csvLogger("log.csv")])
        ```

        ```swift id=measure
        print(try model.evaluate(train).loss)
        ```

        ```swift id=last
        \(last)
        ```

        """
    }

    private func writePicture(_ level: Int, _ path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        let pixels = (0..<192).map { UInt8(($0 * 7 + level) % 256) }
        try Data(Array("P6\n8 8\n255\n".utf8) + pixels).write(to: url)
    }

    /// Writes the lesson with its pictures.
    private func write(_ text: String, in directory: String) throws {
        for number in 0..<6 {
            try writePicture(number * 30, "\(directory)/pictures/\(["a", "b"][number % 2])/\(number).ppm")
        }
        try text.write(toFile: directory + "/l.md", atomically: true, encoding: .utf8)
    }

    private func run(_ arguments: [String] = [], in directory: String, cache: String) throws -> String {
        let result = try LessonTool.run(
            ["run", "l.md"] + arguments, in: directory, environment: ["XDG_CACHE_HOME": cache])
        #expect(result.status == 0, "\(result.errors)")
        return result.errors
    }

    private func page(_ directory: String) throws -> String {
        try String(contentsOfFile: directory + "/outputs/l.md", encoding: .utf8)
    }

    @Test("Editing the last cell restores it; changing a picture trains again, also after that")
    func edits() throws {
        try LessonTool.withLessons { directory in
            let cache = directory + "/cache"
            let place = directory + "/lesson"
            try write(lesson(), in: place)
            #expect(try !run(in: place, cache: cache).contains(Self.restored))
            let (first, model) = (try page(place), FileManager.default.contents(atPath: place + "/best.h5"))
            #expect(model != nil)

            try FileManager.default.removeItem(atPath: place + "/best.h5")
            try FileManager.default.removeItem(atPath: place + "/log.csv")
            try write(lesson(last: "print(\"edited\")"), in: place)
            #expect(try run(in: place, cache: cache).contains(Self.restored))
            let edited = try page(place)
            #expect(!edited.contains("restored"))
            #expect(
                edited
                    == first.replacing("\n120\n", with: "\nedited\n").replacing(
                        "print(model.optimizer!.iterations)", with: "print(\"edited\")"))
            #expect(FileManager.default.contents(atPath: place + "/best.h5") == model)
            #expect(FileManager.default.fileExists(atPath: place + "/log.csv"))

            #expect(try !run(in: place, cache: cache).contains("✓"))
            try writePicture(200, place + "/pictures/a/2.ppm")
            let changed = try run(in: place, cache: cache)
            #expect(changed.contains("✓ train") && !changed.contains(Self.restored))
            #expect(try page(place) != edited)
        }
    }

    @Test("More checkpoints than a process may open at a time are written again")
    func manyCheckpoints() throws {
        try LessonTool.withLessons { directory in
            let cell = """
                let x = try Tensor(shape: [80, 4], values: (0..<320).map { sin(Float($0)) })
                let y = try Tensor(shape: [80], values: (0..<80).map { Float($0 % 2) })
                let model = try Sequential { Input(shape: [4]); Dense(2, activation: .softmax) }
                try model.compile(optimizer: .sgd(), loss: .sparseCategoricalCrossentropy)
                try model.fit(
                    x: x, y: y, batchSize: 2, epochs: 5,
                    callbacks: [.modelCheckpoint(
                        "kept/{epoch}-{batch}.safetensors", saveFrequency: .batches(1), saveWeightsOnly: true)])
                """
            func run(_ last: String) throws -> (text: String, count: Int) {
                let text = LessonTool.lesson(cell) + "\n```swift id=last\n\(last)\n```\n"
                try text.write(toFile: directory + "/l.md", atomically: true, encoding: .utf8)
                let result = try LessonTool.run(
                    ["-c", "ulimit -n 150; exec \(Lab.executable) run l.md"], in: directory,
                    environment: ["XDG_CACHE_HOME": directory + "/cache"], executable: "/bin/bash")
                #expect(result.status == 0, "\(result.errors)")
                let files = try FileManager.default.contentsOfDirectory(atPath: directory + "/kept")
                return (result.errors, files.count)
            }
            let first = try run("print(1)")
            #expect(!first.text.contains(Self.restored))
            try FileManager.default.removeItem(atPath: directory + "/kept")
            let second = try run("print(2)")
            #expect(second.text.contains(Self.restored))
            #expect(second.count == first.count && first.count == 200)
        }
    }

    @Test("Processes that use one store at the same time, also while it is emptied, all do the same")
    func simultaneousProcesses() throws {
        try LessonTool.withLessons { directory in
            let environment = ["XDG_CACHE_HOME": directory + "/cache"]
            let names = ["a", "b", "c"]
            for name in names { try write(lesson(), in: "\(directory)/\(name)") }
            func runAll() throws -> Int {
                let result = try LessonTool.run(
                    ["run", "a/l.md", "b/l.md", "c/l.md", "--jobs", "3", "--force"], in: directory,
                    environment: environment)
                #expect(result.status == 0, "\(result.errors)")
                let pages = try names.map {
                    try String(contentsOfFile: "\(directory)/outputs/\($0)/l.md", encoding: .utf8)
                }
                #expect(Set(pages).count == 1 && pages[0].contains("120"))
                return result.errors.components(separatedBy: Self.restored).count - 1
            }
            _ = try runAll()
            #expect(try runAll() == 3)
            let trainings = directory + "/cache/lesson/trainings"
            #expect(try FileManager.default.contentsOfDirectory(atPath: trainings).count == 1)
            // Entries vanish while they are looked for, read and written.
            let remover = Process()
            remover.executableURL = URL(fileURLWithPath: "/bin/bash")
            remover.arguments = ["-c", "while sleep 0.01; do rm -rf \"$0\"/*; done", trainings]
            remover.standardError = FileHandle.nullDevice
            try remover.run()
            defer {
                kill(remover.processIdentifier, SIGKILL)
                remover.waitUntilExit()
            }
            _ = try runAll()
        }
    }

    @Test("A disk that is full while the result is written only costs time later")
    func fullDisk() throws {
        let code = """
            // Beyond the limit writing fails, as on a full disk, instead of ending the process.
            signal(SIGXFSZ, SIG_IGN)
            let model = try Sequential {
                Input(shape: [100])
                Dense(8_000)
                Dense(1)
            }
            try model.compile(optimizer: .sgd(learningRate: 1e-4), loss: .meanSquaredError)
            let x = try Tensor(shape: [64, 100], values: (0..<6400).map { sin(Float($0)) })
            let y = try Tensor(shape: [64], values: (0..<64).map { Float($0 % 3) })
            print(try model.fit(x: x, y: y, batchSize: 4, epochs: 4))
            """
        try LessonTool.withLessons(["l.md": LessonTool.lesson(code)]) { directory in
            let cache = directory + "/cache"
            _ = try run(in: directory, cache: cache)
            let first = try page(directory)
            let trainings = cache + "/lesson/trainings"
            #expect(try FileManager.default.contentsOfDirectory(atPath: trainings).count == 1)
            try FileManager.default.removeItem(atPath: trainings)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            // No file may grow beyond 2 MiB, of the 3 that the weights have.
            process.arguments = ["-c", "ulimit -f 2048; exec \"$0\" run l.md --force", Lab.executable]
            process.currentDirectoryURL = URL(fileURLWithPath: directory)
            process.environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": cache]) { $1 }
            let errors = Pipe()
            process.standardError = errors
            try process.run()
            let said = try errors.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
            #expect(try page(directory) == first)
            #expect(try FileManager.default.contentsOfDirectory(atPath: trainings).isEmpty)
            #expect(try !run(["--force"], in: directory, cache: cache).contains(Self.restored))
            #expect(try run(["--force"], in: directory, cache: cache).contains(Self.restored))
        }
    }
}
