import Compute

/// Sets the seed of everything random: initial weights, shuffling, dropout; the same seed gives the same results to
/// the bit on the same machine with the same number of threads.
///
/// Without a call the seed is 0.
public func setRandomSeed(_ seed: Int) {
    RandomState.shared.reset(seed: UInt64(bitPattern: Int64(seed)))
}
