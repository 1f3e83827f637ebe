/// Which value of its window a pooling keeps.
package enum PoolingKind: Hashable, Sendable {
    case maximum
    case average
}

/// What a node of a graph computes; pictures are N×H×W×C, vectors N×C.
package enum Operation: Hashable, Sendable {
    /// Values given from outside.
    case input
    /// Parameters: kernel (height, width, in, out) and, if any, bias.
    case convolution(Window)
    /// Every channel by itself; parameters: kernel (height, width, in, multiplier) and, if any, bias.
    case depthwiseConvolution(Window)
    /// Parameters: kernel (in, out) and, if any, bias.
    case dense
    /// Parameters as `BatchNormalizationParameters` orders them.
    case batchNormalization(epsilon: Float, momentum: Float, hasScale: Bool, hasShift: Bool)
    case activation(Activation)
    /// The sum of all inputs.
    case add
    case pooling(PoolingKind, Window)
    case globalPooling(PoolingKind)
    case zeroPadding(Padding)
    case flatten
    /// Sets the fraction `rate` of the values to zero in training and scales the others by 1/(1 − rate).
    case dropout(rate: Float)
    /// scale·x + offset.
    case rescaling(scale: Float, offset: Float)

    /// Whether the result depends on chance in training.
    var isStochastic: Bool {
        if case .dropout(let rate) = self { rate > 0 } else { false }
    }
}
