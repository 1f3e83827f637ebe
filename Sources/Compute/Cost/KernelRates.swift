/// How fast this machine's kernels are.
package struct KernelRates: Codable, Hashable, Sendable {
    /// Floating-point operations a second of each kind of arithmetic and pass, under `kind.pass`.
    package var flops: [String: Double] = [:]
    /// Bytes a second that kernels on all threads move.
    package var memory: Double = 0
    /// Bytes a second that loops on one thread move.
    package var loop: Double = 0
    /// Bytes a second that loops move which draw random numbers.
    package var random: Double = 0
    /// Seconds that starting a step takes.
    package var start: Double = 0
    /// Seconds that changing one parameter takes: along its gradient, with momentum, and by a rule that takes roots.
    package var update = Update()

    /// Seconds for one number.
    package struct Update: Codable, Hashable, Sendable {
        /// p ← p − η·g.
        package var plain: Double = 0
        /// With a moving mean of gradients.
        package var momentum: Double = 0
        /// With roots of moving squares, as Adam.
        package var adaptive: Double = 0
    }

    /// Makes rates of nothing.
    package init() {}

    /// The seconds that a step takes: those of its arithmetic, or those of its memory if they are more.
    package func seconds(of work: StepWork) -> Double {
        switch work.kind {
        case .memory: start + Double(work.byteCount) / memory
        case .loop: start + Double(work.byteCount) / loop
        case .random: start + Double(work.byteCount) / random
        default:
            start + max(work.flops / rate(of: work), Double(work.byteCount) / memory)
        }
    }

    /// The operations a second of a work; of a kind that was not measured those of a convolution, or the least there are.
    private func rate(of work: StepWork) -> Double {
        let convolution = StepWork(.convolution, work.pass, byteCount: 0)
        return flops[Self.key(work)] ?? flops[Self.key(convolution)] ?? flops.values.min() ?? .infinity
    }

    /// The seconds that an optimizer takes to change so many numbers.
    package func seconds(ofUpdate cost: UpdateCost, count: Int) -> Double {
        let each =
            switch cost {
            case .plain: update.plain
            case .momentum: update.momentum
            case .adaptive: update.adaptive
            }
        return each * Double(count)
    }

    static func key(_ work: StepWork) -> String { "\(work.kind.rawValue).\(work.pass.rawValue)" }
}

/// How much work a rule has with each number.
package enum UpdateCost: String, Codable, Hashable, Sendable {
    /// One product and sum.
    case plain
    /// Those, and a moving mean.
    case momentum
    /// Moving means, and a root.
    case adaptive
}

extension UpdateRule {
    /// How much work there is with each number.
    package var cost: UpdateCost {
        switch self {
        case .sgd(let momentum, _): momentum == 0 ? .plain : .momentum
        case .adam, .rmsprop, .adagrad, .adadelta, .nadam: .adaptive
        }
    }

    /// How many numbers are remembered of each one that is changed.
    package var rememberedCount: Int { initialMemory.count }
}
