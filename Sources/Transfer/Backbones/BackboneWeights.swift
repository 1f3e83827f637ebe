/// Where a backbone's weights come from.
public enum BackboneWeights: Hashable, Sendable {
    /// As trained on ImageNet.
    case imagenet
    /// Random ones.
    case none
    /// A Keras weights file.
    case file(String)
}

extension BackboneWeights: ExpressibleByNilLiteral {
    /// `weights: nil` means random ones, as Keras' `weights=None`.
    public init(nilLiteral: ()) { self = .none }
}

/// How a backbone without its top turns its last picture into a vector.
public enum BackbonePooling: Hashable, Sendable {
    /// The mean of each channel.
    case avg
    /// The largest number of each channel.
    case max
}
