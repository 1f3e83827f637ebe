extension KernelRates {
    /// Measures this machine for about so many seconds: training steps of small networks that have every kind of layer.
    ///
    /// Of each step the least time counts, so that other programs disturb little.
    package static func measured(for duration: Double = 1) throws -> KernelRates {
        var rates = KernelRates()
        var tally = Tally()
        let samples = CalibrationGraph.all
        for sample in samples { try tally.add(sample, seconds: duration * 0.8 / Double(samples.count)) }
        // The time that a step takes even with next to nothing to do.
        rates.start = tally.least
        rates.memory = tally.rate(of: .memory, bytes: true, less: rates.start) ?? 1e10
        rates.loop = tally.rate(of: .loop, bytes: true, less: rates.start) ?? 2e9
        rates.random = tally.rate(of: .random, bytes: true, less: rates.start) ?? 1e9
        for kind in StepWork.Kind.allCases where ![.memory, .loop, .random].contains(kind) {
            for pass in StepWork.Pass.allCases {
                let work = StepWork(kind, pass, byteCount: 0)
                rates.flops[key(work)] = tally.rate(of: kind, pass, less: rates.start)
            }
        }
        rates.update = measuredUpdates()
        return rates
    }

    private static func measuredUpdates() -> Update {
        Update(
            plain: seconds(of: .sgd(momentum: 0, nesterov: false)),
            momentum: seconds(of: .sgd(momentum: 0.9, nesterov: false)),
            adaptive: seconds(of: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false)))
    }

    /// The least time of some updates of parameters that fill the caches, for each number.
    private static func seconds(of rule: UpdateRule) -> Double {
        let parameter = Parameter(name: "kernel", shape: [1 << 20])
        let gradient = AlignedBuffer(byteCount: parameter.count * MemoryLayout<Float>.stride)
        gradient.floats.initialize(repeating: 0.5, count: parameter.count)
        let state = UpdateState(rule)
        var least = Double.infinity
        for _ in 0..<6 {
            let start = ContinuousClock.now
            state.step([ParameterGradient(parameter: parameter, address: gradient.floats)]) { _ in 0.01 }
            least = min(least, start.secondsSince)
        }
        return withExtendedLifetime(gradient) { least / Double(parameter.count) }
    }
}

/// The work of measured steps, and the least time each has taken.
private struct Tally {
    private var steps: [(work: StepWork, seconds: Double)] = []

    /// Trains one network again and again for some seconds.
    mutating func add(_ sample: CalibrationGraph, seconds limit: Double) throws {
        let plan = try Plan(
            sample.graph, batchSize: sample.batchSize, mode: .training(.crossentropy), weights: PackedWeightsCache())
        let input = [Float](repeating: 0.5, count: sample.batchSize * sample.inputCount)
        let classes = [Int32](repeating: 1, count: sample.batchSize)
        var least = [Double](repeating: .infinity, count: plan.work.count)
        let start = ContinuousClock.now
        var passes = 0
        repeat {
            var seconds: [Double] = []
            try input.withUnsafeBufferPointer { input in
                try classes.withUnsafeBufferPointer { classes in
                    guard let input = input.baseAddress, let classes = classes.baseAddress else { return }
                    _ = try plan.execute(
                        inputs: [input], targets: [OutputTargets(.classes(classes))],
                        random: RandomStream(seed: 0, number: 0),
                        running: { step, run in
                            let start = ContinuousClock.now
                            try step.run(run)
                            seconds.append(start.secondsSince)
                        }
                    ) { _ in }
                }
            }
            least = zip(least, seconds).map(min)
            passes += 1
        } while start.secondsSince < limit || passes < 3
        steps += zip(plan.work, least).map { (work: $0, seconds: $1) }
    }

    /// The least time of any primitive.
    var least: Double { steps.filter { $0.work.kind != .loop && $0.work.kind != .random }.map(\.seconds).min() ?? 0 }

    /// The operations (or bytes) a second of all steps of a kind together; nil if there were none.
    func rate(of kind: StepWork.Kind, _ pass: StepWork.Pass = .forward, bytes: Bool = false, less start: Double)
        -> Double?
    {
        let found = steps.filter { $0.work.kind == kind && $0.work.pass == pass }
        let seconds = found.reduce(0) { $0 + max($1.seconds - start, 0) }
        guard seconds > 0 else { return nil }
        return found.reduce(0) { $0 + (bytes ? Double($1.work.byteCount) : $1.work.flops) } / seconds
    }
}
