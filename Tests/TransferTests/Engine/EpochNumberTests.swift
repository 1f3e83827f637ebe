import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Epochs are counted from where an earlier training ended")
    struct EpochNumberTests {
        private func model() throws -> Sequential {
            let model = try Sequential {
                Input(shape: [2])
                Dense(1)
            }
            try model.compile(optimizer: .sgd(learningRate: 0.01), loss: .meanSquaredError)
            return model
        }

        @Test("in the history, its best epoch and its charts")
        func history() throws {
            let (x, y) = (try sampleTensor([4, 2]), try sampleTensor([4, 1]))
            let history = try model().fit(x: x, y: y, epochs: 4, initialEpoch: 2)
            #expect(history.description.hasPrefix("Epoch 3/4 - "))
            #expect(history.epochs == 2)
            #expect(history.bestEpoch == 4)
            #expect(history.log.initialEpoch == 2)
        }

        @Test(
            "in the checkpoints' names, whose braces are understood or refused before training",
            arguments: [
                ("m{epoch:02d}.keras", "m07.keras"), ("m{epoch}-{loss:.2f}.h5", "m7-0.12.h5"),
                ("m{epoch:zz}.keras", nil), ("m{epoch:02d.keras", nil), ("m{loss:02d}.keras", nil),
                ("m{epoch:0999999999d}.keras", nil), ("m{epoch:.2f}.keras", nil), ("m}.keras", nil),
            ])
        func checkpoints(template: String, name: String?) throws {
            let path = CheckpointPath(template)
            guard let name else {
                #expect(throws: TransferError.self) { try path.check() }
                #expect(throws: TransferError.self) {
                    _ = try model().fit(
                        x: sampleTensor([4, 2]), y: sampleTensor([4, 1]), callbacks: [.modelCheckpoint(template)])
                }
                return
            }
            try path.check()
            #expect(try path.name(epoch: 7, [("loss", 0.1234)]) == name)
        }

        @Test("and no size of pictures is taken that no memory holds")
        func size() {
            func reading(_ size: [Int]) throws -> PictureReading {
                try PictureReading(
                    targetSize: size, colorMode: .rgb, interpolation: .bilinear, cropToAspectRatio: false)
            }
            #expect(throws: TransferError.self) { try reading([200_000, 200_000]) }
            #expect(throws: TransferError.self) { try reading([0, 5]) }
            #expect(throws: Never.self) { try reading([10_000, 10_000]) }
        }
    }
}
