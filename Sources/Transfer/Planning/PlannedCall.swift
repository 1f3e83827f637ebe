import Compute

/// A training, evaluation or prediction that was not done, and what it would cost.
package struct PlannedCall: Codable, Hashable, Sendable {
    /// What was called.
    package enum Kind: String, Codable, Hashable, Sendable {
        case fit
        case trainOnBatch
        case findLearningRate
        case evaluate
        case predict
    }

    /// What was called.
    package var kind: Kind
    /// The model's name.
    package var model: String
    /// How many numbers training changes.
    package var trainableParameters: Int
    /// How many numbers it leaves alone.
    package var frozenParameters: Int
    /// Samples in a batch.
    package var batchSize: Int
    /// Samples in all that are trained on, or given to the model, in an epoch.
    package var samples: Int
    /// Epochs; 1 for what is no training.
    package var epochs: Int
    /// Batches of samples in all epochs: steps of training, or batches that go through the model.
    package var steps: Int
    /// Floating-point operations of one full batch.
    package var flops: PlannedFLOPs
    /// Bytes while the call is under way.
    package var memory: PlannedMemory
    /// How often the same was called.
    package var times = 1
    /// What makes up the time.
    var phases: [PlannedPhase] = []
    /// Seconds that preparing the kernels takes.
    var setup = 0.0
    /// Seconds of one thread that reading and preparing pictures takes.
    var pictures = 0.0

    /// The seconds that all of it takes on a machine.
    package func seconds(on machine: MachineRates) -> Double {
        let kernels = phases.reduce(0) { $0 + $1.seconds(on: machine) }
        // Pictures are read ahead, but by the processors that the kernels use.
        return Double(times) * (setup + kernels + pictures / Double(Threads.count))
    }

    /// Whether another call differs in nothing but how long its preparations took.
    func isLike(_ other: PlannedCall) -> Bool {
        var (own, other) = (self, other)
        (own.times, own.setup, own.pictures) = (1, 0, 0)
        (other.times, other.setup, other.pictures) = (1, 0, 0)
        return own == other
    }
}

/// Floating-point operations of a batch; a multiplication with an addition is two.
package struct PlannedFLOPs: Codable, Hashable, Sendable {
    /// Through the layers that every step runs through.
    package var forward: Double
    /// Back to the parameters that are trained.
    package var backward: Double
    /// Through frozen layers, where their results are kept and every sample goes through them once only.
    package var once: Double

    /// What a step takes.
    package var step: Double { forward + backward }
}

/// Where the bytes of a call go.
package struct PlannedMemory: Codable, Hashable, Sendable {
    /// The parameters, and their copies in the layouts that kernels want.
    package var weights: Int
    /// The gradients by the trained parameters.
    package var gradients = 0
    /// What the optimizer remembers of the trained parameters.
    package var optimizer = 0
    /// The results of layers and the scratch memory of kernels.
    package var activations: Int
    /// What is kept from epoch to epoch: results of frozen layers, samples, decoded pictures.
    package var cache = 0

    /// All of them.
    package var total: Int { weights + gradients + optimizer + activations + cache }
}

/// Batches of a call that do the same work.
struct PlannedPhase: Codable, Hashable, Sendable {
    /// How many batches, the last one counted by how full it is.
    var batches: Double
    /// The work of one full batch, equal works together.
    var work: [CountedWork]
    /// How many numbers each batch changes, and how.
    var update: PlannedUpdate?

    struct CountedWork: Codable, Hashable, Sendable {
        var work: StepWork
        var count: Int
    }

    init(batches: Double, work: [StepWork], update: PlannedUpdate? = nil) {
        self.batches = batches
        self.update = update
        var counts: [StepWork: Int] = [:]
        for item in work { counts[item, default: 0] += 1 }
        var seen: Set<StepWork> = []
        // In the order of the steps, so that equal phases are equal.
        self.work = work.filter { seen.insert($0).inserted }.map { CountedWork(work: $0, count: counts[$0] ?? 1) }
    }

    func seconds(on machine: MachineRates) -> Double {
        let kernels = work.reduce(0) { $0 + Double($1.count) * machine.kernels.seconds(of: $1.work) }
        let update = update.map { machine.kernels.seconds(ofUpdate: $0.cost, count: $0.count) } ?? 0
        return batches * (kernels + update + machine.batch)
    }
}

/// How many numbers an optimizer changes.
struct PlannedUpdate: Codable, Hashable, Sendable {
    var count: Int
    var cost: UpdateCost
}
