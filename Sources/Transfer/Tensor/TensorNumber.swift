/// A number that tensors are combined with: `Float`, `Double` and `Int`.
public protocol TensorNumber: Sendable {
    /// The number as a tensor holds it, rounded to 32 bits.
    var tensorValue: Float { get }
}

extension Float: TensorNumber {
    /// The number itself.
    public var tensorValue: Float { self }
}

extension Double: TensorNumber {
    /// The nearest 32-bit number.
    public var tensorValue: Float { Float(self) }
}

extension Int: TensorNumber {
    /// The nearest 32-bit number.
    public var tensorValue: Float { Float(self) }
}
