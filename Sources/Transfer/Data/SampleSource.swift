/// Where a model's samples come from: arrays, or a folder of pictures.
protocol SampleSource {
    /// How many samples there are.
    var count: Int { get }
    /// The dimensions of one sample, for each input of the model.
    var sampleShapes: [[Int]] { get }
    /// Whether the same sample always has the same numbers, so that what depends on it can be kept.
    var isDeterministic: Bool { get }
    /// The samples of the given numbers, one after another, row-major: an array for each input of the model.
    func samples(_ indices: [Int]) throws -> [[Float]]
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

    func samples(_ indices: [Int]) -> [[Float]] { tensors.map { Self.samples(indices, of: $0) } }

    private static func samples(_ indices: [Int], of tensor: Tensor) -> [Float] {
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
