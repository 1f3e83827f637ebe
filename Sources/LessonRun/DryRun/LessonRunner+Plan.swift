import Foundation
public import LessonFormat
import Transfer

extension LessonRunner {
    /// Runs the lesson's cells in `directory` without data, weights, training or files, and tells what a real run would
    /// cost and which cells are wrong.
    ///
    /// A cell that fails is left out and the others are run again without it, so that an error in one cell hides none in
    /// others; cells that need its names are told apart. A cell may take `timeout` seconds. Throws `RunError` when the plan
    /// cannot be made.
    public func plan(
        _ lesson: Lesson, in directory: String, timeout: Double = 10
    ) throws(RunError) -> LessonPlan {
        let modules = try prepareCaches()
        defer { withExtendedLifetime(modules) {} }
        // Each cell that is left out gives the cells behind it other keys.
        defer {
            let cache = LessonCache(directory: cacheDirectory)
            for kind in [LessonCache.Kind.cells, .checked] { cache.trim(kind) }
        }
        var planner = LessonPlanner(
            attempt: PlanAttempt(
                runner: self, lesson: lesson,
                supply: KernelSupply(
                    executable: executable, directory: directory, seed: lesson.frontMatter.seed, quick: nil,
                    limits: ResourceLimits(), memo: nil, observations: FileObservations(), isPlanning: true),
                timeLimit: timeout),
            fingerprint: toolchain.fingerprint())
        try planner.run()
        let needsTimes = planner.hasCalls && !interrupt.isTriggered
        return planner.plan(on: needsTimes ? try machineRates() : nil, isComplete: !interrupt.isTriggered)
    }

    /// How fast the machine is, measured in a process like a kernel.
    private func machineRates() throws(RunError) -> MachineRates? {
        let (exit, output) = try Subprocess.capture(
            executable, arguments: ["calibrate"], environment: KernelSupply.environment, stream: 1)
        return exit == .code(0) ? try? JSONDecoder().decode(MachineRates.self, from: output) : nil
    }
}
