import Foundation

/// What an optimizer takes for its learning rate: a number, or a schedule.
public protocol LearningRate {
    /// The rate at each step.
    var schedule: LearningRateSchedule { get }
}

extension Double: LearningRate {
    /// The same rate at every step.
    public var schedule: LearningRateSchedule { LearningRateSchedule(constant: self) }
}

/// A learning rate that changes from step to step; a step is one batch, and the first is step 0.
public struct LearningRateSchedule: LearningRate, Sendable {
    private let function: @Sendable (Int) -> Double
    private let problem: TrainingProblem?
    /// What Keras' files say of the schedule: a number, or an object; nil for one of the user's own.
    let keras: JSONValue?
    /// The rate that was set in the course of training, if this is it.
    var changedRate: Double?

    /// Makes a schedule from a function of the step.
    public init(_ rate: @escaping @Sendable (_ step: Int) -> Double) {
        function = rate
        problem = nil
        keras = nil
    }

    init(constant rate: Double) {
        function = { _ in rate }
        problem = nil
        keras = .number(rate)
    }

    init(problem: TrainingProblem?, keras: JSONValue? = nil, _ rate: @escaping @Sendable (Double) -> Double) {
        function = { rate(Double($0)) }
        self.problem = problem
        self.keras = keras
    }

    /// The schedule itself.
    public var schedule: LearningRateSchedule { self }

    /// The learning rate at a step, counted from 0.
    public func callAsFunction(_ step: Int) -> Double { function(step) }

    /// Throws if a setting is outside what is allowed.
    func check() throws {
        if let problem { throw TransferError.training(problem) }
        let first = function(0)
        // Weights have 32 bits.
        try TrainingProblem.require(
            first >= 0 && Float(first).isFinite, "the learning rate", first,
            "a number of at least 0, for example 0.001")
    }
}
