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

    /// The program's arguments.
    var arguments: [String] {
        ["kernel", "--seed", "\(seed)", "--directory", directory] + (quick.map { ["--quick", "\($0)"] } ?? [])
            + (memo.map { ["--memo", $0] } ?? [])
    }
}
