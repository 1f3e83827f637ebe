/// Samples with what should be predicted of them, and how much each counts.
struct LabelledSamples {
    let source: any SampleSource
    /// The targets of each output; none where they come with each batch and are not known before.
    let targets: [TargetValues]
    /// Nil where all count alike.
    let weights: [Float]?

    /// Joins what is known to fit.
    init(source: any SampleSource, targets: [TargetValues], weights: [Float]?) {
        self.source = source
        self.targets = targets
        self.weights = weights
    }

    /// Joins samples and the targets of the only output.
    ///
    /// Throws `TransferError.training` if the weights do not fit.
    init(
        _ source: any SampleSource, _ targets: TargetValues, sampleWeight: [Float]? = nil,
        classWeight: [Int: Double]? = nil
    ) throws {
        try self.init(source, [targets], sampleWeight: sampleWeight, classWeight: classWeight)
    }

    /// Joins samples and the targets of each output; a sample's weight is the product of its own and its class'.
    ///
    /// Throws `TransferError.training` if the weights do not fit.
    init(
        _ source: any SampleSource, _ targets: [TargetValues], sampleWeight: [Float]? = nil,
        classWeight: [Int: Double]? = nil
    ) throws {
        self.source = source
        self.targets = targets
        if let sampleWeight {
            try TrainingProblem.require(
                sampleWeight.count == source.count, "sampleWeight", "\(sampleWeight.count) numbers",
                "one for each of the \(source.count) samples")
            for weight in sampleWeight where !(weight >= 0 && weight.isFinite) {
                try TrainingProblem.require(false, "a sample's weight", weight, "a number of at least 0")
            }
        }
        guard let classWeight, !classWeight.isEmpty else {
            weights = sampleWeight
            return
        }
        try TrainingProblem.require(
            targets.count == 1, "classWeight", "given for a model of \(targets.count) outputs",
            "sampleWeight instead, because a sample has several classes")
        for (number, weight) in classWeight.sorted(by: { $0.key < $1.key }) {
            try TrainingProblem.require(
                weight >= 0 && Float(weight).isFinite, "the weight of class \(number)", weight, "a number of at least 0"
            )
            let count = targets[0].classCount
            try TrainingProblem.require(
                number >= 0 && number < count ?? .max, "a class in classWeight", number,
                "class numbers from 0" + (count.map { " to \($0 - 1)" } ?? ""))
        }
        let classWeights = targets[0].classes.map { Float(classWeight[$0] ?? 1) }
        weights = sampleWeight.map { zip($0, classWeights).map { $0 * $1 } } ?? classWeights
    }

    /// How many samples there are.
    var count: Int { source.count }

    /// The targets and weights of the samples of a batch.
    func labels(_ indices: [Int], _ batch: SourceBatch) -> BatchLabels {
        BatchLabels(
            targets: batch.targets.map { [$0] } ?? targets.map { $0.samples(indices) },
            weights: weights.map { all in indices.map { all[$0] } })
    }
}

/// What should be predicted of the samples of a batch, and how much each counts.
struct BatchLabels {
    /// The targets of each output.
    let targets: [TargetValues]
    let weights: [Float]?
}
