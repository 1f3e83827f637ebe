/// What a metric has counted in the batches so far.
protocol MetricCounter {
    mutating func add(_ batch: PredictedBatch)
    var value: Double { get }
}

/// The predictions of a batch and what they should have been, row by row.
struct PredictedBatch {
    let predictions: UnsafeBufferPointer<Float>
    let targets: [Float]
    let columns: Int

    init(_ predictions: UnsafeBufferPointer<Float>, _ targets: TargetValues, columns: Int) {
        self.predictions = predictions
        self.targets = targets.rows(columns: columns)
        self.columns = max(columns, 1)
    }

    var rows: Int { predictions.count / columns }

    /// The column of a row's largest prediction.
    func predictedClass(_ row: Int) -> Int {
        (0..<columns).reduce(0) { predictions[row * columns + $1] > predictions[row * columns + $0] ? $1 : $0 }
    }

    /// The column of a row's largest target.
    func targetClass(_ row: Int) -> Int {
        (0..<columns).reduce(0) { targets[row * columns + $1] > targets[row * columns + $0] ? $1 : $0 }
    }
}

/// The counts of the metrics of one output.
struct MetricCounters {
    private let names: [String]
    private var counters: [any MetricCounter]
    private let columns: Int

    init(_ compilation: Compilation, output: Int, columns: Int) {
        names = compilation.metricNames[output]
        counters = compilation.metrics[output].map { $0.counter(columns: columns) }
        self.columns = columns
    }

    mutating func add(_ predictions: UnsafeBufferPointer<Float>, _ targets: TargetValues) {
        guard !counters.isEmpty else { return }
        let batch = PredictedBatch(predictions, targets, columns: columns)
        for index in counters.indices { counters[index].add(batch) }
    }

    var named: [(name: String, value: Double)] { Array(zip(names, counters.map(\.value))) }
}
