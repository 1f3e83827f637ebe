import Compute

/// What the arrays that training changes are like at some time.
struct ArrayDigests {
    /// The digest of each of the model's weights.
    let weights: [UInt64]
    /// For each weight that the optimizer remembers, by its place, the digests of what is remembered.
    let memory: [Int: [UInt64]]
    /// The product of Nadam's momenta.
    let momentumProduct: Float

    init(_ model: Model, _ optimizer: Optimizer) {
        weights = model.parameters.map { $0.read(XXH64.digest) }
        memory = optimizer.state.remembered(of: model.parameters).mapValues { arrays in
            arrays.map { $0.read(XXH64.digest) }
        }
        momentumProduct = optimizer.state.momentumProduct
    }
}
