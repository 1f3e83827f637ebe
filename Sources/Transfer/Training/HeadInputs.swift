/// What the trained part of a model reads: the results of the frozen part before it.
protocol HeadInputs {
    /// How many samples there are.
    var count: Int { get }
    /// The samples of the given numbers: an array for each input of the trained part.
    func batch(_ indices: [Int]) throws -> [[Float]]
}

/// Results of the frozen part, computed afresh for each batch.
struct ComputedInputs: HeadInputs {
    let source: any SampleSource
    /// Nil where the trained part reads the samples themselves.
    let frozen: GraphRunner?

    var count: Int { source.count }

    func batch(_ indices: [Int]) throws -> [[Float]] {
        let samples = try source.samples(indices)
        return try frozen?.run(samples, count: indices.count) ?? samples
    }
}

/// Results of the frozen part, computed once and kept.
struct CachedInputs: HeadInputs {
    let count: Int
    private let arrays: [[Float]]

    /// The most memory that one data set's results may take, in bytes.
    static let limit = 256 << 20

    /// Computes all results, unless they are too many or change from epoch to epoch.
    init?(_ inputs: ComputedInputs, sizes: [Int], batchSize: Int, progress: (Int) -> Void) throws {
        let byteCount = sizes.reduce(0, +) * inputs.count * MemoryLayout<Float>.stride
        guard inputs.source.isDeterministic, byteCount <= Self.limit else { return nil }
        count = inputs.count
        if let frozen = inputs.frozen {
            arrays = try frozen.outputs(of: inputs.source, batchSize: batchSize, progress: progress)
        } else {
            arrays = try inputs.source.samples(Array(0..<inputs.count))
        }
    }

    func batch(_ indices: [Int]) -> [[Float]] {
        arrays.map { array in
            let size = array.count / max(count, 1)
            var batch: [Float] = []
            batch.reserveCapacity(size * indices.count)
            for index in indices { batch.append(contentsOf: array[index * size..<(index + 1) * size]) }
            return batch
        }
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
