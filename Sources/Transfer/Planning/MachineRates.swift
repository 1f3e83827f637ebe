import Compute

/// How fast this machine trains, found by trying for about a second.
package struct MachineRates: Codable, Hashable, Sendable {
    var kernels: KernelRates
    /// Seconds that a batch takes besides its kernels.
    var batch: Double

    /// Measures this machine; what is shown meanwhile goes nowhere.
    ///
    /// Throws `TransferError.engine` if a kernel cannot be made.
    package static func measured() throws -> MachineRates {
        let sink = OutputSinks.current
        OutputSinks.current = SilentSink()
        defer { OutputSinks.current = sink }
        let kernels = try engineCall { try KernelRates.measured() }
        return MachineRates(kernels: kernels, batch: try secondsOfBatch())
    }

    /// The seconds that a step of a model takes that is next to nothing.
    private static func secondsOfBatch() throws -> Double {
        let model = try Sequential {
            Input(shape: [4])
            Dense(2, activation: .softmax)
        }
        try model.compile(optimizer: .sgd(learningRate: 0.01), loss: .sparseCategoricalCrossentropy)
        let (batchSize, steps) = (32, 50)
        let x = Placeholders.tensor([batchSize * steps, 4])
        let y = Placeholders.labels(count: batchSize * steps, classes: 2)
        var least = Double.infinity
        for _ in 0..<4 {
            let start = ContinuousClock.now
            try model.fit(x: x, y: y, batchSize: batchSize, epochs: 1)
            least = min(least, start.secondsSince)
        }
        return least / Double(steps)
    }
}

/// Shows nothing.
private struct SilentSink: OutputSink {
    func show(_ output: Output) {}
    func report(_ progress: WorkProgress) {}
}
