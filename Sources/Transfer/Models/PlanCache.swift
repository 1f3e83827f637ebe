import Compute

/// The plans of one model that are worth keeping: the last few that were used.
final class PlanCache {
    struct Key: Hashable {
        enum Part: Hashable { case whole, frozen, head }

        let part: Part
        let mode: Plan.Mode
        let batchSize: Int
        /// Which layers were trainable; a plan for other ones is another plan.
        let trainable: [Bool]
    }

    private static let limit = 8
    private let weights = PackedWeightsCache()
    private var entries: [(key: Key, plan: Plan)] = []

    /// Forgets all plans, because the model has become another.
    func removeAll() { entries.removeAll() }

    func plan(_ key: Key, _ graph: @autoclosure () throws -> Graph) throws -> Plan {
        if let position = entries.firstIndex(where: { $0.key == key }) {
            let entry = entries.remove(at: position)
            entries.append(entry)
            return entry.plan
        }
        let plan = try engineCall {
            try Plan(graph(), batchSize: key.batchSize, mode: key.mode, weights: weights)
        }
        entries.append((key, plan))
        if entries.count > Self.limit { entries.removeFirst() }
        return plan
    }
}

extension Model {
    /// The kernels that oneDNN runs for a batch, a layer each: for tests that none is the slow reference loop.
    func kernels(batchSize: Int) throws -> [(step: String, implementation: String)] {
        let graph = try builtNetwork().graph()
        return try plans.plan(
            PlanCache.Key(part: .whole, mode: .inference, batchSize: batchSize, trainable: []), graph
        ).implementations
    }

    /// The kernels of a training step of the layers that are trainable now.
    func trainingKernels(batchSize: Int) throws -> [(step: String, implementation: String)] {
        try TrainingPlans(self, builtNetwork().graph(), [.sparseCategoricalCrossentropy])
            .training(batchSize: batchSize).implementations
    }
}
