import Synchronization

/// A dry run of the engine: models are built and checked for real, but neither data nor weights are read, nothing is
/// trained and nothing is written.
///
/// Parameters are all 0. What training, evaluation and prediction would cost is told to `report`, and placeholders of the
/// right shapes take the places of their results.
package final class Planning: Sendable {
    private static let state = Mutex<Planning?>(nil)

    /// The dry run under way; nil where everything is done for real.
    package static var current: Planning? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    /// Whether a dry run is under way.
    static var isOn: Bool { current != nil }

    private struct State {
        /// The calls that were told, equal ones once.
        var calls: [PlannedCall] = []
        var notes: Set<String> = []
    }

    private let report: @Sendable (PlanningEvent) -> Void
    private let state = Mutex(State())
    /// The files that the program would have written by now.
    let files = PlannedFiles()
    /// The flows whose folders are not there.
    let assumptions = AssumedClasses()

    /// Makes a dry run.
    package init(report: @escaping @Sendable (PlanningEvent) -> Void) {
        self.report = report
    }

    /// Tells what was assumed, once.
    func note(_ sentence: String) {
        let isNew = state.withLock { $0.notes.insert(sentence).inserted }
        if isNew { report(.note(sentence)) }
    }

    /// Tells of a call at once, so that it is known whatever becomes of the program.
    func add(_ call: PlannedCall) {
        state.withLock { state in
            if let number = state.calls.lastIndex(where: { $0.isLike(call) }) {
                report(.again(number))
            } else {
                state.calls.append(call)
                report(.call(call))
            }
        }
    }

    /// Begins to count calls anew.
    package func forgetCalls() {
        state.withLock { $0.calls = [] }
    }
}
