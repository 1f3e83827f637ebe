/// The places at which the innermost runs of two arrays begin, in row-major order of the dimensions around them.
struct StridedRuns {
    /// The lengths of the dimensions around the runs.
    let lengths: [Int]
    /// How far apart the numbers of the first array are along each of them.
    let left: [Int]
    /// The same of the second array.
    let right: [Int]

    /// Calls a body with the place in either array.
    @inline(__always)
    func forEach(_ body: (Int, Int) -> Void) {
        guard !lengths.contains(0) else { return }
        var position = [Int](repeating: 0, count: lengths.count)
        var (leftStart, rightStart) = (0, 0)
        while true {
            body(leftStart, rightStart)
            var axis = lengths.count - 1
            while axis >= 0 {
                position[axis] += 1
                leftStart += left[axis]
                rightStart += right[axis]
                if position[axis] < lengths[axis] { break }
                position[axis] = 0
                leftStart -= left[axis] * lengths[axis]
                rightStart -= right[axis] * lengths[axis]
                axis -= 1
            }
            if axis < 0 { return }
        }
    }
}
