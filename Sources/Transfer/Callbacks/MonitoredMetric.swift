/// Which values of a watched metric are better.
public enum MonitorMode: Hashable, Sendable {
    /// As the metric's name says: of losses and errors the smaller, of accuracies and the like the larger.
    case auto
    /// The smaller.
    case min
    /// The larger.
    case max
}

/// A metric that a callback watches, and what it takes for an improvement.
struct MonitoredMetric {
    let name: String
    let mode: MonitorMode
    let minDelta: Double

    init(_ name: String, mode: MonitorMode, minDelta: Double) {
        self.name = name
        self.mode = mode
        self.minDelta = abs(minDelta)
    }

    /// Throws `TransferError.training` if no number will have the name, or its direction or the least difference is not
    /// known.
    func check(_ expected: ExpectedMetrics, _ training: Training) throws {
        try TrainingProblem.require(minDelta.isFinite, "minDelta", minDelta, "a number such as 0.001")
        try expected.check(name)
        // Of a number that another callback may add, whether there is one matters more.
        if expected.names.contains(name) { _ = try isHigherBetter(training) }
    }

    /// The metric in the epoch that has just ended; nil, with a warning, the first time, where it was not measured, as it
    /// may be with one that another callback adds now and then.
    func value(_ training: Training) -> Double? {
        if let found = training.metrics.first(where: { $0.name == name }) { return found.value }
        let measured = training.metrics.map(\.name)
        let suggestion = Words.suggestion(for: name, among: measured)
        training.warnOnce(
            """
            a callback watches '\(name)', which was not measured in epoch \(training.nextEpoch); it skips such \
            epochs; measured were: \(Words.list(measured, atMost: 12))\
            \(suggestion.map { "; did you mean '\($0)'?" } ?? "")
            """, of: name)
        return nil
    }

    /// Whether a value is better than another by more than the least difference; anything is better than nothing.
    func isImprovement(_ value: Double, over reference: Double?, _ training: Training) throws -> Bool {
        guard let reference, !reference.isNaN else { return true }
        return try isHigherBetter(training) ? value - minDelta > reference : value + minDelta < reference
    }

    private func isHigherBetter(_ training: Training) throws -> Bool {
        switch mode {
        case .min: return false
        case .max: return true
        case .auto:
            let plain = name.hasPrefix("val_") ? String(name.dropFirst(4)) : name
            guard let isHigherBetter = training.compilation.isHigherBetter(plain) else {
                throw TransferError.training(.unknownDirection(monitor: name))
            }
            return isHigherBetter
        }
    }
}
