import Compute

extension Model {
    /// Notes what a pass of samples through the model costs, with losses or without.
    func plan(
        _ kind: PlannedCall.Kind, _ source: any SampleSource, batchSize: Int, losses: [LossFunction]?,
        _ planning: Planning
    ) throws {
        let graph = try network(for: source.sampleShapes).graph()
        let size = min(max(batchSize, 1), max(source.count, 1))
        let counts = ParameterCounts(self)
        var (run, pictures) = (PlannedRun(self), PlannedPictures())
        let key = PlanCache.Key(
            part: .whole, mode: losses.map { .evaluation(graph.kernels(of: $0)) } ?? .inference, batchSize: size,
            trainable: losses == nil ? [] : TrainingPlans.signature(graph))
        try run.add(
            "whole", batches: Double(source.count) / Double(size), moved: source.sampleByteCount * size
        ) { try plans.plan(key, graph) }
        if let flow = source.flow { try pictures.add(flow, passes: 1) }
        planning.add(
            PlannedCall(
                kind: kind, model: name, trainableParameters: counts.trainable, frozenParameters: counts.frozen,
                batchSize: size, samples: source.count, epochs: 1, steps: (source.count + size - 1) / size,
                flops: PlannedFLOPs(forward: graph.flops.forward * Double(size), backward: 0, once: 0),
                memory: run.memory(cache: source.residentByteCount + pictures.byteCount), phases: run.phases,
                setup: run.setup, pictures: pictures.seconds))
    }

    /// The names of a model's loss and metrics with placeholders for their values.
    func plannedEvaluation(_ compilation: Compilation) throws -> Evaluation {
        Placeholders.evaluation(try EpochTally(self, compilation).evaluation.metrics.map(\.name))
    }

    /// Notes one step of training.
    func planStep(_ data: LabelledSamples, _ trained: TrainingPlans, _ compilation: Compilation, _ planning: Planning)
        throws
    {
        let counts = ParameterCounts(self)
        var run = PlannedRun(self)
        let inputs = trained.inputs(data.source)
        let moved = data.source.sampleByteCount * data.count
        if let frozen = inputs.frozen {
            try run.add("frozen", batches: 1, moved: moved) { try frozen.plan(batchSize: data.count) }
        }
        try run.add(
            "head", batches: 1, moved: moved,
            update: PlannedUpdate(count: counts.trainable, cost: compilation.optimizer.rule.cost)
        ) { try trained.training(batchSize: data.count) }
        let (frozen, head) = (trained.split.frozen.flops, trained.split.head.flops)
        planning.add(
            PlannedCall(
                kind: .trainOnBatch, model: name, trainableParameters: counts.trainable,
                frozenParameters: counts.frozen, batchSize: data.count, samples: data.count, epochs: 1, steps: 1,
                flops: PlannedFLOPs(
                    forward: (frozen.forward + head.forward) * Double(data.count),
                    backward: head.backward * Double(data.count), once: 0),
                memory: run.memory(cache: data.source.residentByteCount, compilation: compilation),
                phases: run.phases, setup: run.setup))
    }
}
