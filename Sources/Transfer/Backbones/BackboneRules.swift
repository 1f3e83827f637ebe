/// What a kind of backbone allows, and what all networks of that kind have in common.
struct BackboneRules {
    /// The kind of network.
    let model: PretrainedModel
    /// The name of a network that is given none.
    let name: String
    /// The shortest height and width.
    let minimumSize: Int
    /// The heights, equal to the widths, that Keras takes with weights of ImageNet and the top; nil for any.
    let pretrainedSizes: [Int]?
    let scaling: PixelScaling

    /// The longest height and width: pictures beyond fit into no memory.
    private static let maximumSize = 1 << 14
    /// More classes than any data have.
    private static let maximumClasses = 1 << 20
    /// The width multipliers for which every layer has channels, and not too many.
    private static let alphas = 1.0 / 32...32

    /// Throws `TransferError.model` where settings are impossible or contradict each other.
    func check(_ settings: BackboneSettings) throws {
        let isPretrained = settings.weights == .imagenet
        let shape = settings.inputShape
        let sizes = minimumSize...Self.maximumSize
        try require(
            shape.count == 3 && sizes.contains(shape[0]) && sizes.contains(shape[1])
                && (isPretrained ? 3...3 : 1...Self.maximumSize).contains(shape[2]),
            """
            an inputShape [height, width, \(isPretrained ? "3" : "channels")] of at least \(minimumSize) pixels and at \
            most \(Self.maximumSize)\(isPretrained ? " with the weights of ImageNet" : "")
            """, shape)
        guard settings.includeTop else { return }
        try require(
            !isPretrained || settings.classes == 1000, "classes: 1000 with the weights of ImageNet and the top",
            settings.classes)
        try require(
            (1...Self.maximumClasses).contains(settings.classes), "classes from 1 to \(Self.maximumClasses)",
            settings.classes)
        try require(
            settings.weights == .none || [.softmax, .linear].contains(settings.classifierActivation),
            "classifierActivation: .softmax or .linear with trained weights", settings.classifierActivation)
        if isPretrained, let pretrainedSizes {
            let shapes = pretrainedSizes.map { "[\($0), \($0), 3]" }.joined(separator: " or ")
            try require(
                shape[0] == shape[1] && pretrainedSizes.contains(shape[0]),
                "the inputShape \(shapes) with the weights of ImageNet and the top", shape)
        }
    }

    /// Throws `TransferError.model` unless a MobileNet can be made with a width multiplier.
    func check(alpha: Double) throws {
        try require(Self.alphas.contains(alpha), "an alpha from \(Self.alphas.lowerBound) to 32", alpha)
    }

    /// Throws unless a setting is allowed.
    func require(_ condition: Bool, _ expected: String, _ received: some Any) throws {
        guard condition else {
            throw TransferError.model(
                .invalidBackbone(model: model.title, expected: expected, received: "\(received)"))
        }
    }
}
