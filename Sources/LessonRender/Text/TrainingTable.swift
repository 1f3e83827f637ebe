import Transfer

/// A training log as rows of text; a long one also in short form.
struct TrainingTable {
    /// The number of epochs from which on a log is shortened.
    static let longest = 12
    /// How many epochs a shortened log keeps at each end.
    static let kept = 3

    /// The columns' names, `epoch` first.
    let columns: [String]
    /// A row an epoch.
    let rows: [[String]]

    init(_ log: TrainingLog) {
        columns = ["epoch"] + log.columns
        let values = log.columns.indices.map { column in
            NumberText.column(log.epochs.map { $0.indices.contains(column) ? $0[column] : .nan })
        }
        rows = log.epochs.indices.map { epoch in [String(log.initialEpoch + epoch + 1)] + values.map { $0[epoch] } }
    }

    /// The first and last rows around a row of dots; nil where all rows are few enough.
    var shortened: [[String]]? {
        guard rows.count > Self.longest else { return nil }
        return rows.prefix(Self.kept) + [columns.map { _ in "…" }] + rows.suffix(Self.kept)
    }
}
