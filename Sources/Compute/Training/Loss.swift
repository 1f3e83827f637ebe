/// What is minimised: the crossentropy −Σ tᵢ log pᵢ between targets and predicted probabilities.
package enum Loss: Hashable, Sendable {
    case crossentropy
}

/// What the predictions of a batch should have been.
package enum Targets {
    /// A class number for each sample.
    case classes(UnsafePointer<Int32>)
    /// A probability for each sample and class, row-major.
    case probabilities(UnsafePointer<Float>)
}

/// What a batch has come to.
package struct BatchResult: Sendable {
    /// The sum of the samples' losses.
    package var loss: Double
    /// The samples whose most probable class was the right one.
    package var correct: Int

    /// Makes a result.
    package init(loss: Double, correct: Int) {
        self.loss = loss
        self.correct = correct
    }
}
