import Compute

extension FitLoop {
    /// Checks all that training would check, notes what it would cost, and returns a history of placeholders.
    func plan(_ planning: Planning) throws -> History {
        let graph = try model.builtNetwork().graph()
        let plans = try TrainingPlans(model, graph, compilation.losses)
        let epochs = plannedEpochs(planning)
        let names = try columns()
        try checkCallbacks(planning, names, epochs)
        planning.add(try call(plans, epochs: epochs.count))
        let log = Placeholders.log(names, epochs: epochs)
        if !settings.isSilent { OutputSinks.current.show(.training(log)) }
        return History(log: log)
    }

    /// The most epochs that are planned: who asks for more means that a callback will end the training.
    private static let mostEpochs = 1000

    private func plannedEpochs(_ planning: Planning) -> Range<Int> {
        let first = settings.initialEpoch
        let count = max(settings.epochs, first) - first
        guard count > Self.mostEpochs else { return first..<first + count }
        planning.note("of \(count) epochs \(Self.mostEpochs) are planned")
        return first..<first + Self.mostEpochs
    }

    /// The names of an epoch's numbers.
    private func columns() throws -> [String] {
        var names = try EpochTally(model, compilation).evaluation.metrics.map(\.name)
        if validation != nil { names += names.map { "val_" + $0 } }
        let added = Set(callbacks.compactMap(\.addedMetrics).joined())
        return names + added.subtracting(names).sorted()
    }

    /// Lets the engine's own callbacks check their settings, and remembers the files they would write.
    private func checkCallbacks(_ planning: Planning, _ names: [String], _ epochs: Range<Int>) throws {
        training.metrics = Placeholders.evaluation(names).metrics
        for callback in callbacks {
            try callback.checkSettings(training)
            if let checkpoint = callback as? ModelCheckpoint {
                try planning.save(model, to: checkpoint.paths(epochs, training))
            }
        }
    }

    private func call(_ plans: TrainingPlans, epochs: Int) throws -> PlannedCall {
        let counts = ParameterCounts(model)
        let batchSize = min(settings.batchSize, data.count)
        let fullSteps = (data.count + batchSize - 1) / batchSize
        let steps = min(settings.stepsPerEpoch ?? fullSteps, fullSteps)
        let samples = min(data.count, steps * batchSize)
        var run = PlannedRun(model)
        var pictures = PlannedPictures()
        let update = PlannedUpdate(count: counts.trainable, cost: compilation.optimizer.rule.cost)

        let trained = try part(data, batchSize, passes: epochs, samplesInPass: samples, plans, &run, &pictures)
        try run.add(
            "head", batches: Double(samples * epochs) / Double(batchSize), moved: trained.sampleByteCount * batchSize,
            update: update
        ) { try plans.training(batchSize: batchSize) }
        var cache = trained.cacheByteCount
        if let validation {
            let size = min(settings.validationBatchSize, validation.count)
            let seen = try part(
                validation, size, passes: epochs, samplesInPass: validation.count, plans, &run, &pictures)
            try run.add(
                "head", batches: Double(validation.count * epochs) / Double(size), moved: seen.sampleByteCount * size
            ) { try plans.evaluation(batchSize: size) }
            cache += seen.cacheByteCount
        }
        let head = plans.split.head.flops
        let frozen = plans.split.frozen.flops.forward
        return PlannedCall(
            kind: settings.isSilent ? .findLearningRate : .fit, model: model.name,
            trainableParameters: counts.trainable, frozenParameters: counts.frozen, batchSize: batchSize,
            samples: samples, epochs: epochs, steps: steps * epochs,
            flops: PlannedFLOPs(
                forward: (head.forward + (trained.isCached ? 0 : frozen)) * Double(batchSize),
                backward: head.backward * Double(batchSize),
                once: trained.isCached ? frozen * Double(samples) : 0),
            memory: run.memory(cache: cache + pictures.byteCount, compilation: compilation), phases: run.phases,
            setup: run.setup, pictures: pictures.seconds)
    }

    /// How samples reach the trained part of the model.
    private struct Part {
        var isCached: Bool
        var cacheByteCount: Int
        /// The bytes of what the trained part reads of a sample.
        var sampleByteCount: Int
    }

    /// Adds what it takes to bring samples to the trained part: reading them, and running the frozen part.
    private func part(
        _ data: LabelledSamples, _ batchSize: Int, passes: Int, samplesInPass: Int, _ plans: TrainingPlans,
        _ run: inout PlannedRun, _ pictures: inout PlannedPictures
    ) throws -> Part {
        let inputs = plans.inputs(data.source)
        let size = plans.inputSizes.reduce(0, +) * MemoryLayout<Float>.stride
        let isCached = model.keepsFrozenResults && CachedInputs.canKeep(inputs, sizes: plans.inputSizes)
        if let frozen = inputs.frozen {
            let samples = isCached ? data.count : samplesInPass * passes
            try run.add(
                "frozen", batches: Double(samples) / Double(batchSize), moved: data.source.sampleByteCount * batchSize
            ) { try frozen.plan(batchSize: batchSize) }
        }
        if let flow = data.source.flow {
            try pictures.add(flow, passes: isCached ? 1 : passes)
        }
        return Part(
            isCached: isCached, cacheByteCount: (isCached ? size * data.count : 0) + data.source.residentByteCount,
            sampleByteCount: size)
    }
}
