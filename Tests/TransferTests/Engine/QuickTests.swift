import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A quick run trains on a share of epochs and data")
    struct QuickTests {
        private func quickly<Result>(_ share: Double, _ body: () throws -> Result) rethrows -> Result {
            QuickFactor.current = share
            defer { QuickFactor.current = 1 }
            return try body()
        }

        @Test(
            "counts are scaled up to whole numbers, to at least one",
            arguments: [(10, 1), (11, 2), (30, 3), (1, 1), (0, 0), (100, 10)])
        func scaling(count: Int, expected: Int) {
            #expect(quickly(0.1) { QuickFactor.scaled(count) } == expected)
            #expect(QuickFactor.scaled(count) == count)
        }

        @Test("only the epochs still to come are scaled")
        func epochs() {
            quickly(0.1) {
                #expect(QuickFactor.lastEpoch(10, from: 5) == 6)
                #expect(QuickFactor.lastEpoch(50, from: 20) == 23)
                #expect(QuickFactor.lastEpoch(4, from: 4) == 4)
            }
        }

        @Test("samples are taken evenly from each class, the same ones each time")
        func samples() {
            let classes = Array(repeating: 0, count: 8) + [1, 1, 1, 1, 2]
            #expect(quickly(0.5) { QuickFactor.samples(of: classes) } == [0, 2, 4, 6, 8, 10, 12])
            #expect(QuickFactor.samples(of: classes) == Array(0..<13))
        }

        @Test("fit trains and validates on a share of each class")
        func data() throws {
            let model = try Sequential {
                Input(shape: [2])
                Dense(2, activation: .softmax)
            }
            try model.compile(optimizer: .sgd(learningRate: 0.01), loss: .categoricalCrossentropy)
            let x = try Tensor(shape: [40, 2], values: (0..<80).map { Float($0 % 7) })
            let y = try Tensor(shape: [40, 2], values: (0..<40).flatMap { $0 < 30 ? [1, 0] : [0, 1] as [Float] })
            var batches = 0
            let counting = Callback.lambda(onTrainBatchEnd: { _, _ in batches += 1 })
            let samples = try LabelledSamples(TensorSamples(x), TargetValues(y, for: .categoricalCrossentropy))
            try quickly(0.2) {
                #expect(samples.thinned().targets[0].classes == [0, 0, 0, 0, 0, 0, 1, 1])
                try model.fit(x: x, y: y, batchSize: 2, epochs: 1, shuffle: false, callbacks: [counting])
            }
            #expect(batches == 4)
            #expect(samples.thinned().count == 40)
        }

        @Test("fit trains for a share of its epochs")
        func fit() throws {
            let model = try Sequential {
                Input(shape: [2])
                Dense(2, activation: .softmax)
            }
            try model.compile(optimizer: .sgd(learningRate: 0.01), loss: .sparseCategoricalCrossentropy)
            let x = try Tensor(shape: [4, 2], values: [1, 0, 0, 1, 1, 0, 0, 1])
            let y = try Tensor(shape: [4], values: [0, 1, 0, 1])
            try quickly(0.2) {
                let first = try model.fit(x: x, y: y, epochs: 10)
                let second = try model.fit(x: x, y: y, epochs: 10, initialEpoch: 8)
                #expect([first.epochs, second.epochs] == [2, 1])
            }
            let full = try model.fit(x: x, y: y, epochs: 3)
            #expect(full.epochs == 3)
        }
    }
}
