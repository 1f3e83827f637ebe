/// An array of numbers that a layer owns, in Keras' layout; plans watch its version to pack it anew.
package final class Parameter: @unchecked Sendable {
    /// What the array is to its layer, for example `kernel`.
    package let name: String
    /// The array's dimensions.
    package let shape: [Int]
    /// How many numbers there are.
    package let count: Int
    /// Grows with every change of the numbers.
    package private(set) var version = 0
    /// Where the numbers are.
    let storage: AlignedBuffer

    /// Makes a parameter of the given numbers, row-major; missing ones are zero.
    package init(name: String, shape: [Int], values: [Float] = []) {
        self.name = name
        self.shape = shape
        count = shape.reduce(1, *)
        storage = AlignedBuffer(byteCount: max(count, 1) * MemoryLayout<Float>.stride)
        storage.floats.initialize(repeating: 0, count: count)
        values.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            storage.floats.update(from: base, count: min(count, source.count))
        }
    }

    /// The numbers, row-major; as many as there were must be set.
    package var values: [Float] {
        get { Array(UnsafeBufferPointer(start: storage.floats, count: count)) }
        set {
            newValue.withUnsafeBufferPointer { source in
                guard let base = source.baseAddress else { return }
                storage.floats.update(from: base, count: min(count, source.count))
            }
            version += 1
        }
    }

    /// The address of the first number, for reading.
    var address: UnsafePointer<Float> { UnsafePointer(storage.floats) }

    /// Lets the numbers be changed in place.
    package func update(_ body: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
        defer { version += 1 }
        try body(UnsafeMutableBufferPointer(start: storage.floats, count: count))
    }
}
