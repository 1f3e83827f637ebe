/// Makes the layers of a backbone: what they share is said once.
struct BackboneBuilder {
    let settings: BackboneSettings
    private let initializer: Initializer?
    private var names: [String: Int] = [:]

    init(_ settings: BackboneSettings, isLoaded: Bool) {
        self.settings = settings
        // Weights that a file replaces need no random numbers.
        initializer = settings.initializer ?? (isLoaded ? .zeros : nil)
    }

    /// How a kernel begins that a file does not replace.
    func start(_ initializer: Initializer) -> Initializer { self.initializer ?? initializer }

    /// The next name of a kind as Keras makes it in a fresh program: first `conv2d`, then `conv2d_1`.
    ///
    /// Layers made later without a name get numbers beyond, so that they can be put on the network.
    mutating func nextName(_ kind: String) -> String {
        let base = LayerNames.snakeCase(kind)
        let number = names[base, default: 0]
        names[base] = number + 1
        let name = number == 0 ? base : "\(base)_\(number)"
        LayerNames.shared.keepFree(name)
        return name
    }

    /// A convolution with a square kernel.
    func convolution(
        _ x: SymbolicTensor, _ filters: Int, _ size: Int, strides: Int = 1, padding: WindowPadding = .valid,
        activation: ActivationFunction = .linear, useBias: Bool = false,
        initializer: Initializer = .glorotUniform, name: String
    ) throws -> SymbolicTensor {
        try Conv2D(
            filters, kernelSize: size, strides: strides, padding: padding, activation: activation, useBias: useBias,
            kernelInitializer: start(initializer), name: name)(x)
    }

    /// A convolution of every channel by itself, without bias.
    func depthwise(
        _ x: SymbolicTensor, _ size: Int, strides: Int, padding: WindowPadding, multiplier: Int = 1,
        initializer: Initializer = .glorotUniform, name: String
    ) throws -> SymbolicTensor {
        try DepthwiseConv2D(
            kernelSize: size, strides: strides, padding: padding, depthMultiplier: multiplier, useBias: false,
            depthwiseInitializer: start(initializer), name: name)(x)
    }

    func dense(_ x: SymbolicTensor, _ units: Int, activation: ActivationFunction, name: String) throws
        -> SymbolicTensor
    {
        try Dense(units, activation: activation, kernelInitializer: start(.glorotUniform), name: name)(x)
    }

    /// min(max(x, 0), 6).
    func relu6(_ x: SymbolicTensor, name: String) throws -> SymbolicTensor { try ReLU(maxValue: 6, name: name)(x) }

    /// The classifier that most networks end in, or what `pooling` asks for; Keras names the pooling layer in some
    /// networks and numbers it in others.
    mutating func ending(_ x: SymbolicTensor, namesPooling: Bool) throws -> SymbolicTensor {
        guard settings.includeTop else { return try pooled(x, namesPooling: namesPooling) }
        let name = namesPooling ? "avg_pool" : nextName("GlobalAveragePooling2D")
        return try classifier(GlobalAveragePooling2D(name: name)(x))
    }

    /// The layer that gives the classes' probabilities.
    func classifier(_ x: SymbolicTensor) throws -> SymbolicTensor {
        try dense(x, settings.classes, activation: settings.classifierActivation, name: "predictions")
    }

    /// The end of a network without its top.
    mutating func pooled(_ x: SymbolicTensor, namesPooling: Bool) throws -> SymbolicTensor {
        switch settings.pooling {
        case .avg:
            try GlobalAveragePooling2D(name: namesPooling ? "avg_pool" : nextName("GlobalAveragePooling2D"))(x)
        case .max: try GlobalMaxPooling2D(name: namesPooling ? "max_pool" : nextName("GlobalMaxPooling2D"))(x)
        case nil: x
        }
    }
}
