extension LineChart {
    /// The chart without the points that its axis has no place for.
    var drawable: LineChart {
        guard xScale == .logarithmic else { return self }
        var chart = self
        chart.series = series.map { series in
            Series(name: series.name, x: series.x.map { $0 > 0 ? $0 : .nan }, y: series.y)
        }
        return chart
    }
}

extension LineChart.Series {
    /// The points whose place and value are finite; of lists of different lengths, the shorter one counts.
    var finitePoints: [(x: Double, y: Double)] {
        zip(x, y).filter { $0.isFinite && $1.isFinite }.map { (x: $0, y: $1) }
    }

    /// The line's unbroken runs: a point that is not finite interrupts it.
    var runs: [[(x: Double, y: Double)]] {
        var runs: [[(x: Double, y: Double)]] = [[]]
        for (x, y) in zip(x, y) {
            if x.isFinite && y.isFinite {
                runs[runs.count - 1].append((x, y))
            } else {
                runs.append([])
            }
        }
        return runs.filter { !$0.isEmpty }
    }
}
