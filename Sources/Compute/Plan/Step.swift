/// One unit of work of a plan: what it reads and writes decides how long arrays must live.
protocol Step: AnyObject {
    /// What the step is, for tests and messages.
    var label: String { get }
    var reads: [Storage] { get }
    var writes: [Storage] { get }
    /// Scratch memory needed while the step runs, in bytes.
    var scratchByteCount: Int { get }
    /// What there is to do, for estimates.
    var work: StepWork { get }
    /// Takes the addresses before the first run, and again when they change.
    func bind(_ memory: BoundMemory)
    func run(_ run: PlanRun) throws
}

/// Where the arena and the scratch memory are.
struct BoundMemory {
    let arena: UnsafeMutableRawPointer
    let scratch: UnsafeMutableRawPointer

    func address(_ storage: Storage) -> UnsafeMutableRawPointer { arena + storage.offset }
}

/// What one run of a plan has been given, and what it has found.
final class PlanRun {
    let memory: BoundMemory
    let inputs: [UnsafePointer<Float>]
    let targets: [OutputTargets]
    let random: RandomStream
    /// For each output the sum of the samples' losses.
    var losses: [Double]
    /// What regularizers add to the mean loss.
    var penalty = 0.0

    init(
        memory: BoundMemory, inputs: [UnsafePointer<Float>], targets: [OutputTargets], random: RandomStream
    ) {
        self.memory = memory
        self.inputs = inputs
        self.targets = targets
        self.random = random
        losses = [Double](repeating: 0, count: targets.count)
    }

    func floats(_ value: Value) -> UnsafeMutablePointer<Float> {
        memory.address(value.storage).assumingMemoryBound(to: Float.self)
    }
}

/// A step written as a loop here.
final class LoopStep: Step {
    let label: String
    let reads: [Storage]
    let writes: [Storage]
    let scratchByteCount = 0
    let work: StepWork
    private let body: (PlanRun) throws -> Void

    /// Makes a step that is a loop over memory on one thread, or a product of `flops` operations of some kind.
    init(
        _ label: String, reads: [Value] = [], writes: [Value] = [], kind: StepWork.Kind = .loop,
        pass: StepWork.Pass = .forward, flops: Double = 0, _ body: @escaping (PlanRun) throws -> Void
    ) {
        self.label = label
        self.reads = reads.map(\.storage)
        self.writes = writes.map(\.storage)
        self.body = body
        let byteCount = (self.reads + self.writes).reduce(0) { $0 + $1.byteCount }
        work = StepWork(kind, pass, flops: flops, byteCount: byteCount)
    }

    func bind(_ memory: BoundMemory) {}
    func run(_ run: PlanRun) throws { try body(run) }
}
