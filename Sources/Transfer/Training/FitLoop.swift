import Compute
import Foundation

/// What a training is asked to do.
struct FitSettings {
    var batchSize: Int
    var validationBatchSize: Int
    var epochs: Int
    var initialEpoch = 0
    var shuffle: Bool
    var seed: Int?
    var stepsPerEpoch: Int?
    var callbacks: [Callback]
    /// Whether the training's log is not shown, because the training is a means to something else.
    var isSilent = false
}

/// One training of a model, from its first epoch to its last.
final class FitLoop {
    let model: Model
    let compilation: Compilation
    let data: LabelledSamples
    let validation: LabelledSamples?
    let settings: FitSettings
    let callbacks: [Callback]
    let training: Training
    private var state: (plans: TrainingPlans, inputs: any HeadInputs, validation: (any HeadInputs)?)?

    init(
        _ model: Model, _ compilation: Compilation, data: LabelledSamples, validation: LabelledSamples?,
        _ settings: FitSettings
    ) {
        self.model = model
        self.compilation = compilation
        self.data = data
        self.validation = validation
        self.settings = settings
        callbacks = settings.callbacks
        training = Training(
            model: model, epochs: settings.epochs, compilation,
            BatchOrder(
                count: data.count, batchSize: settings.batchSize, shuffle: settings.shuffle, seed: settings.seed,
                stepsPerEpoch: settings.stepsPerEpoch), hasValidation: validation != nil, callbacks: callbacks)
        training.nextEpoch = settings.initialEpoch
        training.log.initialEpoch = settings.initialEpoch
    }

    /// Trains, unless an identical training is kept, and shows what has been reached also when an error ends the
    /// training early.
    func run() throws -> History {
        let turn = TrainingTurn.begin()
        defer { turn.end() }
        let memo = turn.isAlone ? TrainingMemo.current : nil
        let identity = memo == nil ? nil : identity()
        if let memo, let identity, let seconds = try memo.restore(training, identity) {
            OutputSinks.current.trainingWasRestored(secondsSaved: seconds)
            show()
            return History(log: training.log, secondsWaited: training.secondsWaited)
        }
        let start = ContinuousClock.now
        try train()
        if let memo, let identity, turn.isAlone {
            memo.keep(training, identity, seconds: start.secondsSince)
        }
        show()
        return History(log: training.log, secondsWaited: training.secondsWaited)
    }

    private func train() throws {
        do {
            for callback in callbacks { try callback.trainingWillBegin(training) }
            for callback in callbacks { try callback.trainingMayResume(training) }
            while training.nextEpoch < training.epochs, !training.stopTraining { try run(training.nextEpoch) }
            compilation.optimizer.state.finish()
            for callback in callbacks { try callback.trainingDidEnd(training) }
        } catch {
            if !training.log.epochs.isEmpty { show() }
            throw error
        }
    }

    private func show() {
        if !settings.isSilent { OutputSinks.current.show(.training(training.log)) }
    }

    private func run(_ epoch: Int) throws {
        training.metrics = []
        for callback in callbacks { try callback.epochWillBegin(epoch, training) }
        let start = ContinuousClock.now
        let (plans, inputs, validationInputs) = try prepare()
        let steps = try train(epoch, plans, inputs)
        if let validation, let validationInputs {
            let result = try model.evaluate(
                validationInputs, validation, batchSize: settings.validationBatchSize, compilation
            ) { try plans.evaluation(batchSize: $0) }
            training.metrics += result.metrics.map { ("val_" + $0.name, $0.value) }
        }
        training.nextEpoch = epoch + 1
        try finish(epoch, seconds: start.secondsSince)
        for callback in callbacks { try callback.epochWasLogged(epoch, training) }
        report(epoch, completed: steps, of: steps, Evaluation.text(training.metrics))
    }

    /// Lets the callbacks see the epoch's numbers, and keeps these also when a callback ends the training.
    private func finish(_ epoch: Int, seconds: Double) throws {
        defer { training.logEpoch(seconds: seconds) }
        for callback in callbacks { try callback.epochDidEnd(epoch, training) }
    }

