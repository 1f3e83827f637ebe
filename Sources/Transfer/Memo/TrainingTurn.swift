import Synchronization

/// A training under way, which knows whether it is alone.
///
/// Trainings at the same time take turns at the process' random numbers, so that none of them says what it comes to.
struct TrainingTurn {
    private static let state = Mutex((running: 0, begun: 0))

    private let isFirst: Bool
    private let number: Int

    /// Begins a turn, which must be ended.
    static func begin() -> TrainingTurn {
        state.withLock { state in
            state.running += 1
            state.begun += 1
            return TrainingTurn(isFirst: state.running == 1, number: state.begun)
        }
    }

    /// Whether no other training has been under way since this one began.
    var isAlone: Bool { isFirst && Self.state.withLock { $0.begun } == number }

    /// Ends the turn.
    func end() { Self.state.withLock { $0.running -= 1 } }
}
