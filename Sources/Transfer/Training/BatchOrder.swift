import Compute

/// In which batches training takes the samples.
struct BatchOrder {
    let count: Int
    let batchSize: Int
    let shuffle: Bool
    /// Makes the order independent of everything else that is random.
    let seed: Int?
    /// Nil where an epoch is one pass through the samples.
    let stepsPerEpoch: Int?
    /// How many passes have been begun.
    var passes = 0
    /// What is left of the present pass.
    var rest: [Int] = []

    init(count: Int, batchSize: Int, shuffle: Bool, seed: Int?, stepsPerEpoch: Int?) {
        self.count = count
        self.batchSize = batchSize
        self.shuffle = shuffle
        self.seed = seed
        self.stepsPerEpoch = stepsPerEpoch
    }

    /// How many batches an epoch has, but for one in which a pass comes to its end.
    var steps: Int { min(stepsPerEpoch ?? .max, (count + batchSize - 1) / batchSize) }

    /// The batches of the next epoch; with a number of steps, a pass goes on from epoch to epoch, and, as in Keras, the
    /// epoch in which it comes to its end is a shorter one.
    mutating func nextEpoch() -> [[Int]] {
        if stepsPerEpoch == nil || rest.isEmpty { rest = nextPass() }
        var batches: [[Int]] = []
        while !rest.isEmpty, batches.count < stepsPerEpoch ?? .max {
            batches.append(Array(rest.prefix(batchSize)))
            rest.removeFirst(min(batchSize, rest.count))
        }
        return batches
    }

    private mutating func nextPass() -> [Int] {
        defer { passes += 1 }
        var order = Array(0..<count)
        guard shuffle else { return order }
        var stream =
            seed.map { RandomStream(seed: UInt64(bitPattern: Int64($0)), number: UInt64(passes)) }
            ?? RandomState.shared.nextStream()
        order.shuffle(using: &stream)
        return order
    }
}
