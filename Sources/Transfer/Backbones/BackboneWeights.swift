/// Where a backbone's weights come from.
public enum BackboneWeights: Hashable, Sendable {
    /// As trained on ImageNet.
    case imagenet
    /// Random ones.
    case none
    /// A Keras weights file.
    case file(String)
}

/// How a backbone without its top turns its last picture into a vector.
public enum BackbonePooling: Hashable, Sendable {
    /// The mean of each channel.
    case avg
    /// The largest number of each channel.
    case max
}
