/// Numbers that are to become those of a parameter: filled first, taken over when nothing can go wrong any more.
package struct ParameterValues {
    /// How many numbers there are.
    package let count: Int
    let storage: AlignedBuffer

    /// Makes room for numbers, which must all be set before a parameter takes them.
    package init(count: Int) {
        self.count = count
        storage = AlignedBuffer(byteCount: max(count, 1) * MemoryLayout<Float>.stride)
    }

    /// The places of the numbers.
    package var floats: UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(start: storage.floats, count: count)
    }
}
