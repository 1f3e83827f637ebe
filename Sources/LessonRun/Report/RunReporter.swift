public import LessonFormat
public import Transfer

/// Hears what happens during a run, to show it to whoever waits.
public protocol RunReporter {
    /// A cell is about to be compiled or run.
    func cellBegan(_ cell: Cell)
    /// The cell that runs says how far its work is.
    func progressed(_ progress: WorkProgress, in cell: Cell)
    /// A cell ended.
    func cellEnded(_ record: CellRecord)
    /// Some cells are about to run once more, in a fresh process, because `cell` trapped as expected.
    func stateWillBeRebuilt(after cell: Cell, cells: Int)
}

extension RunReporter {
    /// Says nothing.
    public func stateWillBeRebuilt(after cell: Cell, cells: Int) {}
}
