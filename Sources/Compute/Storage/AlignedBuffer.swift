/// Memory that begins at a cache line, as vector instructions like it.
final class AlignedBuffer: @unchecked Sendable {
    static let alignment = 64

    let address: UnsafeMutableRawPointer
    let byteCount: Int

    init(byteCount: Int) {
        self.byteCount = byteCount
        address = .allocate(byteCount: max(byteCount, 1), alignment: Self.alignment)
    }

    deinit {
        address.deallocate()
    }

    var floats: UnsafeMutablePointer<Float> {
        address.bindMemory(to: Float.self, capacity: byteCount / MemoryLayout<Float>.stride)
    }
}
