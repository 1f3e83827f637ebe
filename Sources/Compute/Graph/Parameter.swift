import Synchronization

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
    /// Where the numbers are; none yet as long as all are zero and nobody has asked.
    private let memory = AtomicLazyReference<AlignedBuffer>()

    /// Makes a parameter of the given numbers, row-major; without any, all are zero, and take memory from the first use on.
    package init(name: String, shape: [Int], values: [Float] = []) {
        self.name = name
        self.shape = shape
        count = shape.reduce(1, *)
        if !values.isEmpty { write(values) }
    }

    /// Where the numbers are.
    var storage: AlignedBuffer {
        if let buffer = memory.load() { return buffer }
        let buffer = AlignedBuffer(byteCount: max(count, 1) * MemoryLayout<Float>.stride)
        buffer.floats.initialize(repeating: 0, count: count)
        return memory.storeIfNil(buffer)
    }

    /// The numbers, row-major; as many as there were must be set.
    package var values: [Float] {
        get { Array(UnsafeBufferPointer(start: storage.floats, count: count)) }
        set {
            write(newValue)
            version += 1
        }
    }

    private func write(_ values: [Float]) {
        values.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            storage.floats.update(from: base, count: min(count, source.count))
        }
    }

    /// Replaces the numbers by others, without a copy if there are none in memory yet; there must be as many.
    package func take(_ values: ParameterValues) {
        precondition(values.count == count)
        if memory.storeIfNil(values.storage) !== values.storage {
            storage.floats.update(from: values.storage.floats, count: count)
        }
        version += 1
    }

    /// The address of the first number, for reading.
    var address: UnsafePointer<Float> { UnsafePointer(storage.floats) }

    /// Lets the numbers be read in place.
    package func read<T>(_ body: (UnsafeBufferPointer<Float>) throws -> T) rethrows -> T {
        try body(UnsafeBufferPointer(start: storage.floats, count: count))
    }

    /// Lets the numbers be changed in place.
    package func update(_ body: (UnsafeMutableBufferPointer<Float>) throws -> Void) rethrows {
        defer { version += 1 }
        try body(UnsafeMutableBufferPointer(start: storage.floats, count: count))
    }
}
