import Foundation
import Testing
import Transfer

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension EngineTests {
    @Suite("A killed training goes on with the same result to the bit")
    struct BackupTests {
        private static let key = "TRANSFER_BACKUP_FOLDER"

        /// Trains a model with everything that has a memory: dropout, shuffling, Nadam, averages, a changing rate.
        private func train(_ callbacks: [Callback]) throws -> (History, [Tensor]) {
            setRandomSeed(8)
            let model = try Sequential {
                Input(shape: [6])
                Dense(12, activation: .relu)
                BatchNormalization()
                Dropout(0.3)
                Dense(3, activation: .softmax)
            }
            try model.compile(
                optimizer: .nadam(learningRate: 0.02, useEMA: true), loss: .sparseCategoricalCrossentropy)
            let x = try sampleTensor([40, 6])
            let y = try Tensor(shape: [40], values: (0..<40).map { Float($0 % 3) })
            let history = try model.fit(
                x: x, y: y, batchSize: 7, epochs: 6, validationSplit: 0.2, stepsPerEpoch: 3,
                callbacks: [
                    .reduceLROnPlateau(monitor: "val_loss", factor: 0.5, patience: 1),
                    .earlyStopping(monitor: "val_loss", patience: 4),
                ] + callbacks)
            return (history, model.weights)
        }

        @Test("when it is run again")
        func resumption() throws {
            let folder = try TemporaryFolder()
            let (expected, weights) = try train([.backupAndRestore(folder.path + "/whole")])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/whole").isEmpty)

            let process = Process()
            process.executableURL = URL(
                fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(
                    atPath: "/proc/self/exe"))
            process.arguments = [
                "--testing-library", "swift-testing", "--filter", "killsItself",
            ]
            process.environment = ProcessInfo.processInfo.environment.merging([Self.key: folder.path]) { $1 }
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL)
            let backup = folder.path + "/training.safetensors"
            #expect(FileManager.default.fileExists(atPath: backup))

            let (resumed, resumedWeights) = try train([.backupAndRestore(folder.path), .lambda()])
            #expect(resumed.log.columns == expected.log.columns)
            #expect(resumed.log.epochs == expected.log.epochs)
            #expect(resumed.log.notes == expected.log.notes)
            #expect(resumedWeights == weights)
            #expect(!FileManager.default.fileExists(atPath: backup))
        }

        /// Runs in a process of its own, which does not survive.
        @Test(.enabled(if: ProcessInfo.processInfo.environment[key] != nil))
        func killsItself() throws {
            let folder = try #require(ProcessInfo.processInfo.environment[Self.key])
            _ = try train([
                .backupAndRestore(folder),
                .lambda(
                    onTrainBatchEnd: { batch, training in
                        if batch == 1, training.model.optimizer?.iterations == 7 { kill(getpid(), SIGKILL) }
                    }),
            ])
        }

        @Test("and a backup of something else, or a damaged one, is refused")
        func refusals() throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/training.safetensors"
            try "no backup".write(toFile: path, atomically: true, encoding: .utf8)
            let error = #expect(throws: TransferError.self) { try train([.backupAndRestore(folder.path)]) }
            #expect(
                error?.description == """
                    '\(path)' cannot be resumed: it is damaged or no backup; run the same program that wrote it, or \
                    delete the file to begin anew
                    """)
        }
    }
}
