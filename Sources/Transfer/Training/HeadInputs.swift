import Compute

/// What the trained part of a model reads: the results of the frozen part before it.
protocol HeadInputs {
    /// How many samples there are.
    var count: Int { get }
    /// The samples of the given numbers, batch by batch: an array for each input of the trained part.
    func batches(_ order: [[Int]], random: RandomStream?) throws -> any BatchStream
}

/// Results of the frozen part, computed afresh for each batch.
struct ComputedInputs: HeadInputs {
    let source: any SampleSource
    /// Nil where the trained part reads the samples themselves.
    let frozen: GraphRunner?

    var count: Int { source.count }

    func batches(_ order: [[Int]], random: RandomStream?) throws -> any BatchStream {
        let samples = try source.batches(order, random: random)
        return frozen.map { FrozenBatches(samples, $0) } ?? samples
    }
}

/// Batches that the frozen part of a model is run on.
private final class FrozenBatches: BatchStream {
    private let samples: any BatchStream
    private let frozen: GraphRunner

    init(_ samples: any BatchStream, _ frozen: GraphRunner) {
        self.samples = samples
        self.frozen = frozen
    }

    func next() throws -> SourceBatch? {
        guard var batch = try samples.next() else { return nil }
        batch.values = try frozen.run(batch)
        return batch
    }

    func cancel() { samples.cancel() }
    var secondsWaited: Double { samples.secondsWaited }
}

/// Results of the frozen part, computed once and kept.
struct CachedInputs: HeadInputs {
    let count: Int
    private let arrays: [[Float]]

    /// The most memory that one data set's results may take, in bytes.
    static let limit = 256 << 20

    /// Whether the results are the same in every epoch, and not too many.
    static func canKeep(_ inputs: ComputedInputs, sizes: [Int]) -> Bool {
        let byteCount = sizes.reduce(0, +) * inputs.count * MemoryLayout<Float>.stride
        return inputs.source.isDeterministic && !inputs.source.givesTargets && byteCount <= limit
    }

    /// Computes all results, unless they are too many or change from epoch to epoch.
    init?(_ inputs: ComputedInputs, sizes: [Int], batchSize: Int, progress: (Int) -> Void) throws {
        let source = inputs.source
        guard Self.canKeep(inputs, sizes: sizes) else { return nil }
        count = inputs.count
        if let frozen = inputs.frozen {
            arrays = try frozen.outputs(of: source, batchSize: batchSize, progress: progress)
        } else {
            let stream = try source.batches(source.order(batchSize: batchSize), random: nil)
            defer { stream.cancel() }
            var arrays = sizes.map { [Float](reserving: $0 * inputs.count) }
            while let batch = try stream.next() {
                for (number, values) in batch.values.enumerated() { arrays[number] += values }
            }
            self.arrays = arrays
        }
    }

    func batches(_ order: [[Int]], random: RandomStream?) -> any BatchStream {
        LazyBatches(order) { SourceBatch(count: $0.count, values: gather($0)) }
    }

    private func gather(_ indices: [Int]) -> [[Float]] {
        arrays.map { array in
            let size = array.count / max(count, 1)
            var batch = [Float](reserving: size * indices.count)
            for index in indices { batch.append(contentsOf: array[index * size..<(index + 1) * size]) }
            return batch
        }
    }
}

extension [Float] {
    /// An empty array with room for so many numbers.
    fileprivate init(reserving capacity: Int) {
        self = []
        reserveCapacity(capacity)
    }
}

/// Gives the addresses of several arrays at once.
func withAddresses<T>(
    of arrays: [[Float]], _ found: [UnsafePointer<Float>] = [], _ body: ([UnsafePointer<Float>]) throws -> T
) throws -> T {
    guard found.count < arrays.count else { return try body(found) }
    return try arrays[found.count].withUnsafeBufferPointer { buffer in
        guard let address = buffer.baseAddress else { throw TransferError.training(.noSamples) }
        return try withAddresses(of: arrays, found + [address], body)
    }
}
