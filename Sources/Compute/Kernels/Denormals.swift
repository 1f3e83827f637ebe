import CFloatingPoint

/// Numbers below 2⁻¹²⁶, with which processors compute up to a hundred times slower.
///
/// Gradients and the optimizer's memory of them reach this range where a loss comes near zero; as TensorFlow does, the
/// kernels take such numbers for zero.
enum Denormals {
    /// Calls the body with denormal numbers taken for zero in this thread, and in threads that it starts.
    static func flushed<T>(_ body: () throws -> T) rethrows -> T {
        let control = floating_point_control()
        floating_point_set_control(control | floating_point_flush)
        defer { floating_point_set_control(control) }
        return try body()
    }
}
