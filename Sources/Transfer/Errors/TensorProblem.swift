/// Why a tensor could not be made.
public enum TensorProblem: Hashable, Sendable {
    /// The numbers are not as many as the shape says.
    case wrongCount(shape: [Int], count: Int)
    /// The first dimension does not reach as far.
    case noSuchSamples(shape: [Int], range: Range<Int>)

    /// The sentence for people.
    var message: String {
        switch self {
        case .wrongCount(let shape, let count):
            """
            a tensor of shape \(shape) holds \(Self.product(shape)) numbers, not \(count); give as many numbers as \
            the product of the dimensions
            """
        case .noSuchSamples(let shape, let range):
            """
            samples \(range.lowerBound)..<\(range.upperBound) were asked for of a tensor of shape \(shape); \
            choose a range within its first dimension
            """
        }
    }

    private static func product(_ shape: [Int]) -> String {
        var product = 1
        for dimension in shape {
            let (next, overflow) = product.multipliedReportingOverflow(by: dimension)
            if overflow || dimension < 0 { return "an impossible number of" }
            product = next
        }
        return String(product)
    }
}
