import Compute
import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Kept trainings are whole or of no use, and take no more room than they need")
    struct MemoStoreTests {
        private let store: TemporaryFolder
        private let folder: TemporaryFolder

        init() throws {
            (store, folder) = (try TemporaryFolder(), try TemporaryFolder())
        }

        private var callbacks: [Callback] { [.modelCheckpoint(folder.path + "/a.weights.h5", saveWeightsOnly: true)] }

        private func train(
            limit: Int = 1 << 30, frozen: Bool = false, seed: Int = 8, _ callbacks: [Callback] = []
        ) throws -> (isRestored: Bool, weights: [Tensor]) {
            let model = try MemoLab.model(seed: seed, frozen: frozen)
            let isRestored = try MemoLab.withMemo(store.path, limit: limit) { () throws in
                try MemoLab.isRestored { try MemoLab.fit(model, callbacks) }
            }
            return (isRestored, model.weights)
        }

        private var entries: [BoundedStore.Entry] { BoundedStore(store.path).entries() }

        @Test("Damage to any byte of any file, or a file's loss, is seen, and an identical training takes its place")
        func damage() throws {
            let plain = try train(callbacks).weights
            let names = try MemoLab.files(store.path).keys.sorted()
            #expect(names.count == 3)
            for name in names {
                let url = URL(fileURLWithPath: store.path + "/" + name)
                let whole = try Data(contentsOf: url)
                let places = stride(from: 0, to: whole.count, by: max(1, whole.count / 6))
                let damaged: [Data?] =
                    places.map { place in
                        var bytes = whole
                        bytes[place] ^= 1
                        return bytes
                    } + [whole.dropLast(), Data(), nil]
                for bytes in damaged {
                    if let bytes { try bytes.write(to: url) } else { try FileManager.default.removeItem(at: url) }
                    let again = try train(callbacks)
                    #expect(!again.isRestored && again.weights == plain)
                    #expect(try train(callbacks).isRestored)
                }
            }
        }

        @Test("An entry that alone would be too large is not kept, and drives out no others")
        func bounds() throws {
            _ = try train()
            let size = try #require(entries.first?.byteCount)
            _ = try train(limit: size, seed: 3, callbacks)
            #expect(entries.map(\.byteCount) == [size])
            _ = try train(limit: size + 100, seed: 4)
            #expect(entries.count == 1)
            #expect(try train(seed: 4).isRestored)
            #expect(try MemoLab.files(store.path).keys.allSatisfy { !$0.hasPrefix(".") })
        }

        @Test("Weights that the training left as they were take no room, nor do those that callbacks have kept")
        func frozenWeights() throws {
            let stopping: [Callback] = [.earlyStopping(monitor: "loss", patience: 5)]
            _ = try train(frozen: true, stopping)
            func arrays() throws -> Set<String> {
                let name = try #require(entries.first?.name)
                let path = "\(store.path)/\(name)/\(TrainingBackup.fileName)"
                return Set(try SafetensorsFile(ByteSource(path)).entries.keys)
            }
            let adam = ["2/0", "2/1", "3/0", "3/1"].map { "optimizer/" + $0 }
            #expect(try arrays() == Set(["weights/2", "weights/3"] + adam))
            let plain = try MemoLab.model(frozen: true)
            try MemoLab.fit(plain, stopping)
            let restored = try train(frozen: true, stopping)
            #expect(restored.isRestored && restored.weights == plain.weights)
        }

        @Test("Arrays that cannot be read are no arrays that the training left alone")
        func unreadableArrays() throws {
            let path = store.path + "/" + TrainingBackup.fileName
            let model = try MemoLab.model()
            let compilation = try model.compiled()
            let training = Training(
                model: model, epochs: 1, compilation,
                BatchOrder(count: 40, batchSize: 7, shuffle: true, seed: nil, stepsPerEpoch: nil), hasValidation: false,
                callbacks: [])
            let before = ArrayDigests(model, compilation.optimizer)
            for parameter in model.parameters { parameter.values = parameter.values.map { $0 + 1 } }
            try TrainingBackup(path: path).save(training, changesSince: before)
            let source = try ByteSource(path)
            let head = try source.bytes(at: 0, count: 8).reversed().reduce(0) { $0 << 8 | Int($1) }
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.truncate(atOffset: UInt64(8 + head))
            try file.close()
            #expect(throws: TransferError.self) { try TrainingBackup(path: path).restore(training, from: source) }
        }

        @Test("Where nothing can be kept, training goes on")
        func unwritable() throws {
            try FileManager.default.removeItem(atPath: store.path)
            try Data("no folder".utf8).write(to: URL(fileURLWithPath: store.path))
            #expect(try !train().isRestored)
            #expect(try !train().isRestored)
        }

        @Test("Trainings at the same time share random numbers: neither is kept")
        func simultaneous() throws {
            let inner = try MemoLab.model(seed: 5)
            let outer = try MemoLab.model(seed: 6)
            final class Other: Callback, FingerprintedCallback {
                let model: Model
                init(_ model: Model) { self.model = model }
                var settings: [String]? { [] }
                override func trainingDidEnd(_ training: Training) throws { try MemoLab.fit(model) }
            }
            try MemoLab.withMemo(store.path) { _ = try MemoLab.fit(outer, [Other(inner)]) }
            #expect(entries.isEmpty)
            _ = try train()
            #expect(entries.count == 1)
        }
    }
}
