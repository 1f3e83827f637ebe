import Foundation

/// How fast bytes have come lately.
struct TransferRate {
    private var samples: [(time: ContinuousClock.Instant, count: Int)] = []

    /// Notes that `count` bytes are here in all.
    mutating func add(_ count: Int, at time: ContinuousClock.Instant = .now) {
        // Few samples are enough for a mean.
        if let last = samples.last, last.time.duration(to: time) < .milliseconds(100), samples.count > 1 {
            samples[samples.count - 1].count = count
            return
        }
        samples.append((time, count))
        if samples.count > 50 { samples.removeFirst() }
    }

    /// The mean of the last seconds; nil before there is one.
    var bytesPerSecond: Double? {
        guard let first = samples.first, let last = samples.last else { return nil }
        let (seconds, attoseconds) = first.time.duration(to: last.time).components
        let spent = Double(seconds) + Double(attoseconds) / 1e18
        return spent > 0.2 && last.count > first.count ? Double(last.count - first.count) / spent : nil
    }

    /// Seconds in words: `42 s`, `3 min 5 s`.
    static func duration(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 1e6).rounded(.up))
        return whole < 90 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }
}
