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

    /// With the deviation √(scale/n), n being a fan.
    case varianceScaling(scale: Float, fan: Fan, distribution: Distribution)
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

    /// What of a layer its weights' deviation depends on.
    public enum Fan: String, Hashable, Sendable {
        /// How many numbers each result is computed from.
        case input = "fan_in"
        /// How many results each number goes into.
        case output = "fan_out"
        /// The mean of both.
        case average = "fan_avg"
    }

    /// How a weight's beginning is distributed.
    public enum Distribution: String, Hashable, Sendable {
        /// Evenly around 0.
        case uniform
        /// Normally around 0, cut off at two deviations.
        case truncatedNormal = "truncated_normal"
        /// Normally around 0.
        case untruncatedNormal = "untruncated_normal"
    }

    /// Whether weights are about to be read from a file, so that they may begin with 0 at no cost.
    @TaskLocal static var isLoading = false

    func parameter(_ name: String, shape: [Int]) -> Parameter {
        if Self.isLoading || Planning.isOn { return Parameter(name: name, shape: shape) }
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
            case .varianceScaling(let scale, let fan, let distribution):
                distribution.values(count, variance: scale / max(fan.number(fanIn, fanOut), 1))
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

    fileprivate static func uniform(_ count: Int, limit: Float) -> [Float] {
        RandomState.shared.nextStream().uniform(count: count, limit: limit)
    }

    /// Cutting off at two deviations makes the deviation smaller by this factor; Keras divides by it.
    private static let truncation: Float = 0.87962566103423978

    fileprivate static func normal(_ count: Int, deviation: Float) -> [Float] {
        RandomState.shared.nextStream().truncatedNormal(count: count, deviation: deviation / truncation)
    }
}

extension Initializer.Fan {
    fileprivate func number(_ fanIn: Float, _ fanOut: Float) -> Float {
        switch self {
        case .input: fanIn
        case .output: fanOut
        case .average: (fanIn + fanOut) / 2
        }
    }
}

extension Initializer.Distribution {
    fileprivate func values(_ count: Int, variance: Float) -> [Float] {
        switch self {
        case .uniform: Initializer.uniform(count, limit: (3 * variance).squareRoot())
        case .truncatedNormal: Initializer.normal(count, deviation: variance.squareRoot())
        case .untruncatedNormal:
            RandomState.shared.nextStream().normal(count: count, deviation: variance.squareRoot())
        }
    }
}
