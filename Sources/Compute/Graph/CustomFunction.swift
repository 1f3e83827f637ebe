/// A function that a user has written, on row-major arrays whose shapes include the batch.
package final class CustomFunction: Sendable {
    /// Computes the result from the input's shape and numbers; both must be as many as the shapes say.
    package typealias Forward = @Sendable (_ shape: [Int], _ input: [Float]) throws -> [Float]
    /// Computes the gradient by the input from the input's shape and numbers and the gradient by the result.
    package typealias Backward =
        @Sendable (_ shape: [Int], _ input: [Float], _ gradient: [Float]) throws -> [Float]

    let forward: Forward
    let backward: Backward

    /// Makes a function from its two directions.
    package init(forward: @escaping Forward, backward: @escaping Backward) {
        self.forward = forward
        self.backward = backward
    }
}

extension CustomFunction: Hashable {
    /// A function is only the same as itself.
    package static func == (a: CustomFunction, b: CustomFunction) -> Bool { a === b }
    /// Mixes the identity into a hash.
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
