import Foundation

/// What it takes to start a kernel for a lesson, so that a second one is like the first.
struct KernelSupply: Sendable {
    /// The program that is the kernel.
    let executable: String
    /// Where cells work.
    let directory: String
    /// Where random numbers begin.
    let seed: UInt64
    /// The share of epochs and data to use; nil for all.
    let quick: Double?
    /// What cells may use besides time.
    let limits: ResourceLimits
    /// The folder of kept trainings; nil where every training is to be done.
    let memo: String?
    /// Where the files that cells use are noted.
    let observations: FileObservations
    /// Whether nothing is read, trained or written, and costs are reported instead.
    var isPlanning = false

    /// The program's arguments.
    var arguments: [String] {
        ["kernel", "--seed", "\(seed)", "--directory", directory] + (quick.map { ["--quick", "\($0)"] } ?? [])
            + (memo.map { ["--memo", $0] } ?? []) + (isPlanning ? ["--plan"] : [])
    }

    /// The variables that kernels see.
    static var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        // The kernel reports crashes itself; the runtime's reporter would take seconds.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        // Sets and dictionaries keep their order from run to run.
        environment["SWIFT_DETERMINISTIC_HASHING"] = "1"
        // OpenMP's threads spin while they wait for each other; on a machine with other work to do they would spin
        // through the time slices of the very threads they wait for.
        if environment["OMP_WAIT_POLICY"] == nil, environment["GOMP_SPINCOUNT"] == nil {
            environment["GOMP_SPINCOUNT"] = "1000"
        }
        return environment
    }
}
