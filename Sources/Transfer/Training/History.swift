/// What the epochs of a training have come to, by Keras' names: `loss`, `accuracy`, `val_loss`, `val_accuracy`, ….
public struct History: Hashable, Sendable {
    /// The numbers as they are shown.
    public let log: TrainingLog
    /// How many seconds the training waited for its samples to be read and prepared; `log.seconds` says how long the
    /// epochs took.
    public let secondsWaited: Double

    init(log: TrainingLog, secondsWaited: Double = 0) {
        self.log = log
        self.secondsWaited = secondsWaited
    }

    /// The values of a metric, an epoch each; nil if there is no metric of the name.
    public subscript(name: String) -> [Double]? {
        guard let column = log.columns.firstIndex(of: name) else { return nil }
        return log.epochs.map { $0[column] }
    }

    /// The metrics' names.
    public var metrics: [String] { log.columns }

    /// The epoch, counted from 1, with the least loss on the validation data, or without such data the least loss.
    public var bestEpoch: Int {
        let losses = self["val_loss"] ?? self["loss"] ?? []
        let best = losses.indices.filter { !losses[$0].isNaN }.min { losses[$0] < losses[$1] }
        return log.initialEpoch + (best ?? 0) + 1
    }

    /// How many epochs were trained.
    public var epochs: Int { log.epochs.count }

    /// Shows the loss and, if measured, the accuracy of each epoch as charts.
    @discardableResult
    public func plot() -> Plot {
        Plot(showing: ["loss", "accuracy"].compactMap(chart).map(Output.chart))
    }

    private func chart(_ metric: String) -> Chart? {
        let names = [(metric, "training"), ("val_" + metric, "validation")]
        let series = names.compactMap { name, label in
            self[name].map { values in
                LineChart.Series(name: label, x: values.indices.map { Double(log.initialEpoch + $0 + 1) }, y: values)
            }
        }
        guard !series.isEmpty else { return nil }
        return Chart(title: metric, content: .lines(LineChart(xLabel: "epoch", yLabel: metric, series: series)))
    }
}

extension History: Showable {
    /// Nothing: training has shown its epochs already.
    public var outputs: [Output] { [] }
}

extension History: CustomStringConvertible {
    /// A line an epoch, with four decimals, as Keras prints them.
    public var description: String {
        log.epochs.enumerated().map { number, values in
            "Epoch \(log.initialEpoch + number + 1)/\(log.initialEpoch + epochs) - "
                + Evaluation.text(Array(zip(log.columns, values)))
        }.joined(separator: "\n")
    }
}