    /// The plans and inputs for the layers that are trainable now; those of the last epoch if that has not changed.
    private func prepare() throws -> (TrainingPlans, any HeadInputs, (any HeadInputs)?) {
        let graph = try model.builtNetwork().graph()
        if let state, state.plans.signature == TrainingPlans.signature(graph) { return state }
        let plans = try TrainingPlans(model, graph, compilation.losses)
        let made = (
            plans: plans, inputs: try inputs(plans, data, settings.batchSize),
            validation: try validation.map { try inputs(plans, $0, settings.validationBatchSize) }
        )
        state = made
        return made
    }

    private func inputs(_ plans: TrainingPlans, _ data: LabelledSamples, _ batchSize: Int) throws -> any HeadInputs {
        let computed = plans.inputs(data.source)
        guard model.keepsFrozenResults else { return computed }
        let cached = try CachedInputs(computed, sizes: plans.inputSizes, batchSize: batchSize) { done in
            let label = computed.frozen == nil ? "Reading samples" : "Frozen layers"
            OutputSinks.current.report(
                WorkProgress(label: label, completed: done, total: computed.count, detail: ""))
        }
        return cached ?? computed
    }

    /// Trains for an epoch and returns how many batches it had.
    private func train(_ epoch: Int, _ plans: TrainingPlans, _ inputs: any HeadInputs) throws -> Int {
        let batches = training.order.nextEpoch()
        let multipliers = try model.learningRateMultipliers()
        var tally = try EpochTally(model, compilation)
        let stream = try inputs.batches(batches, random: data.source.random(seed: settings.seed, pass: epoch))
        defer {
            stream.cancel()
            training.secondsWaited += stream.secondsWaited
        }
        for (number, indices) in batches.enumerated() {
            for callback in callbacks { try callback.batchWillBegin(number, training) }
            guard let batch = try stream.next() else { return number }
            let loss = try model.step(
                plans.training(batchSize: indices.count), batch.values, data.labels(indices, batch), compilation,
                RandomState.shared.nextStream(), &tally.counters
            ) { compilation.optimizer.step($0, multipliers: multipliers) }
            tally.add(loss, count: indices.count)
            training.batchLoss = loss.total
            training.metrics = tally.evaluation.metrics
            for callback in callbacks { try callback.batchDidEnd(number, training) }
            guard loss.total.isFinite || training.stopTraining else {
                throw TransferError.training(
                    model.notFinite(
                        loss.total, inputs: batch.values, epoch: epoch, batch: number,
                        compilation.optimizer.learningRate))
            }
            if number + 1 < batches.count {
                report(epoch, completed: number + 1, of: batches.count, "\(tally.evaluation)")
            }
            if training.stopTraining { return number + 1 }
        }
        return batches.count
    }

    private func report(_ epoch: Int, completed: Int, of total: Int, _ detail: String) {
        OutputSinks.current.report(
            WorkProgress(
                label: "Epoch \(epoch + 1)/\(training.epochs)", completed: completed, total: total, detail: detail))
    }
}

extension Model {
    /// What to say of a loss that is no longer a number, with where the first such numbers are.
    fileprivate func notFinite(
        _ loss: Double, inputs: [[Float]], epoch: Int, batch: Int, _ learningRate: Double
    ) -> TrainingProblem {
        let layer = allLayers.first { layer in
            !(layer is Model) && layer.parameters.contains { $0.values.contains { !$0.isFinite } }
        }
        let source =
            if let layer {
                "the weights of layer '\(layer.name)' are not finite"
            } else if inputs.joined().contains(where: { !$0.isFinite }) {
                "what goes into the trained layers is not finite"
            } else {
                "the result of layer '\(layers.last?.name ?? name)' is too large"
            }
        return .lossNotFinite(
            model: name, loss: "\(loss)", epoch: epoch + 1, batch: batch + 1, source: source,
            learningRate: learningRate)
    }
}
