/// Where a model's samples come from: an array, or a folder of pictures.
protocol SampleSource {
    /// How many samples there are.
    var count: Int { get }
    /// The dimensions of one sample.
    var sampleShape: [Int] { get }
    /// Whether the same sample always has the same numbers, so that what depends on it can be kept.
    var isDeterministic: Bool { get }
    /// The samples of the given numbers, one after another, row-major.
    func samples(_ indices: [Int]) throws -> [Float]
}

/// Samples that lie in a tensor, along its first dimension.
struct TensorSamples: SampleSource {
    private let tensor: Tensor

    init(_ tensor: Tensor) {
        self.tensor = tensor
    }

    var count: Int { tensor.shape.first ?? 0 }
    var sampleShape: [Int] { Array(tensor.shape.dropFirst()) }
    var isDeterministic: Bool { true }

    func samples(_ indices: [Int]) -> [Float] {
        let size = sampleShape.reduce(1, *)
        if let first = indices.first, indices == Array(first..<first + indices.count) {
            return Array(tensor.values[first * size..<(first + indices.count) * size])
        }
        var result: [Float] = []
        result.reserveCapacity(indices.count * size)
        for index in indices { result.append(contentsOf: tensor.values[index * size..<(index + 1) * size]) }
        return result
    }
}
