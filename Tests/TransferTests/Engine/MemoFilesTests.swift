import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A training that is not done twice leaves the same files behind")
    struct MemoFilesTests {
        private let folder: TemporaryFolder
        private let store: TemporaryFolder

        init() throws {
            (folder, store) = (try TemporaryFolder(), try TemporaryFolder())
        }

        /// Trains with some callbacks, and says whether that was restored.
        private func train(rate: Double = 1, _ callbacks: [Callback]) throws -> Bool {
            let model = try MemoLab.model()
            try model.layer("first").learningRateMultiplier = rate
            return try MemoLab.withMemo(store.path) { () throws in
                try MemoLab.isRestored { try MemoLab.fit(model, epochs: 3, callbacks) }
            }
        }

        private func path(_ name: String) -> String { folder.path + "/" + name }

        private func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        }

        /// Runs two identical trainings, the first in an empty folder, the second in what `between` made of that.
        private func twice(
            _ callbacks: () -> [Callback], between: () throws -> Void
        ) throws -> (first: [String: Data], second: [String: Data]) {
            #expect(try !train(callbacks()))
            let first = try MemoLab.files(folder.path)
            try between()
            #expect(try train(callbacks()))
            return (first, try MemoLab.files(folder.path))
        }

        private func empty() throws {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                try FileManager.default.removeItem(atPath: path(name))
            }
        }

        @Test("checkpoints, of each epoch and of the best, as whole models and as weights")
        func checkpoints() throws {
            let (first, second) = try twice {
                [
                    .modelCheckpoint(path("models/{epoch:02d}-{val_loss:.2f}.keras")),
                    .modelCheckpoint(path("best.h5"), monitor: "val_accuracy", saveBestOnly: true),
                    .modelCheckpoint(path("w.weights.h5"), saveFrequency: .batches(2), saveWeightsOnly: true),
                ]
            } between: {
                try empty()
            }
            #expect(first.count == 5 && second == first)
            let model = try Model.load(path("best.h5"))
            #expect(try model.predict(MemoLab.x()).shape == [40, 3])
        }

        @Test("in the place of what is there, and beside what is not theirs")
        func others() throws {
            let (first, second) = try twice {
                [.modelCheckpoint(path("best.h5")), .csvLogger(path("log.csv"))]
            } between: {
                try write("other", "best.h5")
                try write("other", "log.csv")
                try write("mine", "notes.txt")
            }
            #expect(second == first.merging(["notes.txt": Data("mine".utf8)]) { $1 })
        }

        @Test("logs: a log that goes on is that of another training when its beginning is another")
        func logs() throws {
            func append() -> [Callback] { [.csvLogger(path("log.csv"), append: true)] }
            let (first, second) = try twice(append, between: empty)
            #expect(first == second)
            #expect(try !train(append()))
            let long = try #require(try MemoLab.files(folder.path)["log.csv"])
            #expect(long.split(separator: UInt8(ascii: "\n")).count == 7)
            try empty()
            #expect(try train(append()))
            #expect(try MemoLab.files(folder.path) == first)
        }

        @Test("TensorBoard's, as a run of its own")
        func tensorBoard() throws {
            func callbacks() -> [Callback] {
                [.tensorBoard(path("logs"), histogramFrequency: 1), .tensorBoard(path("logs"), batchFrequency: 2)]
            }
            let (first, second) = try twice(callbacks) {}
            #expect(first.count == 4)
            var expected = first
            for (name, data) in first {
                let other = name.hasPrefix("logs/run_1") ? ("run_1", "run_3") : ("run_2", "run_4")
                expected[name.replacing(other.0, with: other.1)] = data
            }
            #expect(second == expected)
        }

        @Test("no copy of a training under way, only its folder; with such a copy there, training goes on from it")
        func backups() throws {
            let folder = path("backup")
            func callbacks() -> [Callback] { [.backupAndRestore(folder)] }
            let (first, second) = try twice(callbacks, between: empty)
            #expect(first.isEmpty && second.isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
            let kept: [Callback] = [.backupAndRestore(folder, deleteCheckpoint: false)]
            #expect(try !train(kept))
            #expect(try MemoLab.files(folder).count == 1)
            #expect(try !train(callbacks()))
        }

        @Test("and the same warnings")
        func warnings() throws {
            func warnings() throws -> [Output] {
                let sink = try RecordingSink.recording {
                    let model = try MemoLab.model()
                    try model.layer("first").learningRateMultiplier = 0.5
                    _ = try MemoLab.withMemo(store.path) {
                        try MemoLab.fit(
                            model, [.modelCheckpoint(path("a.h5")), .modelCheckpoint(path("b.keras"))])
                    }
                }
                return sink.shown.filter { if case .warning = $0 { true } else { false } }
            }
            let first = try warnings()
            #expect(first.count == 4 && first[0] != first[1])
            try empty()
            #expect(try warnings() == first)
            #expect(try train(rate: 0.5, [.modelCheckpoint(path("a.h5"))]) == false)
        }

        @Test("or fails with the same words where they cannot be written")
        func unwritable() throws {
            #expect(try !train([.modelCheckpoint(path("a.h5"))]))
            try FileManager.default.createDirectory(atPath: path("logs"), withIntermediateDirectories: true)
            #expect(try !train([.csvLogger(path("logs/log.csv"))]))
            #expect(try train([.csvLogger(path("logs/log.csv"))]))
            try empty()
            // The log's folder is not made by training either.
            #expect(throws: TransferError.self) { try train([.csvLogger(path("logs/log.csv"))]) }
            try FileManager.default.createDirectory(atPath: path("a.h5/in"), withIntermediateDirectories: true)
            #expect(throws: TransferError.self) { try train([.modelCheckpoint(path("a.h5"))]) }
        }

        @Test("all of them or none: where one cannot be written or read, no other has changed")
        func oneStep() throws {
            let names = ["a", "b", "c"]
            for name in names { try write("new \(name)", "kept-\(name)") }
            let copies = try Dictionary(
                uniqueKeysWithValues: names.map { (path($0), try KeptFile("kept-\($0)", in: folder.path)) })
            let files = WrittenFiles(names.map { WrittenFile(path: path($0)) }, copies, in: folder.path)
            try write("old", "a")
            try write("old", "c")
            try FileManager.default.createDirectory(atPath: path("b"), withIntermediateDirectories: true)
            func texts() throws -> [String: String] {
                try MemoLab.files(folder.path).filter { !$0.key.hasPrefix("kept") }
                    .mapValues { String(decoding: $0, as: UTF8.self) }
            }
            #expect(throws: TransferError.file(.unwritable(path: path("b"), reason: "there is a folder of this name")))
            {
                try files.restore()
            }
            #expect(try texts() == ["a": "old", "c": "old"])
            try FileManager.default.removeItem(atPath: path("b"))
            try write("new d", "kept-c")
            let error = #expect(throws: TransferError.self) { try files.restore() }
            #expect(try KeptFile.isLoss(#require(error)))
            #expect(try texts() == ["a": "old", "c": "old"])
            try write("new c", "kept-c")
            try files.restore()
            #expect(try texts() == ["a": "new a", "b": "new b", "c": "new c"])
        }

        @Test("unless their settings are others")
        func settings() throws {
            #expect(try !train([.modelCheckpoint(path("a.h5"))]))
            #expect(try !train([.modelCheckpoint(path("b.h5"))]))
            #expect(try !train([.modelCheckpoint(path("a.h5"), monitor: "loss", saveBestOnly: true)]))
            #expect(try !train([.modelCheckpoint(path("a.h5"), saveFrequency: .batches(3))]))
            #expect(try !train([.modelCheckpoint(path("a.h5"), saveWeightsOnly: true)]))
            #expect(try !train([.csvLogger(path("log.csv"), separator: ";")]))
            #expect(try !train([.csvLogger(path("log.csv"))]))
            #expect(try !train([.tensorBoard(path("logs"))]))
            #expect(try !train([.tensorBoard(path("logs"), histogramFrequency: 1)]))
            #expect(try train([.modelCheckpoint(path("a.h5"))]))
        }
    }
}
