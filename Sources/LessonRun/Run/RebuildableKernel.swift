import LessonFormat
import LessonKernel
import Transfer

/// A lesson's kernel that can be replaced: the new one runs again what ran in the old one.
struct RebuildableKernel {
    /// A module that ran to its end, or to the failure expected of it.
    private struct Replayable {
        let unit: CellUnit
        let command: KernelCommand
    }

    private let supply: KernelSupply
    private let interrupt: Interrupt
    private let reporter: (any RunReporter)?
    private var kernel: KernelProcess?
    private var ran: [Replayable] = []
    /// The cell whose expected trap ended the last kernel.
    private var trapped: Cell?

    init(_ supply: KernelSupply, interrupt: Interrupt, reporter: (any RunReporter)?) throws(RunError) {
        self.supply = supply
        self.interrupt = interrupt
        self.reporter = reporter
        kernel = try KernelProcess(supply)
    }

    /// The number of cells that must run again before another one can.
    var cellsToRebuild: Int { kernel == nil ? ran.count { $0.unit.cell != nil } : 0 }

    /// Runs a module, whose end the caller then judges.
    func run(
        _ unit: CellUnit, library: String, seconds: Double, into collector: inout OutputCollector
    ) -> KernelProcess.End? {
        kernel?.run(
            KernelCommand(library: library, entry: unit.entry), timeout: seconds, interrupt: interrupt,
            into: &collector, progress: { report($0, unit) })
    }

    /// Remembers a module whose doings are part of the state that later cells find.
    mutating func remember(_ unit: CellUnit, library: String) {
        ran.append(Replayable(unit: unit, command: KernelCommand(library: library, entry: unit.entry)))
    }

    /// Notes that the kernel is gone, as the cell was expected to bring about.
    mutating func wasEnded(by cell: Cell) {
        kernel = nil
        trapped = cell
    }

    /// What kept the state from being rebuilt: the module that ended differently, how it did, and after which cell.
    struct Obstacle {
        let unit: CellUnit
        let end: KernelProcess.End
        let limit: TimeLimits.Limit
        let trapped: Cell
    }

    /// Starts a fresh kernel if the last one is gone, and runs in it what ran in that; nil when all went well.
    mutating func rebuild(limits: TimeLimits) throws(RunError) -> Obstacle? {
        guard kernel == nil, let trapped else { return nil }
        let count = cellsToRebuild
        if count > 0 { reporter?.stateWillBeRebuilt(after: trapped, cells: count) }
        kernel = try KernelProcess(supply)
        for module in ran {
            var unheard = OutputCollector()
            let limit = limits.limit(of: module.unit.cell)
            let end = kernel?.run(
                module.command, timeout: limit.seconds, interrupt: interrupt, into: &unheard,
                progress: { report($0, module.unit) })
            switch end {
            case .finished(.completed): continue
            case .finished(.threw) where module.unit.cell?.options.expectation != nil: continue
            case let end?: return Obstacle(unit: module.unit, end: end, limit: limit, trapped: trapped)
            case nil: return nil
            }
        }
        return nil
    }

    /// Ends the kernel.
    func end() {
        kernel?.kill()
    }

    private func report(_ progress: WorkProgress, _ unit: CellUnit) {
        if let cell = unit.cell { reporter?.progressed(progress, in: cell) }
    }
}
