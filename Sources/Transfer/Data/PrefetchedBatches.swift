import Compute
import Foundation

/// The batches of a flow, made by worker threads ahead of the one who takes them, in order.
///
/// The work is handed out picture by picture. Each picture draws from a stream of its own, so that neither the number of
/// workers nor their pace changes it. An error is thrown by `next` at the place of its batch. At most `depth` batches wait.
final class PrefetchedBatches: BatchStream, @unchecked Sendable {
    private let order: [[Int]]
    private let random: RandomStream?
    private let supply: PictureSupply
    private let preparation: PicturePreparation
    private let targets: BatchTargets
    private let depth: Int
    private let size: Int

    /// Guards everything below.
    private let condition = NSCondition()
    /// The next picture to work on: its batch and its place in it.
    private var upcoming = (batch: 0, slot: 0)
    /// Batches under way and not yet taken, by number.
    private var batches: [Int: UnfinishedBatch] = [:]
    /// Memory to be used again.
    private var spare: [StagingBuffer] = []
    private var taken = 0
    private var isCancelled = false
    private var liveWorkers = 0
    private(set) var secondsWaited = 0.0

    /// The memory that waiting batches may take, in bytes; one batch waits however large it is.
    private static let memoryLimit = 256 << 20

    /// Starts the workers.
    init(
        _ order: [[Int]], random: RandomStream?, _ supply: PictureSupply, _ preparation: PicturePreparation,
        targets: BatchTargets, workers: Int = Threads.count
    ) {
        self.order = order
        self.random = random
        self.supply = supply
        self.preparation = preparation
        self.targets = targets
        size = supply.shape.reduce(1, *)
        let largest = max(1, (order.map(\.count).max() ?? 0) * size * MemoryLayout<Float>.stride)
        depth = max(1, min(3, Self.memoryLimit / largest))
        let pictures = order.reduce(0) { $0 + $1.count }
        liveWorkers = min(max(1, workers), pictures)
        for _ in 0..<liveWorkers {
            // The thread holds the work alone, so that forgetting the stream would end it.
            let thread = Thread { [self] in work() }
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    func next() throws -> SourceBatch? {
        condition.lock()
        defer { condition.unlock() }
        guard taken < order.count, !isCancelled else { return nil }
        let start = ContinuousClock.now
        while batches[taken]?.result == nil { condition.wait() }
        secondsWaited += start.secondsSince
        let batch = batches.removeValue(forKey: taken)
        taken += 1
        condition.broadcast()
        return try batch?.result?.get()
    }

    func cancel() {
        condition.lock()
        isCancelled = true
        condition.broadcast()
        while liveWorkers > 0 { condition.wait() }
        batches = [:]
        spare = []
        condition.unlock()
    }
}

extension PrefetchedBatches {
    /// Works on one picture after another until there are no more.
    private func work() {
        let worker = Result { try PictureWorker(supply, preparation) }
        while let (number, slot, batch) = takePicture() {
            let index = order[number][slot]
            let target = batch.buffer.slot(slot, size: size)
            let result = Result {
                try worker.get().prepare(index, random: random?.substream(index), into: target)
            }
            finish(number, slot, batch, result)
        }
        condition.lock()
        liveWorkers -= 1
        condition.broadcast()
        condition.unlock()
    }

    /// Waits for a picture to work on; nil when there are no more.
    private func takePicture() -> (number: Int, slot: Int, batch: UnfinishedBatch)? {
        condition.lock()
        defer { condition.unlock() }
        while !isCancelled, upcoming.batch < order.count, upcoming.batch >= taken + depth { condition.wait() }
        guard !isCancelled, upcoming.batch < order.count else { return nil }
        let (number, slot) = upcoming
        let count = order[number].count
        let batch =
            batches[number]
            ?? UnfinishedBatch(
                count: count,
                buffer: spare.popLast().flatMap { $0.count >= count * size ? $0 : nil } ?? StagingBuffer(count * size))
        batches[number] = batch
        upcoming = slot + 1 < count ? (number, slot + 1) : (number + 1, 0)
        return (number, slot, batch)
    }

    /// Notes that a picture is done; who finishes a batch's last one makes the batch of them.
    private func finish(_ number: Int, _ slot: Int, _ batch: UnfinishedBatch, _ result: Result<Void, any Error>) {
        condition.lock()
        let isLast = batch.finish(slot, result)
        let error = batch.error
        condition.unlock()
        guard isLast else { return }
        let outcome = Result { () throws -> SourceBatch in
            if let error { throw error }
            return made(number, of: batch.buffer)
        }
        condition.lock()
        batch.result = outcome
        spare.append(batch.buffer)
        condition.broadcast()
        condition.unlock()
    }

    private func made(_ number: Int, of buffer: StagingBuffer) -> SourceBatch {
        let indices = order[number]
        let pixels = UnsafeMutableBufferPointer(rebasing: buffer.values[..<(indices.count * size)])
        switch targets {
        case .ofSamples: return SourceBatch(count: indices.count, values: [Array(pixels)])
        case .inputs:
            let values = Array(pixels)
            return SourceBatch(count: indices.count, values: [values], targets: .values(values, count: indices.count))
        case .mixed(let mixing):
            // Pictures have the numbers from 0 on; batches those below.
            return mixing.mixed(pixels, indices, shape: supply.shape, random: random?.substream(-2 - number))
        }
    }
}

/// A batch some of whose pictures are done.
private final class UnfinishedBatch {
    let buffer: StagingBuffer
    var result: Result<SourceBatch, any Error>?
    private var remaining: Int
    private var failure: (slot: Int, error: any Error)?

    init(count: Int, buffer: StagingBuffer) {
        remaining = count
        self.buffer = buffer
    }

    /// The error of the first picture that has one.
    var error: (any Error)? { failure?.error }

    /// Notes a picture, and tells whether it was the last.
    func finish(_ slot: Int, _ result: Result<Void, any Error>) -> Bool {
        if case .failure(let error) = result, failure.map({ slot < $0.slot }) ?? true { failure = (slot, error) }
        remaining -= 1
        return remaining == 0
    }
}

/// Memory that several threads write to, each its own part.
private final class StagingBuffer: @unchecked Sendable {
    let values: UnsafeMutableBufferPointer<Float>

    init(_ count: Int) {
        values = .allocate(capacity: count)
        values.initialize(repeating: 0)
    }

    var count: Int { values.count }

    func slot(_ number: Int, size: Int) -> UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(rebasing: values[number * size..<(number + 1) * size])
    }

    deinit { values.deallocate() }
}

/// Where the targets of a flow's batches come from.
enum BatchTargets: Sendable {
    /// Each sample has its own, known by its number.
    case ofSamples
    /// The samples themselves.
    case inputs
    /// Those of pictures that are blended with each other.
    case mixed(BatchMixing)
}
