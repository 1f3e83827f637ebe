import Transfer

extension PlannedCell.Call {
    /// What the engine noted, with the time it takes on a machine, if that was measured.
    init(_ call: PlannedCall, on machine: MachineRates?) {
        kind = call.kind.rawValue
        model = call.model
        trainableParameters = call.trainableParameters
        frozenParameters = call.frozenParameters
        batchSize = call.batchSize
        samples = call.samples
        epochs = call.epochs
        times = call.times
        let (product, isTooLarge) = call.steps.multipliedReportingOverflow(by: call.times)
        steps = isTooLarge ? .max : product
        flopsPerStep = call.flops.step
        backwardFLOPsPerStep = call.flops.backward
        flopsOnce = call.flops.once
        memory = Memory(
            weights: call.memory.weights, gradients: call.memory.gradients, optimizer: call.memory.optimizer,
            activations: call.memory.activations, cache: call.memory.cache, total: call.memory.total)
        seconds = machine.map(call.seconds)
    }
}
