/// Memory for one picture's pixels, kept from one picture to the next.
final class PixelBuffer {
    /// Bytes after the last pixel that may be read, so that kernels load four bytes wherever a pixel begins.
    static let padding = 16
    private static let keptCapacity = 32 << 20

    private var base: UnsafeMutablePointer<UInt8>?
    private var capacity = 0

    /// Room for so many bytes and the padding; what it held before is lost.
    func reserve(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        if let base, capacity >= count { return base }
        base?.deallocate()
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: count + Self.padding)
        (fresh + count).initialize(repeating: 0, count: Self.padding)
        base = fresh
        capacity = count
        return fresh
    }

    /// Gives the memory back if an unusually large picture took it.
    func trim() {
        guard capacity > Self.keptCapacity else { return }
        base?.deallocate()
        base = nil
        capacity = 0
    }

    deinit { base?.deallocate() }
}
