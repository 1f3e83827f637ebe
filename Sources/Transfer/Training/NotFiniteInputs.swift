extension SampleSource {
    /// What to say of the first number of some samples in tensors that is none, or nil if all are finite.
    func firstNotFinite(_ indices: [Int]) -> TrainingProblem? {
        if let thinned = self as? ThinnedSamples {
            return thinned.source.firstNotFinite(indices.map { thinned.kept[$0] })
        }
        guard let tensors = (self as? TensorSamples)?.tensors else { return nil }
        for (input, tensor) in tensors.enumerated() {
            let shape = tensor.shape.dropFirst()
            let size = shape.reduce(1, *)
            for sample in indices.sorted() {
                guard let place = (0..<size).first(where: { !tensor.values[sample * size + $0].isFinite }) else {
                    continue
                }
                var (rest, index) = (place, [Int]())
                for length in shape.reversed() {
                    index.insert(rest % length, at: 0)
                    rest /= length
                }
                return .inputNotFinite(
                    input: tensors.count == 1 ? "x" : "x[\(input)]", value: "\(tensor.values[sample * size + place])",
                    sample: sample, index: index)
            }
        }
        return nil
    }
}
