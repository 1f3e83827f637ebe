/// A graph prepared for one batch size: primitives built, layouts chosen, memory placed.
package final class Plan {
    /// What a plan is for.
    package enum Mode: Hashable, Sendable {
        /// Outputs only.
        case inference
        /// The loss of each output, nothing random, no gradients.
        case evaluation([Loss])
        /// The loss of each output, and the gradients of the trainable parameters.
        case training([Loss])

        /// For a graph of one output.
        package static func evaluation(_ loss: Loss) -> Mode { .evaluation([loss]) }
        /// For a graph of one output.
        package static func training(_ loss: Loss) -> Mode { .training([loss]) }

        /// The losses that are computed, if any.
        var losses: [Loss] {
            switch self {
            case .inference: []
            case .evaluation(let losses), .training(let losses): losses
            }
        }
    }

    /// What a run with a loss has found, as long as the plan's memory is not used for something else.
    package struct Outcome {
        /// The batch's loss.
        package let result: BatchResult
        /// Each output for every sample, row-major.
        package let predictions: [UnsafeBufferPointer<Float>]
        /// The gradient of the batch's loss by each trainable parameter; none unless the plan is for training.
        package let gradients: [ParameterGradient]
    }

    /// The samples that one run takes.
    package let batchSize: Int
    let steps: [any Step]
    private let packed: [PackedWeights]
    private let outputs: [Value]
    private let gradients: [(parameter: Parameter, value: Value)]
    private let arenaByteCount: Int
    private let scratchByteCount: Int
    private var bound: UnsafeMutableRawPointer?

    /// Prepares a graph.
    package init(_ graph: Graph, batchSize: Int, mode: Mode, weights: PackedWeightsCache) throws {
        _ = Threads.count
        self.batchSize = batchSize
        var lowering = Lowering(graph, batchSize: batchSize, mode: mode, weights: weights)
        try lowering.run()
        steps = lowering.steps
        packed = lowering.packed
        outputs = lowering.outputs
        gradients = lowering.parameterGradients
        arenaByteCount = ArenaPlanner.place(steps, pinned: (outputs + gradients.map(\.value)).map(\.storage))
        scratchByteCount = steps.map(\.scratchByteCount).max() ?? 0
    }

    /// Memory the plan works in, in bytes, packed weights apart.
    package var workspaceByteCount: Int { arenaByteCount + scratchByteCount }

    /// The memory of the gradients that a training step hands out, which is part of `workspaceByteCount`, in bytes.
    package var gradientByteCount: Int { gradients.reduce(0) { $0 + $1.value.storage.byteCount } }

    /// The memory of the weights in the kernels' own layouts, in bytes; a model's plans may share it.
    package var packedByteCount: Int { packed.reduce(0) { $0 + $1.weights.byteCount + $1.bias.byteCount } }

    /// What each step has to do.
    package var work: [StepWork] { steps.map(\.work) }

    /// The kernels oneDNN has chosen, by step.
    package var implementations: [(step: String, implementation: String)] {
        steps.compactMap { step in (step as? PrimitiveStep).map { ($0.label, $0.implementation) } }
    }

    /// Computes the outputs of one batch; inputs and outputs are row-major, in the graph's order.
    package func run(inputs: [UnsafePointer<Float>], outputs results: [UnsafeMutablePointer<Float>]) throws {
        let random = RandomStream(seed: 0, number: 0)
        try execute(inputs: inputs, targets: [], random: random) { run in
            for (value, result) in zip(outputs, results) {
                result.update(from: run.floats(value), count: value.count)
            }
        }
    }

    /// Computes the losses of one batch, and their gradients if the plan is for training.
    ///
    /// Each sample's loss is multiplied by its weight, if weights are given, and each output's by its own.
    package func step<T>(
        inputs: [UnsafePointer<Float>], targets: [OutputTargets], random: RandomStream, _ body: (Outcome) throws -> T
    ) throws -> T {
        try execute(inputs: inputs, targets: targets, random: random) { run in
            try body(
                Outcome(
                    result: BatchResult(losses: run.losses, penalty: run.penalty),
                    predictions: outputs.map { UnsafeBufferPointer(start: run.floats($0), count: $0.count) },
                    gradients: gradients.map {
                        ParameterGradient(parameter: $0.parameter, address: run.floats($0.value))
                    }))
        }
    }

    /// The same for a graph of one output.
    package func step<T>(
        inputs: [UnsafePointer<Float>], targets: Targets, random: RandomStream, _ body: (Outcome) throws -> T
    ) throws -> T {
        try step(inputs: inputs, targets: [OutputTargets(targets)], random: random, body)
    }

    /// Runs all steps, each through `running`.
    func execute<T>(
        inputs: [UnsafePointer<Float>], targets: [OutputTargets], random: RandomStream,
        running: (any Step, PlanRun) throws -> Void = { try $0.run($1) }, _ body: (PlanRun) throws -> T
    ) throws -> T {
        // The kernels' pool of threads begins in here too, and takes the setting over.
        try Denormals.flushed {
            for weights in packed { try weights.refresh() }
            return try Workspace.shared.withMemory(byteCount: workspaceByteCount) { address in
                let memory = BoundMemory(arena: address, scratch: address + arenaByteCount)
                if bound != address {
                    steps.forEach { $0.bind(memory) }
                    bound = address
                }
                let run = PlanRun(memory: memory, inputs: inputs, targets: targets, random: random)
                for step in steps { try running(step, run) }
                return try body(run)
            }
        }
    }
}
