import Foundation
import Testing

@testable import Transfer

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension EngineTests {
    @Suite("A crash while saving leaves the file that was there")
    struct SafeWritingTests {
        private static let key = "TRANSFER_SAVING_FOLDER"
        private static let names = ["w.h5", "w.weights.h5", "w.safetensors"]

        private static func model(_ value: Float) throws -> Model {
            let model = try Sequential {
                Input(shape: [200])
                Dense(300, name: "a")
                Dense(300, name: "b")
            }
            try model.setWeights(model.weights.map { try Tensor(shape: $0.shape, repeating: value) })
            return model
        }

        @Test("when the process is killed")
        func killing() throws {
            let folder = try TemporaryFolder()
            for name in Self.names { try Self.model(0).saveWeights(folder.path + "/" + name) }
            let process = Process()
            process.executableURL = URL(
                fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            process.arguments = ["--testing-library", "swift-testing", "--filter", "savesUntilKilled"]
            process.environment = ProcessInfo.processInfo.environment.merging([Self.key: folder.path]) { $1 }
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL)
            var values: Set<Float> = []
            for name in Self.names {
                let model = try Self.model(-1)
                try model.loadWeights(folder.path + "/" + name)
                let found = Set(model.weights.flatMap(\.values))
                #expect(found.count == 1)
                values.formUnion(found)
            }
            // The other process did save before it died.
            #expect(values != [0])
        }

        /// Runs in a process of its own, which does not survive.
        @Test(.enabled(if: ProcessInfo.processInfo.environment[key] != nil))
        func savesUntilKilled() throws {
            let folder = try #require(ProcessInfo.processInfo.environment[Self.key])
            let thread = Thread {
                // Any moment will do, as long as there has been time to save once.
                while (try? HDF5File(folder + "/w.weights.h5").floats(of: "layers/dense/vars/1")?.first ?? 0) == 0 {
                    usleep(1000)
                }
                usleep(.random(in: 0..<50_000))
                kill(getpid(), SIGKILL)
            }
            thread.start()
            var value: Float = 1
            while true {
                for name in Self.names { try Self.model(value).saveWeights(folder + "/" + name) }
                value += 1
            }
        }

        @Test("when there is no room, and nothing is left behind")
        func failing() throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/w.h5"
            let model = try Self.model(0)
            try model.saveWeights(path)
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(throws: TransferError.self) {
                try AtomicFile.make(path) { temporary in
                    let file = try HDF5Writer(creating: temporary)
                    try file.writeLegacyWeights(of: model, at: "/")
                    throw TransferError.file(.unwritable(path: path, reason: "the disk is full"))
                }
            }
            #expect(throws: TransferError.self) { try model.saveWeights(folder.path + "/none/w.weights.h5") }
            #expect(throws: TransferError.self) { try model.saveWeights(folder.path + "/none/w.safetensors") }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["w.h5"])
        }
    }
}
