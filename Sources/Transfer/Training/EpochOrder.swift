import Compute

/// In which order an epoch takes the samples.
struct EpochOrder {
    let shuffle: Bool
    /// Makes the order independent of everything else that is random.
    let seed: Int?

    func samples(count: Int, epoch: Int) -> [Int] {
        var order = Array(0..<count)
        guard shuffle else { return order }
        var stream =
            seed.map { RandomStream(seed: UInt64(bitPattern: Int64($0)), number: UInt64(epoch)) }
            ?? RandomState.shared.nextStream()
        order.shuffle(using: &stream)
        return order
    }
}
