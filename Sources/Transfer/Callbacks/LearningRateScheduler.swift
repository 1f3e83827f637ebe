/// Sets the learning rate before each epoch.
public final class LearningRateScheduler: Callback {
    private let schedule: (Int, Double) throws -> Double

    /// Makes the callback from a function of the epoch, counted from 0, and the present learning rate.
    public init(_ schedule: @escaping (_ epoch: Int, _ learningRate: Double) throws -> Double) {
        self.schedule = schedule
    }

    override var addedMetrics: [String]? { ["learning_rate"] }

    /// Sets the epoch's learning rate.
    ///
    /// Throws `TransferError.training` if the function gives no number of at least 0, and what the function throws.
    public override func epochWillBegin(_ epoch: Int, _ training: Training) throws {
        let rate = try schedule(epoch, training.learningRate)
        guard rate >= 0, rate.isFinite else {
            throw TransferError.training(
                .invalidSetting(
                    setting: "the scheduled learning rate", value: "\(rate)", allowed: "a number of at least 0"))
        }
        training.learningRate = rate
    }

    /// Adds the learning rate to the epoch's numbers.
    public override func epochDidEnd(_ epoch: Int, _ training: Training) {
        training.record("learning_rate", training.learningRate)
    }
}

extension Callback {
    /// Sets the learning rate before each epoch, from the epoch, counted from 0, and the present rate.
    public static func learningRateScheduler(
        _ schedule: @escaping (_ epoch: Int, _ learningRate: Double) throws -> Double
    ) -> Callback {
        LearningRateScheduler(schedule)
    }
}
