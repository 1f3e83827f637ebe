import Compute

extension Model {
    /// The outputs for a batch of samples: [n, …] for inputs of [n, …].
    ///
    /// Throws `TransferError.model` if the samples do not have the model's input shape, and `TransferError.training` for a
    /// batch size below 1.
    public func predict(_ samples: Tensor, batchSize: Int = 32) throws -> Tensor {
        try predict(TensorSamples(samples), batchSize: batchSize)
    }

    /// All outputs for a batch of samples, given as an array for each input: an array [n, …] for each output.
    ///
    /// Throws `TransferError.model` if the arrays do not fit the model's inputs, and `TransferError.training` for a batch
    /// size below 1.
    public func predict(_ samples: [Tensor], batchSize: Int = 32) throws -> [Tensor] {
        try predictAll(TensorSamples(samples), batchSize: batchSize)
    }

    func predict(_ source: any SampleSource, batchSize: Int) throws -> Tensor {
        let outputs = try fitting(source).outputs.count
        guard outputs == 1 else { throw TransferError.model(.severalOutputs(model: name, count: outputs)) }
        return try predictAll(source, batchSize: batchSize)[0]
    }

    private func predictAll(_ source: any SampleSource, batchSize: Int) throws -> [Tensor] {
        try requirePositive("batchSize", batchSize)
        let network = try fitting(source)
        if let planning = Planning.current {
            try plan(.predict, source, batchSize: batchSize, losses: nil, planning)
            return network.outputs.map { Placeholders.predictions(count: source.count, itemShape: $0.itemShape) }
        }
        let runner = GraphRunner(try network.graph(), part: .whole, trainable: [], plans: plans)
        let values = try runner.outputs(of: source, batchSize: batchSize)
        return zip(network.outputs, values).map { Tensor(checked: [source.count] + $0.itemShape, $1) }
    }

    /// The network, if samples have the shapes that it takes.
    func fitting(_ source: any SampleSource) throws -> Network {
        let network = try network(for: source.sampleShapes)
        guard network.inputs.count == source.sampleShapes.count else {
            throw TransferError.model(
                .wrongInputCount(
                    model: name, expected: network.inputs.map(\.call.layer.name),
                    received: source.sampleShapes.count))
        }
        for (input, shape) in zip(network.inputs, source.sampleShapes) where input.itemShape != shape {
            throw TransferError.model(
                .wrongInput(model: name, expected: input.itemShape, received: [source.count] + shape))
        }
        return network
    }
}

/// Runs a graph without training over all samples of a source, batch by batch.
struct GraphRunner {
    let graph: Graph
    let part: PlanCache.Key.Part
    let trainable: [Bool]
    let plans: PlanCache

    init(_ graph: Graph, part: PlanCache.Key.Part, trainable: [Bool], plans: PlanCache) {
        self.graph = graph
        self.part = part
        self.trainable = trainable
        self.plans = plans
    }

    /// The outputs of all samples in the source's own order, one array for each output of the graph.
    func outputs(of source: any SampleSource, batchSize: Int, progress: (Int) -> Void = { _ in }) throws -> [[Float]] {
        let sizes = graph.outputs.map { graph.nodes[$0].shape.reduce(1, *) }
        var results = sizes.map { [Float](repeating: 0, count: $0 * source.count) }
        let stream = try source.batches(source.order(batchSize: batchSize), random: nil)
        defer { stream.cancel() }
        var start = 0
        while let batch = try stream.next() {
            for (number, output) in try run(batch).enumerated() {
                results[number].replaceSubrange(
                    start * sizes[number]..<(start + batch.count) * sizes[number], with: output)
            }
            start += batch.count
            progress(start)
        }
        return results
    }

    /// The plan for batches of some size.
    func plan(batchSize: Int) throws -> Plan {
        let key = PlanCache.Key(part: part, mode: .inference, batchSize: batchSize, trainable: trainable)
        return try plans.plan(key, graph)
    }

    /// The outputs for one batch.
    func run(_ batch: SourceBatch) throws -> [[Float]] {
        let count = batch.count
        let plan = try plan(batchSize: count)
        var results = graph.outputs.map {
            [Float](repeating: 0, count: count * graph.nodes[$0].shape.reduce(1, *))
        }
        try Transfer.withAddresses(of: batch.values) { inputs in
            try withAddresses(&results) { outputs in
                try engineCall { try plan.run(inputs: inputs, outputs: outputs) }
            }
        }
        return results
    }

    /// Gives the addresses of several arrays at once.
    private func withAddresses(
        _ arrays: inout [[Float]], from position: Int = 0, _ found: [UnsafeMutablePointer<Float>] = [],
        _ body: ([UnsafeMutablePointer<Float>]) throws -> Void
    ) throws {
        if position == arrays.count { return try body(found) }
        var array: [Float] = []
        swap(&array, &arrays[position])
        defer { swap(&array, &arrays[position]) }
        try array.withUnsafeMutableBufferPointer { buffer in
            guard let address = buffer.baseAddress else { return }
            try withAddresses(&arrays, from: position + 1, found + [address], body)
        }
    }
}
