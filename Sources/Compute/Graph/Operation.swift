/// Which value of its window a pooling keeps.
package enum PoolingKind: Hashable, Sendable {
    case maximum
    case average
}

/// What a node of a graph computes; pictures are N×H×W×C, vectors N×C.
package enum Operation: Hashable, Sendable {
    /// Values given from outside.
    case input
    /// Parameters: kernel (height, width, in / groups, out) and, if any, bias; group g of the input's channels makes
    /// group g of the output's.
    case convolution(Window)
    /// Every channel by itself; parameters: kernel (height, width, in, multiplier) and, if any, bias.
    case depthwiseConvolution(Window)
    /// The gradient of a convolution of this window as an operation of its own; parameters: kernel (height, width, out,
    /// in) and, if any, bias.
    case transposedConvolution(Window)
    /// Parameters: kernel (in, out) and, if any, bias.
    case dense
    /// Parameters as `BatchNormalizationParameters` orders them.
    case batchNormalization(epsilon: Float, momentum: Float, hasScale: Bool, hasShift: Bool)
    case activation(Activation)
    /// The sum of all inputs.
    case add
    /// The product of all inputs, one pixel or one channel of an input standing for all.
    case multiply
    /// All inputs one after another along an axis; the batch is not counted.
    case concatenate(axis: Int)
    case pooling(PoolingKind, Window)
    case globalPooling(PoolingKind)
    case zeroPadding(Padding)
    case cropping(Padding)
    /// The picture at the size of the node's shape.
    case resampling(Resampling)
    /// The same numbers under the node's shape.
    case reshape
    /// Sets the fraction `rate` of the values (or of whole channels) to zero in training and scales the others by
    /// 1/(1 − rate).
    case dropout(rate: Float, wholeChannels: Bool)
    /// Adds numbers of a normal distribution around 0 in training.
    case gaussianNoise(deviation: Float)
    /// (x − mean) / max(√variance, 10⁻⁷), channel by channel; parameters: mean, variance.
    case standardization
    /// What a user has written.
    case custom(CustomFunction)
    /// scale·x + offset.
    case rescaling(scale: Float, offset: Float)

    /// Whether the result depends on chance in training.
    var isStochastic: Bool {
        switch self {
        case .dropout(let rate, _): rate > 0
        case .gaussianNoise(let deviation): deviation > 0
        default: false
        }
    }
}
