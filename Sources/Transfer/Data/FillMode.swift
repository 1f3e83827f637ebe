/// What is seen where a moved picture leaves room; the examples show `1 2 3 4`, continued to the right.
public enum FillMode: Hashable, Sendable {
    /// The nearest pixel of the picture: `1 2 3 4 | 4 4 4`.
    case nearest
    /// The picture mirrored, its edge repeated: `1 2 3 4 | 4 3 2`.
    case reflect
    /// The picture again, beginning anew at its last pixel, as Keras (through SciPy's `wrap`) does it: `1 2 3 4 | 2 3 4`.
    case wrap
    /// A level for all channels, `1 2 3 4 | c c c`; pixels that lie partly outside have it as a whole.
    case constant(Double)
}
