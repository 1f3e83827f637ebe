import Testing
import Transfer

extension EngineTests {
    @Suite("What those who know Keras write is understood")
    struct KerasHabitTests {
        @Test("weights: nil, and losses by their short names")
        func names() throws {
            let base = try MobileNet(weights: nil, includeTop: false, inputShape: [32, 32, 3], alpha: 0.25)
            #expect(try base.output.shape.last == 256)
            #expect(LossFunction.mse == .meanSquaredError && LossFunction.mae == .meanAbsoluteError)
        }

        @Test("flow.next() goes round, each pass in the order and with the changes of the batches of a loop")
        func next() throws {
            let x = try sampleTensor([5, 4, 4, 3]).map { $0 * 100 + 120 }
            func flow() throws -> ImageFlow {
                try ImageDataGenerator(rotationRange: 30).flow(
                    x: x, y: Tensor(shape: [5], values: [0, 1, 0, 1, 0]), batchSize: 2, shuffle: true, seed: 3)
            }
            let (one, other) = (try flow(), try flow())
            for _ in 0..<2 {
                for expected in other {
                    let batch = try one.next()
                    #expect(batch.indices == expected.indices)
                    #expect(try batch.x == expected.x && batch.y == expected.y)
                }
            }
            let begun = try one.next()
            #expect(begun.count == 2 && one.reduce(0) { $0 + $1.count } == 5)
        }

        @Test("a softmax of one number is told")
        func softmaxOfOne() throws {
            func warnings(_ units: Int, _ activation: ActivationFunction) throws -> [Output] {
                let model = try Sequential {
                    Input(shape: [4])
                    Dense(units, activation: activation, name: "out")
                }
                return try RecordingSink.recording {
                    try model.compile(optimizer: .sgd(), loss: .binaryCrossentropy)
                }.shown
            }
            #expect(
                try warnings(1, .softmax) == [
                    .warning(
                        """
                        the output of layer 'out' is a softmax of one number, which is always 1; give it \
                        activation: .sigmoid, or a number for each class
                        """)
                ])
            #expect(try warnings(1, .sigmoid).isEmpty && warnings(2, .softmax).isEmpty)
        }

        @Test("and data that hold no number are named with the place")
        func notFinite() throws {
            let model = try Sequential {
                Input(shape: [3])
                Dense(1)
            }
            try model.compile(optimizer: .sgd(), loss: .mse)
            var x = Tensor.ones([4, 3])
            x[1, 2] = .nan
            let error = #expect(throws: TransferError.self) { try model.fit(x: x, y: .ones([4]), batchSize: 2) }
            #expect(
                error?.description == """
                    x holds nan at sample 1, index 2, so the loss became no number; give finite numbers: replace it, or \
                    leave the sample out
                    """)
            let pictures = try Sequential {
                Input(shape: [2, 2, 1])
                Flatten()
                Dense(1)
            }
            try pictures.compile(optimizer: .sgd(), loss: .mse)
            var y = Tensor.ones([3, 2, 2, 1])
            y[2, 1, 0, 0] = .infinity
            #expect(
                throws: TransferError.training(
                    .inputNotFinite(input: "x", value: "inf", sample: 2, index: [1, 0, 0]))
            ) { try pictures.fit(x: y, y: .ones([3])) }
        }
    }
}
