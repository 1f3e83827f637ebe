/// What a backbone is asked for, in Keras' terms.
struct BackboneSettings {
    var weights: BackboneWeights = .none
    var includeTop = true
    /// Height, width, channels.
    var inputShape: [Int]
    var pooling: BackbonePooling?
    var classes = 1000
    var classifierActivation: ActivationFunction = .softmax
    /// How all kernels begin, or nil for each layer's own way.
    var initializer: Initializer?
}
