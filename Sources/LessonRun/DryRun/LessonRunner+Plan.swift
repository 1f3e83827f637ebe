import Foundation
import Glibc
public import LessonFormat
import Transfer

extension LessonRunner {
    /// Runs the lesson's cells in `directory` without data, weights, training or files, and tells what a real run would
    /// cost and which cells are wrong.
    ///
    /// A cell that fails is left out and the others are run again without it, so that an error in one cell hides none in
    /// others; cells that need its names are told apart. A cell may take `timeout` seconds. `progress` hears, in words, what
    /// is under way. Throws `RunError` when the plan cannot be made.
    public func plan(
        _ lesson: Lesson, in directory: String, timeout: Double = 10, progress: @escaping (String) -> Void = { _ in }
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
                timeLimit: timeout, progress: progress),
            fingerprint: toolchain.fingerprint())
        try planner.run()
        guard planner.hasCalls, !interrupt.isTriggered else {
            return planner.plan(on: nil, isComplete: !interrupt.isTriggered)
        }
        progress("measuring this machine …")
        switch machineRates() {
        case .success(let machine): return planner.plan(on: machine, isComplete: true)
        case .failure(let failure):
            var plan = planner.plan(on: nil, isComplete: true)
            plan.timeProblem = failure.reason
            return plan
        }
    }

    /// Why the machine was not measured.
    private struct MeasurementFailure: Error {
        let reason: String
    }

    /// How fast the machine is, measured in a process like a kernel.
    private func machineRates() -> Result<MachineRates, MeasurementFailure> {
        func failed(_ reason: String) -> Result<MachineRates, MeasurementFailure> {
            .failure(MeasurementFailure(reason: "this machine could not be measured: \(reason)"))
        }
        do {
            let (exit, output) = try Subprocess.capture(
                executable, arguments: ["calibrate"], environment: KernelSupply.environment, stream: 1)
            switch exit {
            case .code(0): return .success(try JSONDecoder().decode(MachineRates.self, from: output))
            case .code(let code):
                // What went wrong stands in place of the rates.
                let words = String(decoding: output, as: UTF8.self).split(separator: "\n").first.map { String($0) }
                return failed(words ?? "'lesson calibrate' exited with \(code)")
            case .signal(let signal):
                return failed(
                    "'lesson calibrate' was ended by signal \(signal) (\(String(cString: strsignal(signal))))")
            }
        } catch let error as RunError {
            return failed("\(error)")
        } catch {
            return failed("'lesson calibrate' did not write what it measured")
        }
    }
}
