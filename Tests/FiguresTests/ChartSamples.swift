import Figures

/// Charts for the tests.
enum ChartSamples {
    /// A training history of five epochs.
    static let history = lines([
        ("loss", [1.91, 0.8, 0.4, 0.2, 0.12]), ("val_loss", [1.4, 0.6, 0.39, 0.34, 0.41]),
    ])

    /// A confusion matrix of three classes.
    static let confusion = Chart(
        title: "Confusion",
        content: .heatmap(
            Heatmap(
                rowLabel: "true class", columnLabel: "predicted class", rowNames: ["ant", "bee", "cat"],
                columnNames: ["ant", "bee", "cat"], values: [[8, 1, 0], [0, 9, 3], [1, 0, 10]])))

    /// A line chart of loss over epochs counted from 1.
    static func lines(_ series: [(name: String, y: [Double])], title: String = "") -> Chart {
        Chart(
            title: title,
            content: .lines(
                LineChart(
                    xLabel: "epoch", yLabel: "loss",
                    series: series.map { name, y in
                        LineChart.Series(name: name, x: y.indices.map { Double($0 + 1) }, y: y)
                    })))
    }

    /// A heatmap whose rows and columns have names of their own numbers.
    static func heatmap(_ values: [[Double]], names: [String] = []) -> Chart {
        Chart(
            title: "",
            content: .heatmap(
                Heatmap(rowLabel: "row", columnLabel: "column", rowNames: names, columnNames: names, values: values)))
    }

    /// One point so far out that a step of 1 is lost in rounding.
    private static let hugePlaces = Chart(
        title: "",
        content: .lines(LineChart(xLabel: "", yLabel: "", series: [.init(name: "a", x: [1e300], y: [1])])))

    /// Line charts that a layout could stumble over.
    static let oddLines: [Chart] = [
        lines([]), lines([("", [])]), lines([("loss", [0.5])]), lines([("loss", [2, 2, 2])]),
        lines([("loss", [0, 0])]), lines([("loss", [.nan, .infinity, -.infinity])]),
        lines([("loss", [1, .nan, 3]), ("b", [.infinity, 2])]), lines([("größer — 損失 🙂\0\n", [-1, -2])]),
        lines([("loss", [-1e308, 1e308])]), lines([("loss", [1e-300, 2e-300])]),
        lines([("loss", [.leastNonzeroMagnitude, 0])]),
        lines([("loss", [1e300, 1e300])]), lines([("loss", [1, 1 + 1e-15])]), hugePlaces,
        lines([("loss", (0..<900).map { Double($0 % 7) })], title: String(repeating: "title ", count: 50)),
        lines((0..<60).map { (String(repeating: "name ", count: $0), [Double($0), 1]) }),
    ]

    /// Heatmaps that a layout could stumble over.
    static let oddCells: [Chart] = [
        heatmap([]), heatmap([[]]), heatmap([[0]]), heatmap([[.nan]]), heatmap([[-1, 1], [0, .infinity]]),
        heatmap([[1e-9, 1e12]]), heatmap([[1e300, -1e300]]), heatmap([[1, 2, 3]]), heatmap([[1], [2], [3]]),
        heatmap([[7, 7], [7, 7]], names: ["", String(repeating: "läng", count: 99)]),
    ]
}
