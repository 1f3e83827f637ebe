/// How far pictures are moved at most, along one side.
///
/// A number below 1 is a fraction of the side (`0.2`), one with a decimal point from 1 on a number of pixels (`12.0`), a
/// whole number n stands for the whole numbers of pixels below n in both directions (`12`), and an array for the distances
/// to choose from, each in both directions: in pixels, or, where all are below 1, in fractions of the side.
public enum ShiftRange: Hashable, Sendable {
    /// Any distance up to a number: a fraction of the side below 1, else pixels.
    case upTo(Double)
    /// Whole numbers of pixels below a number.
    case wholePixels(below: Int)
    /// One of some distances, forwards or backwards.
    case choices([Double])

    var isZero: Bool {
        switch self {
        case .upTo(let limit): limit == 0
        case .wholePixels(let limit): limit == 0
        case .choices(let distances): distances.isEmpty
        }
    }

    /// Whether all the numbers can be used.
    var isValid: Bool {
        switch self {
        case .upTo(let limit): limit >= 0 && limit <= 1e6
        case .wholePixels(let limit): limit >= 0 && limit <= 1_000_000
        case .choices(let distances): !distances.isEmpty && distances.allSatisfy { abs($0) <= 1e6 }
        }
    }
}

extension ShiftRange: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    /// Makes the range up to a number.
    public init(floatLiteral limit: Double) { self = .upTo(limit) }

    /// Makes the whole numbers of pixels below a number.
    public init(integerLiteral limit: Int) { self = .wholePixels(below: limit) }

    /// Makes the distances to choose from.
    public init(arrayLiteral distances: Double...) { self = .choices(distances) }
}

extension ShiftRange: CustomStringConvertible {
    /// The numbers as they were given.
    public var description: String {
        switch self {
        case .upTo(let limit): "\(limit)"
        case .wholePixels(let limit): "\(limit)"
        case .choices(let distances): "\(distances)"
        }
    }
}
