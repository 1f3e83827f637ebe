import Compute

extension Optimizer {
    /// Stochastic gradient descent: m ← μ·m − η·g, w ← w + m; with `nesterov` w ← w + μ·m − η·g.
    public static func sgd(
        learningRate: some LearningRate = 0.01, momentum: Double = 0, nesterov: Bool = false,
        weightDecay: Double? = nil, clipNorm: Double? = nil,
        globalClipNorm: Double? = nil, clipValue: Double? = nil, useEMA: Bool = false, emaMomentum: Double = 0.99,
        emaOverwriteFrequency: Int? = nil, gradientAccumulationSteps: Int? = nil, decay: Double = 0
    ) -> Optimizer {
        Optimizer(
            "SGD", learningRate, .sgd(momentum: Float(momentum), nesterov: nesterov),
            fractions: ["momentum": momentum],
            OptimizerSettings(
                weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue,
                useEMA: useEMA, emaMomentum: emaMomentum, emaOverwriteFrequency: emaOverwriteFrequency,
                gradientAccumulationSteps: gradientAccumulationSteps, decay: decay))
    }

    /// Adam (Kingma and Ba 2015) in Keras' form, with ε outside the root; `amsgrad` keeps the largest spread.
    public static func adam(
        learningRate: some LearningRate = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7,
        amsgrad: Bool = false,
        weightDecay: Double? = nil, clipNorm: Double? = nil,
        globalClipNorm: Double? = nil, clipValue: Double? = nil, useEMA: Bool = false, emaMomentum: Double = 0.99,
        emaOverwriteFrequency: Int? = nil, gradientAccumulationSteps: Int? = nil, decay: Double = 0
    ) -> Optimizer {
        Optimizer(
            "Adam", learningRate,
            .adam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon), amsgrad: amsgrad),
            fractions: ["beta1": beta1, "beta2": beta2],
            OptimizerSettings(
                weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue,
                useEMA: useEMA, emaMomentum: emaMomentum, emaOverwriteFrequency: emaOverwriteFrequency,
                gradientAccumulationSteps: gradientAccumulationSteps, decay: decay))
    }

    /// Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019); without any it would be `adam`.
    public static func adamW(
        learningRate: some LearningRate = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7,
        amsgrad: Bool = false,
        weightDecay: Double = 0.004, clipNorm: Double? = nil,
        globalClipNorm: Double? = nil, clipValue: Double? = nil, useEMA: Bool = false, emaMomentum: Double = 0.99,
        emaOverwriteFrequency: Int? = nil, gradientAccumulationSteps: Int? = nil, decay: Double = 0
    ) -> Optimizer {
        Optimizer(
            "AdamW", learningRate,
            .adam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon), amsgrad: amsgrad),
            fractions: ["beta1": beta1, "beta2": beta2],
            OptimizerSettings(
                weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue,
                useEMA: useEMA, emaMomentum: emaMomentum, emaOverwriteFrequency: emaOverwriteFrequency,
                gradientAccumulationSteps: gradientAccumulationSteps, decay: decay))
    }

    /// RMSprop (Hinton 2012) in Keras 3's form: w ← w − η·g/√(v + ε) with v ← ρ·v + (1 − ρ)g².
    public static func rmsprop(
        learningRate: some LearningRate = 0.001, rho: Double = 0.9, momentum: Double = 0, epsilon: Double = 1e-7,
        centered: Bool = false,
        weightDecay: Double? = nil, clipNorm: Double? = nil,
        globalClipNorm: Double? = nil, clipValue: Double? = nil, useEMA: Bool = false, emaMomentum: Double = 0.99,
        emaOverwriteFrequency: Int? = nil, gradientAccumulationSteps: Int? = nil, decay: Double = 0
    ) -> Optimizer {
        Optimizer(
            "RMSprop", learningRate,
            .rmsprop(rho: Float(rho), momentum: Float(momentum), epsilon: Float(epsilon), centered: centered),
            fractions: ["rho": rho, "momentum": momentum],
            OptimizerSettings(
                weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue,
                useEMA: useEMA, emaMomentum: emaMomentum, emaOverwriteFrequency: emaOverwriteFrequency,
                gradientAccumulationSteps: gradientAccumulationSteps, decay: decay))
    }

    /// Adagrad (Duchi, Hazan and Singer 2011): w ← w − η·g/√(a + ε) with a ← a + g².
    public static func adagrad(
        learningRate: some LearningRate = 0.001, initialAccumulatorValue: Double = 0.1, epsilon: Double = 1e-7,
        weightDecay: Double? = nil, clipNorm: Double? = nil,
        globalClipNorm: Double? = nil, clipValue: Double? = nil, useEMA: Bool = false, emaMomentum: Double = 0.99,
        emaOverwriteFrequency: Int? = nil, gradientAccumulationSteps: Int? = nil, decay: Double = 0
    ) -> Optimizer {
        Optimizer(
            "Adagrad", learningRate,
            .adagrad(initialAccumulator: Float(initialAccumulatorValue), epsilon: Float(epsilon)),
            fractions: [:],
            OptimizerSettings(
                weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue,
                useEMA: useEMA, emaMomentum: emaMomentum, emaOverwriteFrequency: emaOverwriteFrequency,
                gradientAccumulationSteps: gradientAccumulationSteps, decay: decay))
    }

    /// Adadelta (Zeiler 2012): steps as long as the steps before were, relative to the gradients.
    public static func adadelta(
        learningRate: some LearningRate = 0.001, rho: Double = 0.95, epsilon: Double = 1e-7,
        weightDecay: Double? = nil, clipNorm: Double? = nil,
        globalClipNorm: Double? = nil, clipValue: Double? = nil, useEMA: Bool = false, emaMomentum: Double = 0.99,
        emaOverwriteFrequency: Int? = nil, gradientAccumulationSteps: Int? = nil, decay: Double = 0
    ) -> Optimizer {
        Optimizer(
            "Adadelta", learningRate, .adadelta(rho: Float(rho), epsilon: Float(epsilon)),
            fractions: ["rho": rho],
            OptimizerSettings(
                weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue,
                useEMA: useEMA, emaMomentum: emaMomentum, emaOverwriteFrequency: emaOverwriteFrequency,
                gradientAccumulationSteps: gradientAccumulationSteps, decay: decay))
    }

    /// Adam with Nesterov's momentum (Dozat 2016).
    public static func nadam(
        learningRate: some LearningRate = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7,
        weightDecay: Double? = nil, clipNorm: Double? = nil,
        globalClipNorm: Double? = nil, clipValue: Double? = nil, useEMA: Bool = false, emaMomentum: Double = 0.99,
        emaOverwriteFrequency: Int? = nil, gradientAccumulationSteps: Int? = nil, decay: Double = 0
    ) -> Optimizer {
        Optimizer(
            "Nadam", learningRate, .nadam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon)),
            fractions: ["beta1": beta1, "beta2": beta2],
            OptimizerSettings(
                weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue,
                useEMA: useEMA, emaMomentum: emaMomentum, emaOverwriteFrequency: emaOverwriteFrequency,
                gradientAccumulationSteps: gradientAccumulationSteps, decay: decay))
    }
}
