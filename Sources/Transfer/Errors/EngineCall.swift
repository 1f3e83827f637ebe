import Compute

/// Runs kernels and turns their refusals into the engine's own error.
func engineCall<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let error as ComputeError {
        throw TransferError.engine(reason: error.description)
    }
}
