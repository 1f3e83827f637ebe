import Compute

/// Samples of one batch.
struct SourceBatch {
    /// How many samples there are.
    let count: Int
    /// The samples one after another, row-major: an array for each input of the model.
    var values: [[Float]]
    /// What should be predicted, where the samples decide that and not their numbers.
    var targets: TargetValues?

    init(count: Int, values: [[Float]], targets: TargetValues? = nil) {
        self.count = count
        self.values = values
        self.targets = targets
    }
}

/// The batches of one pass, one after another; work may go on ahead of them until they are cancelled.
protocol BatchStream: AnyObject {
    /// The next batch, nil after the last; throws where a sample of it cannot be had.
    func next() throws -> SourceBatch?
    /// Ends all work, and returns when it has ended.
    func cancel()
    /// How long `next` has waited for work to be done by others.
    var secondsWaited: Double { get }
}

/// Batches that are made when they are asked for.
final class LazyBatches: BatchStream {
    private var order: ArraySlice<[Int]>
    private let make: ([Int]) throws -> SourceBatch

    init(_ order: [[Int]], _ make: @escaping ([Int]) throws -> SourceBatch) {
        self.order = order[...]
        self.make = make
    }

    func next() throws -> SourceBatch? { try order.popFirst().map(make) }
    func cancel() { order = [] }
    var secondsWaited: Double { 0 }
}
