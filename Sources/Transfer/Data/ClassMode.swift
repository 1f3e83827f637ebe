/// How a flow's classes are given to a loss.
public enum ClassMode: String, Codable, Hashable, Sendable {
    /// One-hot [n, classes], for `.categoricalCrossentropy`.
    case categorical
    /// 0 and 1 of two classes [n], for `.binaryCrossentropy` on `Dense(1, activation: .sigmoid)`.
    case binary
    /// Class numbers [n], for `.sparseCategoricalCrossentropy`.
    case sparse
    /// The pictures themselves, for models that reproduce their input.
    case input
    /// No targets, for predictions only.
    case none
}

/// One part of a generator's `validationSplit`.
public enum DataSubset: String, Codable, Hashable, Sendable {
    /// What validation leaves.
    case training
    /// The first files of each class.
    case validation
}

/// What to do about pictures that cannot be read.
public enum BrokenPictures: String, Codable, Hashable, Sendable {
    /// The first one that is reached throws an error that names it.
    case fail
    /// All files are read when the flow is made; those that cannot be are named in one warning and left out.
    case skip
}
