import COpenBLAS

/// Matrix products of OpenBLAS, on row-major matrices of 32-bit floats.
enum BLAS {
    /// A matrix in memory: the address of its first element, and whether to read it transposed.
    struct Operand {
        var address: UnsafePointer<Float>
        var isTransposed = false
    }

    /// Computes c = a·b + (accumulate ? c : 0) for a of rows×inner, b of inner×columns after any transposition.
    static func multiply(
        _ a: Operand, _ b: Operand, into c: UnsafeMutablePointer<Float>, rows: Int, inner: Int, columns: Int,
        accumulate: Bool
    ) {
        cblas_sgemm(
            CblasRowMajor, a.isTransposed ? CblasTrans : CblasNoTrans, b.isTransposed ? CblasTrans : CblasNoTrans,
            blasint(rows), blasint(columns), blasint(inner), 1,
            a.address, blasint(a.isTransposed ? rows : inner), b.address, blasint(b.isTransposed ? inner : columns),
            accumulate ? 1 : 0, c, blasint(columns))
    }

    /// Sets how many threads the pool that OpenBLAS and oneDNN share has.
    static func setThreads(_ count: Int) {
        omp_set_num_threads(Int32(count))
        openblas_set_num_threads(Int32(count))
    }
}
