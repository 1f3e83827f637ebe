import Foundation

/// Where values lie along the x axis, which may be logarithmic, and what is written there.
struct HorizontalScale {
    private let scale: TickScale
    private let isLogarithmic: Bool
    /// The values with a label, ascending, each with its label.
    let ticks: [(value: Double, label: String)]

    /// Makes a scale with as many ticks as their labels leave room for.
    init(over values: [Double], _ kind: LineChart.Scale, width: Double, ruler: Canvas) {
        isLogarithmic = kind == .logarithmic
        let values = kind == .logarithmic ? values.map(log10) : values
        let span = (values.max() ?? 0) - (values.min() ?? 0)
        // An axis of powers of ten alone would leave one that spans less than two of them without ticks.
        let isWhole = isLogarithmic ? span >= 2 : values.allSatisfy { $0 == $0.rounded() }
        var count = isWhole ? 15 : 10
        while true {
            let scale = TickScale(over: values, count: count, isPadded: false, isWhole: isWhole)
            let labels =
                kind == .linear
                ? scale.labels
                : scale.ticks.map { isWhole ? NumberText.powerOfTen(Int($0)) : NumberText.short(pow(10, $0)) }
            let widest = labels.map { ruler.measure($0, .label) }.max() ?? 0
            if count <= 1 || Double(scale.ticks.count) * (widest + 18) <= width {
                self.scale = scale
                ticks = zip(scale.ticks, labels).map { (kind == .logarithmic ? pow(10, $0) : $0, $1) }
                return
            }
            count -= 1
        }
    }

    /// Where a value lies along the axis: 0 at its beginning, 1 at its end.
    func place(of value: Double) -> Double { scale.place(of: isLogarithmic ? log10(value) : value) }
}
