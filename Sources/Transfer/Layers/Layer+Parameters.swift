import Compute

extension Layer {
    /// Makes a weight that begins as an initializer says.
    ///
    /// Throws `TransferError.layer` if it would hold more numbers than any memory, or the initializer cannot make them.
    func parameter(_ name: String, _ initializer: Initializer, shape: [Int]) throws -> Parameter {
        guard !Shapes.isTooLarge(shape) else {
            throw TransferError.layer(.weightTooLarge(layer: self.name, weight: name, shape: shape))
        }
        try initializer.check(in: self)
        return initializer.parameter(name, shape: shape)
    }
}

extension Initializer {
    /// Throws unless the numbers that describe the beginning make sense.
    fileprivate func check(in layer: Layer) throws {
        func require(_ condition: Bool, _ allowed: String) throws {
            try layer.require(condition, "the initializer", "\(self)", allowed)
        }
        switch self {
        case .constant(let value): try require(value.isFinite, "a finite number")
        case .randomUniform(let minimum, let maximum):
            try require(
                minimum <= maximum && (maximum - minimum).isFinite, "a minimum that is not above the maximum")
        case .randomNormal(let mean, let deviation), .truncatedNormal(let mean, let deviation):
            try require(mean.isFinite && deviation >= 0 && deviation.isFinite, "a deviation of at least 0")
        case .varianceScaling(let scale, _, _): try require(scale > 0 && scale.isFinite, "a scale above 0")
        default: break
        }
    }
}
