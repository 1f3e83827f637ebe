import Compute

extension Model {
    /// Trains a model with a pretrained body in two stages, as fastai does: first the head alone while the body is
    /// frozen, then everything, layers near the input at smaller rates.
    ///
    /// The rate goes through one cycle in each stage: up to `baseRate` in the first, to half of it in the second, there
    /// 1/√`rateDivisor` of it for the body's later half and 1/`rateDivisor` for its earlier one. The body's batch
    /// normalizations stay in inference mode unless `trainsNormalization`. `headFrom` names the first new layer where
    /// neither a model within the model nor a pooling tells. Prints what each stage trains; the epochs of both are in
    /// the history. Throws what `fit` throws, and `TransferError.model` if body and head cannot be told apart.
    @discardableResult
    public func fineTune(
        _ data: ImageFlow, freezeEpochs: Int = 1, epochs: Int, baseRate: Double = 2e-3, rateDivisor: Double = 100,
        headFrom: String? = nil, trainsNormalization: Bool = false, validationData: ImageFlow? = nil,
        callbacks: [Callback] = []
    ) throws -> History {
        let settings = FineTuning(
            freezeEpochs: freezeEpochs, epochs: epochs, baseRate: baseRate, rateDivisor: rateDivisor,
            headFrom: headFrom, trainsNormalization: trainsNormalization)
        return try fineTune(settings) { epochs, cycle in
            try fit(data, epochs: epochs, validationData: validationData, callbacks: [cycle] + callbacks)
        }
    }

    /// The same on tensors of samples and their targets.
    ///
    /// Throws what `fit` throws, and `TransferError.model` if body and head cannot be told apart.
    @discardableResult
    public func fineTune(
        x: Tensor, y: Tensor, _ settings: FineTuning, batchSize: Int = 32, validationData: (Tensor, Tensor)? = nil,
        callbacks: [Callback] = []
    ) throws -> History {
        try fineTune(settings) { epochs, cycle in
            try fit(
                x: x, y: y, batchSize: batchSize, epochs: epochs, validationData: validationData,
                callbacks: [cycle] + callbacks)
        }
    }

    private func fineTune(_ settings: FineTuning, _ fit: (Int, Callback) throws -> History) throws -> History {
        try settings.check()
        let parts = try TransferParts(self, headFrom: settings.headFrom)
        let optimizer = try compiled().optimizer
        let schedule = optimizer.schedule
        let multipliers = (parts.body + parts.head).map { ($0, $0.learningRateMultiplier) }
        defer {
            optimizer.schedule = schedule
            for (layer, multiplier) in multipliers { layer.learningRateMultiplier = multiplier }
        }
        for (layer, _) in multipliers { layer.learningRateMultiplier = 1 }

        var histories: [History] = []
        if settings.freezeEpochs > 0 {
            parts.body.freeze()
            parts.head.unfreeze()
            printStage("the head, the body frozen", settings.freezeEpochs, "\(Words.number(settings.baseRate))")
            optimizer.state.reset()
            let cycle = LearningRateCycle(maximum: settings.baseRate, warmupFraction: 0.99, divisor: 25)
            histories.append(try fit(settings.freezeEpochs, cycle))
        }
        parts.unfreeze(normalization: settings.trainsNormalization)
        let divisors = [settings.rateDivisor, settings.rateDivisor.squareRoot()]
        for (layers, divisor) in zip(parts.bodyGroups, divisors) {
            for layer in layers { layer.learningRateMultiplier = 1 / divisor }
        }
        let rate = settings.baseRate / 2
        let rates = divisors.map { Words.number(rate / $0) } + [Words.number(rate)]
        let normalization = settings.trainsNormalization ? "" : " but the body's batch normalizations"
        printStage("everything\(normalization)", settings.epochs, rates.joined(separator: ", "))
        optimizer.state.reset()
        histories.append(
            try fit(settings.epochs, LearningRateCycle(maximum: rate, warmupFraction: 0.3, divisor: 5)))
        return History(joining: histories)
    }

    private func printStage(_ what: String, _ epochs: Int, _ rates: String) {
        let trained = ParameterCounts.grouped(ParameterCounts(self).trainable)
        print("Training \(what): \(trained) parameters, epochs: \(epochs), largest learning rate: \(rates)")
    }
}

extension History {
    /// One training after another, as if they had been one.
    init(joining histories: [History]) {
        var log = TrainingLog(columns: histories.first?.log.columns ?? [])
        for history in histories {
            log.epochs += history.log.epochs
            log.seconds += history.log.seconds
            log.notes += history.log.notes
        }
        self.init(log: log, secondsWaited: histories.reduce(0) { $0 + $1.secondsWaited })
    }
}
