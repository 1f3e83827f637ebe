import Compute
import Foundation

/// Samples with what should be predicted of them.
struct LabelledSamples {
    let source: any SampleSource
    let targets: TargetValues
}

/// One training of a model, from its first epoch to its last.
final class FitLoop {
    private let model: Model
    private let compilation: Compilation
    private let data: LabelledSamples
    private let validation: LabelledSamples?
    private let batchSize: Int
    private let validationBatchSize: Int
    private let order: EpochOrder
    private let callbacks: [Callback]
    private let training: Training
    private var log: TrainingLog
    private var state: (plans: TrainingPlans, inputs: any HeadInputs, validation: (any HeadInputs)?)?

    init(
        _ model: Model, _ compilation: Compilation, data: LabelledSamples, validation: LabelledSamples?,
        batchSize: Int, validationBatchSize: Int, epochs: Int, order: EpochOrder, callbacks: [Callback]
    ) {
        self.model = model
        self.compilation = compilation
        self.data = data
        self.validation = validation
        self.batchSize = batchSize
        self.validationBatchSize = validationBatchSize
        self.order = order
        self.callbacks = callbacks
        training = Training(model: model, epochs: epochs, optimizer: compilation.optimizer)
        log = TrainingLog(columns: [])
    }

    /// Trains, and shows what has been reached also when an error ends the training early.
    func run() throws -> History {
        do {
            for callback in callbacks { try callback.trainingWillBegin(training) }
            for epoch in 0..<training.epochs where !training.stopTraining { try run(epoch) }
            for callback in callbacks { try callback.trainingDidEnd(training) }
        } catch {
            if !log.epochs.isEmpty { show() }
            throw error
        }
        show()
        return History(log: log)
    }

    private func show() {
        log.notes = training.notes
        OutputSinks.current.show(.training(log))
    }

    private func run(_ epoch: Int) throws {
        for callback in callbacks { try callback.epochWillBegin(epoch, training) }
        let clock = ContinuousClock()
        let start = clock.now
        let (plans, inputs, validationInputs) = try prepare()
        training.metrics = try train(epoch, plans, inputs).named
        if let validation, let validationInputs {
            let result = try model.evaluate(
                validationInputs, validation.targets, batchSize: validationBatchSize, compilation
            ) { try plans.evaluation(batchSize: $0) }
            training.metrics += result.named.map { ("val_" + $0.name, $0.value) }
        }
        let duration = (clock.now - start).components
        try finish(epoch, seconds: Double(duration.seconds) + Double(duration.attoseconds) * 1e-18)
        let steps = (inputs.count + batchSize - 1) / batchSize
        report(epoch, completed: steps, of: steps, Evaluation.text(training.metrics))
        if let loss = training.metrics.first?.value, !loss.isFinite {
            training.stopTraining = true
            training.note(
                "Epoch \(epoch + 1): the loss is \(loss), training stops; lower the learning rate or rescale the inputs"
            )
        }
    }

    /// Lets the callbacks see the epoch's numbers, and keeps these also when a callback ends the training.
    private func finish(_ epoch: Int, seconds: Double) throws {
        defer { add(seconds: seconds) }
        for callback in callbacks { try callback.epochDidEnd(epoch, training) }
    }

    private func add(seconds: Double) {
        if log.epochs.isEmpty { log.columns = training.metrics.map(\.name) }
        log.epochs.append(
            log.columns.map { name in training.metrics.first { $0.name == name }?.value ?? .nan })
        log.seconds.append(seconds)
    }

    /// The plans and inputs for the layers that are trainable now; those of the last epoch if that has not changed.
    private func prepare() throws -> (TrainingPlans, any HeadInputs, (any HeadInputs)?) {
        let graph = try model.builtNetwork().graph()
        if let state, state.plans.signature == TrainingPlans.signature(graph) { return state }
        let plans = try TrainingPlans(model, graph)
        let made = (
            plans: plans, inputs: try inputs(plans, data, batchSize),
            validation: try validation.map { try inputs(plans, $0, validationBatchSize) }
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

    private func train(_ epoch: Int, _ plans: TrainingPlans, _ inputs: any HeadInputs) throws -> Evaluation {
        let order = order.samples(count: inputs.count, epoch: epoch)
        let steps = (order.count + batchSize - 1) / batchSize
        var total = BatchResult(loss: 0, correct: 0)
        var seen = 0
        let optimizer = compilation.optimizer
        func evaluation() -> Evaluation {
            Evaluation(
                loss: total.loss / Double(seen),
                accuracy: compilation.metrics.contains(.accuracy) ? Double(total.correct) / Double(seen) : nil)
        }
        for step in 0..<steps {
            let indices = Array(order[step * batchSize..<min((step + 1) * batchSize, order.count)])
            optimizer.state.beginStep()
            let rate = Float(optimizer.learningRate)
            let result = try model.step(
                plans.training(batchSize: indices.count), inputs.batch(indices), data.targets.samples(indices),
                RandomState.shared.nextStream()
            ) { parameter, gradient in
                optimizer.state.apply(gradient, to: parameter, learningRate: rate)
            }
            total.loss += result.loss
            total.correct += result.correct
            seen += indices.count
            if step + 1 < steps { report(epoch, completed: step + 1, of: steps, "\(evaluation())") }
        }
        return evaluation()
    }

    private func report(_ epoch: Int, completed: Int, of total: Int, _ detail: String) {
        OutputSinks.current.report(
            WorkProgress(
                label: "Epoch \(epoch + 1)/\(training.epochs)", completed: completed, total: total, detail: detail))
    }
}
