/// Takes the learning rate through one cycle over a whole training.
final class LearningRateCycle: Callback {
    let maximum: Double
    let warmupFraction: Double
    let divisor: Double
    private var schedule: LearningRateSchedule?
    private var step = 0

    init(maximum: Double, warmupFraction: Double, divisor: Double) {
        self.maximum = maximum
        self.warmupFraction = warmupFraction
        self.divisor = divisor
    }

    override var addedMetrics: [String]? { ["learning_rate"] }

    override func trainingWillBegin(_ training: Training) {
        let order = training.order
        let steps = (order.count + order.batchSize - 1) / order.batchSize
        schedule = .oneCycle(
            maximumLearningRate: maximum, steps: steps * training.epochs, warmupFraction: warmupFraction,
            divisor: divisor)
        step = 0
    }

    override func batchWillBegin(_ batch: Int, _ training: Training) {
        if let schedule { training.learningRate = schedule(step) }
        step += 1
    }

    override func epochDidEnd(_ epoch: Int, _ training: Training) {
        training.record("learning_rate", training.learningRate)
    }
}
