/// Sets the seed.
public func setRandomSeed(_ seed: UInt64) {}
