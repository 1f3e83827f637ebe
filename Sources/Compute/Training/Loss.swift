/// What is minimised: a number for each row of the output along its last axis, in Keras' formulas.
package enum Loss: Hashable, Sendable {
    /// −Σ tᵢ log pᵢ between targets and predicted probabilities.
    case crossentropy
    /// The mean of −t log p − (1 − t) log(1 − p).
    case binaryCrossentropy
    /// The crossentropy with softmax z, given z.
    case crossentropyOfLogits
    /// The binary crossentropy with sigmoid z, given z.
    case binaryCrossentropyOfLogits
    /// The mean of (y − t)².
    case meanSquaredError
    /// The mean of |y − t|.
    case meanAbsoluteError
    /// The mean of (y − t)²/2 where |y − t| ≤ δ, else δ·|y − t| − δ²/2.
    case huber(delta: Float)
    /// The mean of max(1 − t·y, 0) for targets of −1 and 1.
    case hinge

    /// Whether the loss is computed from what goes into a last activation, exactly where the activation saturates.
    func absorbs(_ activation: Activation) -> Bool {
        switch (self, activation) {
        case (.crossentropy, .softmax), (.binaryCrossentropy, .sigmoid): true
        default: false
        }
    }
}

/// What the predictions of a batch should have been.
package enum Targets {
    /// A class number for each row.
    case classes(UnsafePointer<Int32>)
    /// A number for each number of the output, row-major: of a class, its probability.
    case values(UnsafePointer<Float>)
}

/// The targets of one output, and how much its loss counts.
package struct OutputTargets {
    /// What the predictions should have been.
    package let targets: Targets
    /// How much each sample's loss counts; nil where all count alike.
    package let sampleWeights: UnsafePointer<Float>?
    /// How much the output's loss counts in the whole.
    package let lossWeight: Float

    /// Makes targets.
    package init(_ targets: Targets, sampleWeights: UnsafePointer<Float>? = nil, lossWeight: Float = 1) {
        self.targets = targets
        self.sampleWeights = sampleWeights
        self.lossWeight = lossWeight
    }
}

/// What a batch has come to.
package struct BatchResult: Sendable {
    /// For each output the sum of the samples' losses, each times its sample's weight.
    package var losses: [Double]
    /// What the layers' regularizers add to the batch's mean loss.
    package var penalty: Double

    /// Makes a result.
    package init(losses: [Double], penalty: Double) {
        self.losses = losses
        self.penalty = penalty
    }

    /// The sum of the losses of the first output, which is often the only one.
    package var loss: Double { losses.first ?? 0 }
}
