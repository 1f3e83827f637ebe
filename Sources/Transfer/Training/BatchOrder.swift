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

    /// The batches of the next epoch; with a number of steps, passes go on from epoch to epoch.
    mutating func nextEpoch() -> [[Int]] {
        var batches: [[Int]] = []
        if stepsPerEpoch == nil { rest = [] }
        repeat {
            if rest.isEmpty { rest = nextPass() }
            batches.append(Array(rest.prefix(batchSize)))
            rest.removeFirst(min(batchSize, rest.count))
        } while stepsPerEpoch.map { batches.count < $0 } ?? !rest.isEmpty
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
