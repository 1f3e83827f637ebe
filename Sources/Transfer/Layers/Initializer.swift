import Compute

/// How a layer's weights begin; the names and formulas are Keras'.
public enum Initializer: Hashable, Sendable {
    /// All 0.
    case zeros
    /// All 1.
    case ones
    /// Uniform within ±√(6/(fan in + fan out)).
    case glorotUniform
    /// Normal with deviation √(2/(fan in + fan out)), cut off at two deviations.
    case glorotNormal
    /// Uniform within ±√(6/fan in).
    case heUniform
    /// Normal with deviation √(2/fan in), cut off at two deviations.
    case heNormal
    /// Normal with deviation √(2/fan out), cut off at two deviations, as EfficientNet's convolutions begin.
    case heNormalFanOut

    /// Uniform within ±√(3/fan in).
    case lecunUniform
    /// Normal with deviation √(1/fan in), cut off at two deviations.
    case lecunNormal
    /// All the given number.
    case constant(Float)
    /// Uniform between two numbers, in Keras ±0.05 by default.
    case randomUniform(minimum: Float = -0.05, maximum: Float = 0.05)
    /// Normal with the given mean and deviation, in Keras 0 and 0.05 by default.
    case randomNormal(mean: Float = 0, deviation: Float = 0.05)
    /// Normal with the given mean and deviation, cut off at two deviations.
    case truncatedNormal(mean: Float = 0, deviation: Float = 0.05)

    func parameter(_ name: String, shape: [Int]) -> Parameter {
        let receptive = shape.dropLast(2).reduce(1, *)
        let fanIn = Float((shape.count > 1 ? shape[shape.count - 2] : shape.last ?? 1) * receptive)
        let fanOut = Float((shape.last ?? 1) * receptive)
        let count = shape.reduce(1, *)
        let values: [Float] =
            switch self {
            case .zeros: []
            case .ones: [Float](repeating: 1, count: count)
            case .glorotUniform: Self.uniform(count, limit: (6 / (fanIn + fanOut)).squareRoot())
            case .glorotNormal: Self.normal(count, deviation: (2 / (fanIn + fanOut)).squareRoot())
            case .heUniform: Self.uniform(count, limit: (6 / fanIn).squareRoot())
            case .heNormal: Self.normal(count, deviation: (2 / fanIn).squareRoot())
            case .heNormalFanOut: Self.normal(count, deviation: (2 / fanOut).squareRoot())
            case .lecunUniform: Self.uniform(count, limit: (3 / fanIn).squareRoot())
            case .lecunNormal: Self.normal(count, deviation: (1 / fanIn).squareRoot())
            case .constant(let value): [Float](repeating: value, count: count)
            case .randomUniform(let minimum, let maximum):
                Self.uniform(count, limit: (maximum - minimum) / 2).map { $0 + (minimum + maximum) / 2 }
            case .randomNormal(let mean, let deviation):
                RandomState.shared.nextStream().normal(count: count, deviation: deviation).map { $0 + mean }
            case .truncatedNormal(let mean, let deviation):
                RandomState.shared.nextStream().truncatedNormal(count: count, deviation: deviation).map { $0 + mean }
            }
        return Parameter(name: name, shape: shape, values: values)
    }

    private static func uniform(_ count: Int, limit: Float) -> [Float] {
        RandomState.shared.nextStream().uniform(count: count, limit: limit)
    }

    /// Cutting off at two deviations makes the deviation smaller by this factor; Keras divides by it.
    private static let truncation: Float = 0.87962566103423978

    private static func normal(_ count: Int, deviation: Float) -> [Float] {
        RandomState.shared.nextStream().truncatedNormal(count: count, deviation: deviation / truncation)
    }
}
