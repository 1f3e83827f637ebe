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
}
