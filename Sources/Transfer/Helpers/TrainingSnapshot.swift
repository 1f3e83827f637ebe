import Compute

/// The weights of a model and the memory of its optimizer at some time.
struct TrainingSnapshot {
    private let model: Model
    private let optimizer: Optimizer
    private let parameters: [(parameter: Parameter, values: [Float])]
    private let memory: UpdateState.Memory
    private let schedule: LearningRateSchedule

    init(_ model: Model, _ optimizer: Optimizer) {
        self.model = model
        self.optimizer = optimizer
        parameters = model.listedParameters.map { ($0, $0.values) }
        memory = optimizer.state.memory(of: parameters.map(\.parameter))
        schedule = optimizer.schedule
    }

    /// Puts everything back, to the bit.
    func restore() {
        for (parameter, values) in parameters { parameter.values = values }
        optimizer.state.reset()
        // The memory is of the same optimizer and parameters, so that it always fits.
        _ = optimizer.state.restore(memory, of: parameters.map(\.parameter))
        optimizer.schedule = schedule
    }
}
