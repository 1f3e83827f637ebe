/// What the process's exit status means; the highest of several wins, but stale outputs count only where nothing is worse.
package enum ExitStatus: Int32, Error {
    /// A cell failed.
    case failed = 1
    /// The command line or a lesson is not written as it must be.
    case usage = 2
    /// The outputs are not what another run gives.
    case stale = 3
    /// A limit was hit.
    case limit = 4
    /// Something that the run needs is missing.
    case environment = 5
    /// The program itself failed.
    case `internal` = 70
    /// The run was interrupted.
    case interrupted = 130
}
