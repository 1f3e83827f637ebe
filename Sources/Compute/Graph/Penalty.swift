/// What a parameter's size adds to the loss: l1·Σ|w| + l2·Σw².
package struct Penalty: Hashable, Sendable {
    /// The factor of the sum of absolute values.
    package var l1: Float
    /// The factor of the sum of squares.
    package var l2: Float

    /// Makes a penalty.
    package init(l1: Float = 0, l2: Float = 0) {
        self.l1 = l1
        self.l2 = l2
    }
}
