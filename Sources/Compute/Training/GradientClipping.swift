/// How large gradients are made smaller.
package enum GradientClipping: Hashable, Sendable {
    /// Each parameter's gradient is scaled down to at most this length.
    case norm(Float)
    /// All gradients together are scaled down to at most this length.
    case globalNorm(Float)
    /// Each number is kept within ± this.
    case value(Float)

    func apply(to gradients: [ParameterGradient]) {
        switch self {
        case .norm(let limit):
            for gradient in gradients { gradient.scale(by: Self.factor(limit, gradient.squaredLength)) }
        case .globalNorm(let limit):
            let factor = Self.factor(limit, gradients.reduce(0) { $0 + $1.squaredLength })
            for gradient in gradients { gradient.scale(by: factor) }
        case .value(let limit):
            for gradient in gradients {
                for i in 0..<gradient.parameter.count {
                    gradient.address[i] = min(max(gradient.address[i], -limit), limit)
                }
            }
        }
    }

    private static func factor(_ limit: Float, _ squaredLength: Double) -> Float {
        let length = Float(squaredLength.squareRoot())
        return length > limit ? limit / length : 1
    }
}

/// The gradient of a batch's loss by a parameter; it may be changed in place.
package struct ParameterGradient {
    /// The parameter.
    package let parameter: Parameter
    /// As many numbers as the parameter has.
    package let address: UnsafeMutablePointer<Float>

    /// Makes a gradient.
    package init(parameter: Parameter, address: UnsafeMutablePointer<Float>) {
        self.parameter = parameter
        self.address = address
    }

    fileprivate var squaredLength: Double {
        var sum = 0.0
        for i in 0..<parameter.count { sum += Double(address[i]) * Double(address[i]) }
        return sum
    }

    fileprivate func scale(by factor: Float) {
        guard factor != 1 else { return }
        for i in 0..<parameter.count { address[i] *= factor }
    }
}
