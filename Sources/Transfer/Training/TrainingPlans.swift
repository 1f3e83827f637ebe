import Compute

/// A model cut into what stays and what training changes, for the layers that are trainable now.
struct TrainingPlans {
    /// Which nodes are trainable; when it changes, everything here has to be made anew.
    let signature: [Bool]
    let split: SplitGraph
    private let plans: PlanCache
    private let losses: [Loss]

    init(_ model: Model, _ graph: Graph, _ losses: [LossFunction]) throws {
        guard let split = graph.split(), split.head.nodes.contains(where: { $0.isTrainable }) else {
            throw TransferError.training(.nothingTrainable(model: model.name))
        }
        self.split = split
        self.losses = graph.kernels(of: losses)
        plans = model.plans
        signature = Self.signature(graph)
    }

    static func signature(_ graph: Graph) -> [Bool] { graph.nodes.map(\.isTrainable) }

    /// What the trained part reads of some samples, computed batch by batch.
    func inputs(_ source: any SampleSource) -> ComputedInputs {
        let frozen = GraphRunner(split.frozen, part: .frozen, trainable: signature, plans: plans)
        return ComputedInputs(source: source, frozen: split.frozen.isIdentity ? nil : frozen)
    }

    /// How many numbers of each input of the trained part belong to a sample.
    var inputSizes: [Int] { split.head.inputs.map { split.head.nodes[$0].shape.reduce(1, *) } }

    func training(batchSize: Int) throws -> Plan { try head(.training(losses), batchSize) }
    func evaluation(batchSize: Int) throws -> Plan { try head(.evaluation(losses), batchSize) }

    private func head(_ mode: Plan.Mode, _ batchSize: Int) throws -> Plan {
        try plans.plan(
            PlanCache.Key(part: .head, mode: mode, batchSize: batchSize, trainable: signature), split.head)
    }
}
