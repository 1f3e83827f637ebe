/// A refusal of a kernel library, as one sentence.
package struct ComputeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was asked of the library and how it answered.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
