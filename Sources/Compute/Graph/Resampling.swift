/// How the pixels of a picture of another size are found, pixel centres at half numbers as in TensorFlow 2.
package enum Resampling: Hashable, Sendable {
    /// The pixel whose area holds the new pixel's centre.
    case nearest
    /// Between the two nearest pixels along each axis, without smoothing when shrinking.
    case bilinear
}

/// For every pixel of a new length of an axis the two old pixels it lies between.
struct ResamplingTable {
    let lower: [Int]
    let upper: [Int]
    /// The upper pixel's share.
    let share: [Float]

    init(from length: Int, to newLength: Int, _ resampling: Resampling) {
        let scale = Float(length) / Float(newLength)
        let centers = (0..<newLength).map { (Float($0) + 0.5) * scale }
        switch resampling {
        case .nearest:
            lower = centers.map { min(Int($0), length - 1) }
            upper = lower
            share = centers.map { _ in 0 }
        case .bilinear:
            lower = centers.map { max(Int(($0 - 0.5).rounded(.down)), 0) }
            upper = centers.map { min(Int(($0 - 0.5).rounded(.up)), length - 1) }
            share = centers.map { ($0 - 0.5) - ($0 - 0.5).rounded(.down) }
        }
    }
}
