import Foundation

extension LearningRate where Self == LearningRateSchedule {
    /// η₀·r^(step/decaySteps), with `staircase` only in whole powers of r.
    public static func exponentialDecay(
        initialLearningRate: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false
    ) -> LearningRateSchedule {
        LearningRateSchedule(
            problem: .first(
                .rate("initialLearningRate", initialLearningRate), .count("decaySteps", decaySteps),
                .rate("decayRate", decayRate)),
            keras: KerasObject.schedule(
                "ExponentialDecay",
                [
                    "initial_learning_rate": .number(initialLearningRate), "decay_steps": .integer(decaySteps),
                    "decay_rate": .number(decayRate), "staircase": .boolean(staircase),
                ])
        ) { step in
            let power = step / Double(decaySteps)
            return initialLearningRate * pow(decayRate, staircase ? power.rounded(.down) : power)
        }
    }

    /// The first value up to and including the first boundary, the second up to the second, and so on; one value more
    /// than there are boundaries.
    public static func piecewiseConstant(boundaries: [Int], values: [Double]) -> LearningRateSchedule {
        let isGrowing = zip(boundaries, boundaries.dropFirst()).allSatisfy { $0 < $1 }
        let settings =
            [
                LearningRateSetting(
                    "piecewiseConstant", "\(boundaries.count) boundaries and \(values.count) values",
                    values.count == boundaries.count + 1, "one value more than boundaries"),
                LearningRateSetting(
                    "the boundaries", boundaries, isGrowing && (boundaries.first ?? 0) >= 0,
                    "growing numbers of at least 0"),
            ] + values.map { .rate("a value of piecewiseConstant", $0) }
        let keras = KerasObject.schedule(
            "PiecewiseConstantDecay",
            [
                "boundaries": .array(boundaries.map { .integer($0) }), "values": .array(values.map { .number($0) }),
                "name": "PiecewiseConstant",
            ])
        return LearningRateSchedule(problem: .first(settings), keras: keras) { step in
            let position = boundaries.firstIndex { step <= Double($0) } ?? boundaries.count
            return values.indices.contains(position) ? values[position] : .nan
        }
    }

    /// (η₀ − η₁)(1 − step/decaySteps)^power + η₁, then η₁; with `cycle` the decay's length grows to its next multiple.
    public static func polynomialDecay(
        initialLearningRate: Double, decaySteps: Int, endLearningRate: Double = 0.0001, power: Double = 1,
        cycle: Bool = false
    ) -> LearningRateSchedule {
        LearningRateSchedule(
            problem: .first(
                .rate("initialLearningRate", initialLearningRate), .count("decaySteps", decaySteps),
                .rate("endLearningRate", endLearningRate), .rate("power", power)),
            keras: KerasObject.schedule(
                "PolynomialDecay",
                [
                    "initial_learning_rate": .number(initialLearningRate), "decay_steps": .integer(decaySteps),
                    "end_learning_rate": .number(endLearningRate), "power": .number(power), "cycle": .boolean(cycle),
                ])
        ) { step in
            var length = Double(decaySteps)
            var step = step
            if cycle { length *= max((step / length).rounded(.up), 1) } else { step = min(step, length) }
            return (initialLearningRate - endLearningRate) * pow(1 - step / length, power) + endLearningRate
        }
    }

    /// η₀/(1 + r·step/decaySteps), with `staircase` only in whole multiples of decaySteps.
    public static func inverseTimeDecay(
        initialLearningRate: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false
    ) -> LearningRateSchedule {
        LearningRateSchedule(
            problem: .first(
                .rate("initialLearningRate", initialLearningRate), .count("decaySteps", decaySteps),
                .rate("decayRate", decayRate)),
            keras: KerasObject.schedule(
                "InverseTimeDecay",
                [
                    "initial_learning_rate": .number(initialLearningRate), "decay_steps": .integer(decaySteps),
                    "decay_rate": .number(decayRate), "staircase": .boolean(staircase),
                ])
        ) { step in
            let part = step / Double(decaySteps)
            return initialLearningRate / (1 + decayRate * (staircase ? part.rounded(.down) : part))
        }
    }

    /// Half a cosine from η₀ (or after a linear warm-up from the warm-up's target) down to α times as much.
    public static func cosineDecay(
        initialLearningRate: Double, decaySteps: Int, alpha: Double = 0, warmupTarget: Double? = nil,
        warmupSteps: Int = 0
    ) -> LearningRateSchedule {
        LearningRateSchedule(
            problem: .first(
                .rate("initialLearningRate", initialLearningRate), .count("decaySteps", decaySteps),
                .rate("alpha", alpha), .rate("warmupTarget", warmupTarget ?? 0),
                LearningRateSetting("warmupSteps", warmupSteps, warmupSteps >= 0, "a number of at least 0")),
            keras: KerasObject.schedule(
                "CosineDecay",
                [
                    "initial_learning_rate": .number(initialLearningRate), "decay_steps": .integer(decaySteps),
                    "alpha": .number(alpha), "warmup_target": warmupTarget.map { .number($0) } ?? .null,
                    "warmup_steps": .integer(warmupSteps),
                ])
        ) { step in
            let warmup = warmupTarget == nil ? 0 : Double(max(warmupSteps, 0))
            if let warmupTarget, step < warmup {
                return initialLearningRate + (warmupTarget - initialLearningRate) * step / warmup
            }
            let part = min((step - warmup) / Double(decaySteps), 1)
            return (warmupTarget ?? initialLearningRate)
                * ((1 - alpha) * 0.5 * (1 + cos(Double.pi * part)) + alpha)
        }
    }

    /// One cycle (Smith 2018, as fastai does it): half a cosine up from η/divisor to η over the first fraction of the
    /// steps, then half a cosine down to η/finalDivisor.
    public static func oneCycle(
        maximumLearningRate: Double, steps: Int, warmupFraction: Double = 0.25, divisor: Double = 25,
        finalDivisor: Double = 1e5
    ) -> LearningRateSchedule {
        let problem = TrainingProblem?.first(
            .rate("maximumLearningRate", maximumLearningRate), .count("steps", steps),
            LearningRateSetting(
                "warmupFraction", warmupFraction, warmupFraction >= 0 && warmupFraction <= 1, "a fraction from 0 to 1"),
            .divisor("divisor", divisor), .divisor("finalDivisor", finalDivisor))
        return LearningRateSchedule(problem: problem) { step in
            func between(_ start: Double, _ end: Double, _ part: Double) -> Double {
                end + (start - end) * 0.5 * (1 + cos(Double.pi * part))
            }
            let part = min(step / Double(steps), 1)
            return part < warmupFraction
                ? between(maximumLearningRate / divisor, maximumLearningRate, part / warmupFraction)
                : between(
                    maximumLearningRate, maximumLearningRate / finalDivisor,
                    warmupFraction < 1 ? (part - warmupFraction) / (1 - warmupFraction) : 0)
        }
    }
}
