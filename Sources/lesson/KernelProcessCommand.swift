import ArgumentParser
import LessonKernel

/// `lesson kernel`: the process inside which cells run; started by `lesson run` only.
struct KernelProcessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "kernel", shouldDisplay: false)

    @Option var seed: UInt64
    @Option var directory: String
    @Option var quick: Double?
    @Option var memo: String?
    @Flag var plan = false

    func run() {
        Kernel.run(directory: directory, seed: seed, quick: quick, memo: memo, isPlanning: plan)
    }
}
