/// A stretch of the arena; the planner decides where it lies.
final class Storage {
    let byteCount: Int
    /// The distance from the arena's start, in bytes.
    var offset = 0

    init(byteCount: Int) {
        self.byteCount = byteCount
    }
}

/// An array that a plan computes: pictures N×H×W×C or vectors N×C, batch included in the shape.
struct Value {
    /// Where the elements of an array lie in its storage.
    enum Layout {
        /// Row-major in the order of the shape.
        case plain
        /// As a oneDNN primitive chose.
        case native(MemoryDescriptor)
    }

    var storage: Storage
    var shape: [Int]
    var layout: Layout

    /// A new array in row-major order.
    init(plain shape: [Int]) {
        self.shape = shape
        layout = .plain
        storage = Storage(byteCount: shape.reduce(1, *) * MemoryLayout<Float>.stride)
    }

    /// A new array in a primitive's layout.
    init(_ shape: [Int], _ descriptor: MemoryDescriptor) {
        self.shape = shape
        layout = .native(descriptor)
        storage = Storage(byteCount: descriptor.byteCount)
    }

    /// The same numbers under another shape; only a plain array allows it.
    func reshaped(_ shape: [Int]) -> Value {
        var copy = self
        copy.shape = shape
        return copy
    }

    var count: Int { shape.reduce(1, *) }
    var isPlain: Bool { if case .plain = layout { true } else { false } }

    /// The layout in oneDNN's terms.
    var descriptor: MemoryDescriptor {
        get throws {
            switch layout {
            case .native(let descriptor): descriptor
            case .plain: try MemoryDescriptor.plain(shape)
            }
        }
    }
}

extension MemoryDescriptor {
    /// oneDNN's order of dimensions, N×C×H×W, for a shape of ours.
    static func dimensions(of shape: [Int]) -> [Int] {
        shape.count == 4 ? [shape[0], shape[3], shape[1], shape[2]] : shape
    }

    /// Row-major in the order of our shape.
    static func plain(_ shape: [Int]) throws -> MemoryDescriptor {
        var strides = [Int](repeating: 1, count: shape.count)
        for axis in shape.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * shape[axis + 1] }
        return try MemoryDescriptor(dimensions: dimensions(of: shape), strides: dimensions(of: strides))
    }

    /// A layout left to the primitive, for a shape of ours.
    static func any(_ shape: [Int]) throws -> MemoryDescriptor {
        try MemoryDescriptor(chosenByPrimitive: dimensions(of: shape))
    }
}
