extension ContinuousClock.Instant {
    /// The seconds from this instant until now.
    package var secondsSince: Double {
        let parts = duration(to: .now).components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
}
