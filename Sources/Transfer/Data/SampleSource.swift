import Compute

/// Where a model's samples come from: arrays, or pictures.
protocol SampleSource {
    /// How many samples there are.
    var count: Int { get }
    /// The dimensions of one sample, for each input of the model.
    var sampleShapes: [[Int]] { get }
    /// Whether the same sample always has the same numbers, so that what depends on it can be kept.
    var isDeterministic: Bool { get }
    /// Whether the targets come with each batch, because the samples decide them.
    var givesTargets: Bool { get }
    /// The samples of the given numbers, batch by batch; sources that are not deterministic draw from `random`.
    func batches(_ order: [[Int]], random: RandomStream?) throws -> any BatchStream
}

extension SampleSource {
    /// The source's own order in batches.
    func order(batchSize: Int) -> [[Int]] {
        let step = max(batchSize, 1)
        return stride(from: 0, to: count, by: step).map { Array($0..<min($0 + step, count)) }
    }

    /// Where a pass draws its changes of samples from; nil if nothing is drawn.
    func random(seed: Int?, pass: Int) -> RandomStream? {
        guard !isDeterministic else { return nil }
        return seed.map { RandomStream(seed: UInt64(bitPattern: Int64($0)), number: UInt64(pass)) }
            ?? RandomState.shared.nextStream()
    }
}

/// Samples that lie in tensors, one for each input of the model, along their first dimension.
struct TensorSamples: SampleSource {
    let tensors: [Tensor]

    init(_ tensor: Tensor) {
        tensors = [tensor]
    }

    /// Throws `TransferError.model` unless all hold the same number of samples.
    init(_ tensors: [Tensor]) throws {
        let counts = tensors.map { $0.shape.first ?? 0 }
        guard Set(counts).count <= 1 else { throw TransferError.model(.unequalSamples(counts: counts)) }
        self.tensors = tensors
    }

    var count: Int { tensors.first?.shape.first ?? 0 }
    var sampleShapes: [[Int]] { tensors.map { Array($0.shape.dropFirst()) } }
    var isDeterministic: Bool { true }
    var givesTargets: Bool { false }

    func batches(_ order: [[Int]], random: RandomStream?) -> any BatchStream {
        LazyBatches(order) { [tensors] indices in
            SourceBatch(count: indices.count, values: tensors.map { Self.samples(indices, of: $0) })
        }
    }

    /// The numbers of some samples of a tensor, one sample after the other.
    static func samples(_ indices: [Int], of tensor: Tensor) -> [Float] {
        let size = tensor.shape.dropFirst().reduce(1, *)
        if let first = indices.first, indices == Array(first..<first + indices.count) {
            return Array(tensor.values[first * size..<(first + indices.count) * size])
        }
        var result: [Float] = []
        result.reserveCapacity(indices.count * size)
        for index in indices { result.append(contentsOf: tensor.values[index * size..<(index + 1) * size]) }
        return result
    }
}
