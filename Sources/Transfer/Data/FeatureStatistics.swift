/// The mean and standard deviation of each channel over many pictures.
struct FeatureStatistics: Hashable, Sendable {
    /// The mean of each channel; nil where it was not asked for.
    var mean: [Float]?
    /// The standard deviation of each channel; nil where it was not asked for.
    var deviation: [Float]?

    /// Computes them from pictures that lie one after another.
    init(
        _ values: [Float], channels: Int, scaledBy rescale: Float, mean wantsMean: Bool, deviation wantsDeviation: Bool
    ) {
        let count = Double(max(1, values.count / max(1, channels)))
        var sums = [Double](repeating: 0, count: channels)
        var squares = sums
        for start in stride(from: 0, to: values.count, by: channels) {
            for channel in 0..<channels { sums[channel] += Double(values[start + channel] * rescale) }
        }
        let means = sums.map { $0 / count }
        for start in stride(from: 0, to: values.count, by: channels) {
            for channel in 0..<channels {
                let distance = Double(values[start + channel] * rescale) - means[channel]
                squares[channel] += distance * distance
            }
        }
        mean = wantsMean ? means.map { Float($0) } : nil
        deviation = wantsDeviation ? squares.map { Float(($0 / count).squareRoot()) } : nil
    }
}
