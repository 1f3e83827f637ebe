import Compute

/// Gathers what the runs of a model's plans would cost; the plans are made for real, so that they are checked as well.
struct PlannedRun {
    let model: Model
    private(set) var phases: [PlannedPhase] = []
    private(set) var setup = 0.0
    private var packed: [String: Int] = [:]
    private var workspace = 0
    private(set) var gradients = 0

    init(_ model: Model) {
        self.model = model
    }

    /// Adds batches that run through a plan, which is made now.
    ///
    /// - Parameters:
    ///   - part: what part of the model the plan is of; plans of the same part share packed weights.
    ///   - batches: how many, the last one counted by how full it is.
    ///   - moved: bytes of samples that are gathered for each batch.
    mutating func add(
        _ part: String, batches: Double, moved: Int, update: PlannedUpdate? = nil, _ make: () throws -> Plan
    ) throws {
        let start = ContinuousClock.now
        let plan = try make()
        setup += start.secondsSince
        // Kernels of another size are made for the last batch of an epoch.
        packed[part] = max(packed[part] ?? 0, plan.packedByteCount)
        workspace = max(workspace, plan.workspaceByteCount - plan.gradientByteCount)
        gradients = max(gradients, plan.gradientByteCount)
        let gathering = StepWork(.loop, byteCount: 2 * moved)
        phases.append(PlannedPhase(batches: batches, work: plan.work + [gathering], update: update))
    }

    /// The bytes in use.
    func memory(cache: Int, compilation: Compilation? = nil) -> PlannedMemory {
        let counts = ParameterCounts(model)
        let float = MemoryLayout<Float>.stride
        var memory = PlannedMemory(
            weights: (counts.trainable + counts.frozen) * float + packed.values.reduce(0, +), gradients: gradients,
            activations: workspace, cache: cache)
        if let optimizer = compilation?.optimizer {
            let settings = optimizer.settings
            let extra = (settings.useEMA ? 1 : 0) + ((settings.gradientAccumulationSteps ?? 1) > 1 ? 1 : 0)
            memory.optimizer = counts.trainable * float * (optimizer.rule.rememberedCount + extra)
        }
        return memory
    }
}

extension SampleSource {
    /// The bytes of one sample.
    var sampleByteCount: Int {
        sampleShapes.reduce(0) { $0 + $1.reduce(1, *) } * MemoryLayout<Float>.stride
    }

    /// The pictures that the samples are, if they are a flow's.
    var flow: FlowSamples? { self as? FlowSamples }

    /// The bytes of samples that lie in memory already.
    var residentByteCount: Int { self is TensorSamples ? sampleByteCount * count : 0 }
}
