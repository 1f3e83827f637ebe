import Figures
import LessonRun
import Testing
import Transfer

/// What cells print and show.
extension RunComparisonTests {
    @Test("A metric is named, at the line that records it, with the tolerance") func metrics() throws {
        func metric(_ value: Double) -> [Output] { [.metric(Metric(name: "accuracy", value: value))] }
        #expect(
            try differences(metric(0.941), metric(0.902), options: "tolerance=0.01") == [
                "8: accuracy 0.941 -> 0.902 (tolerance 0.01)"
            ])
        #expect(try differences(metric(0.941), metric(0.931), options: "tolerance=0.01") == [])
        #expect(try differences(metric(0.941), metric(0.9308), options: "tolerance=0.01").count == 1)
        #expect(try differences(metric(0.941), metric(0.902)) == ["8: accuracy 0.941 -> 0.902"])
        #expect(try differences(metric(0.941), []) == ["8: accuracy 0.941 -> (nothing)"])
        #expect(try differences(metric(.nan), metric(.nan)) == [])
        #expect(try differences(metric(0.9), metric(.nan)) == ["8: accuracy 0.9 -> NaN"])
    }

    @Test("Streams and shown values are compared as texts, types too") func texts() throws {
        let before = try record([.stream(.stdout, "a 1.0\n"), .stream(.stdout, "b\n"), .stream(.stderr, "e\n")])
        let after = try record([.stream(.stdout, "a 1.5\nc\n"), .stream(.stderr, "f\n")])
        #expect(
            differences(before, after) == [
                "7: line 1 of the output: a 1.0 -> 1.5", "7: line 2 of the output: 'b' -> 'c'",
                "7: standard error 'e' -> 'f'",
            ])
        func value(_ text: String, _ type: String) -> [Output] { [.value(ShownValue(text: text, type: type))] }
        #expect(
            try differences(value("3", "Int"), value("4.0", "Double")) == [
                "7: the value 3 -> 4.0", "7: the type of the value 'Int' -> 'Double'",
            ])
        let lines = (0..<20).map { "line \($0)" }
        let many = differences(
            try record([.stream(.stdout, lines.joined(separator: "\n"))]),
            try record([.stream(.stdout, lines.map { $0.uppercased() }.joined(separator: "\n"))]))
        #expect(many.count == 6)
        #expect(many.first == "7: line 1 of the output: 'line 0' -> 'LINE 0'")
        #expect(many.last == "7: 15 more lines of the output are different")
    }

    @Test("A table is compared cell by cell; words in the first column name the rows") func tables() throws {
        func table(_ rows: [[String]], columns: [String] = ["class", "f1-score"]) -> [Output] {
            [.table(Table(columns: columns, rows: rows))]
        }
        #expect(
            try differences(table([["a", "0.94"], ["b", "1"]]), table([["a", "0.90"], ["b", "1"]])) == [
                "7: row 'a', column f1-score: 0.94 -> 0.90"
            ])
        #expect(
            try differences(table([["1", "x"]]), table([["1", "y"]])) == ["7: row 1, column f1-score: 'x' -> 'y'"])
        #expect(try differences(table([["a", "1"]]), table([])) == ["7: the number of rows 1 -> 0"])
        #expect(
            try differences(table([]), table([], columns: ["class", "n"])) == [
                "7: the columns 'class, f1-score' -> 'class, n'"
            ])
        // Rows need not be as long as the heads of the columns.
        let ragged = [["a", "1", "x"], ["b"], []]
        #expect(try differences(table(ragged), table(ragged)) == [])
        #expect(
            try differences(table(ragged), table([["a", "2", "y"], ["b", "3"], []])) == [
                "7: row 1, column f1-score: 1 -> 2", "7: row 1, column 3: 'x' -> 'y'",
                "7: the number of values of row 2 1 -> 2",
            ])
        // A long table must not take the place of what else is different.
        func long(_ factor: Int, _ rows: Int) -> [Output] { table((1...rows).map { ["row \($0)", "\($0 * factor)"] }) }
        let many = try differences(long(1, 20), long(2, 20))
        #expect(many.count == 6)
        #expect(many.first == "7: row 'row 1', column f1-score: 1 -> 2")
        #expect(many.last == "7: 15 more values of the table are different")
        #expect(try differences(long(1, 6), long(2, 6)).count == 6)
    }

    @Test("Of a training every metric is compared, times are not") func trainings() throws {
        func log(_ losses: [Double], seconds: Double, notes: [String] = []) -> [Output] {
            [
                .training(
                    TrainingLog(
                        columns: ["loss"], epochs: losses.map { [$0] }, seconds: losses.map { _ in seconds },
                        notes: notes))
            ]
        }
        #expect(try differences(log([1.5, 1.25], seconds: 1), log([1.5, 1.25], seconds: 2)) == [])
        #expect(
            try differences(log([1.5, 1.25, 0.5], seconds: 1), log([1.5, 1.3, 0.75], seconds: 1)) == [
                "7: loss of epoch 3 (and 1 more) 0.5 -> 0.75"
            ])
        #expect(
            try differences(log([1], seconds: 1), log([1], seconds: 1, notes: ["stopped"])) == [
                "7: the notes of the training '' -> 'stopped'"
            ])
        #expect(try differences(log([1], seconds: 1), log([1, 2], seconds: 1)) == ["7: the number of epochs 1 -> 2"])
    }

    @Test("Charts are compared as data") func charts() throws {
        func lines(_ y: [Double], name: String = "loss", title: String = "L", axis: String = "epoch") -> [Output] {
            let series = LineChart.Series(name: name, x: [1, 2], y: y)
            return [
                .chart(
                    Chart(title: title, content: .lines(LineChart(xLabel: axis, yLabel: "loss", series: [series]))))
            ]
        }
        #expect(try differences(lines([1, 0.5]), lines([1, 0.50001])) == [])
        #expect(
            try differences(lines([1, 0.5]), lines([1, 0.6])) == ["7: line loss of the chart at epoch 2 0.5 -> 0.6"])
        #expect(
            try differences(lines([1, 2]), lines([1, 2], name: "val", title: "M", axis: "step")) == [
                "7: the title of the chart 'L' -> 'M'", "7: the x axis of the chart 'epoch' -> 'step'",
                "7: the lines of the chart 'loss' -> 'val'",
            ])
        func heatmap(_ value: Double) -> [Output] {
            [
                .chart(
                    Chart(
                        title: "",
                        content: .heatmap(
                            Heatmap(
                                rowLabel: "true", columnLabel: "predicted", rowNames: ["cat"], columnNames: ["dog"],
                                values: [[value]]))))
            ]
        }
        #expect(
            try differences(heatmap(7), heatmap(8)) == ["7: the chart at row cat, column dog: 7 -> 8"])
        #expect(
            try differences(heatmap(7), lines([1, 2])) == [
                "7: the title of the chart '' -> 'L'", "7: the chart is of another kind",
            ])
    }

    @Test("Architectures are compared layer by layer") func architectures() throws {
        func model(_ units: Int) -> [Output] {
            let node = Architecture.Node(
                name: "dense", kind: "Dense", shapes: [[units]], parameters: units, training: .trainable, inputs: [])
            return [.chart(Chart(title: "", content: .architecture(Architecture(nodes: [node]))))]
        }
        #expect(try differences(model(2), model(2)) == [])
        #expect(
            try differences(model(2), model(3)) == [
                "7: layer 'dense' of the chart: 'dense (Dense) [2], 2 parameters, trainable' -> "
                    + "'dense (Dense) [3], 3 parameters, trainable'"
            ])
    }

    @Test("Pictures are compared with their words; warnings and the order of all too") func others() throws {
        func picture(_ words: String) -> Output { .picture(Picture(png: [1], width: 1, height: 1, altText: words)) }
        #expect(
            try differences([picture("a dog")], [picture("a cat")]) == [
                "7: the words about the picture 'a dog' -> 'a cat'"
            ])
        #expect(
            try differences([picture("a")], [picture("a"), picture("b")]) == ["7: the number of pictures 1 -> 2"])
        #expect(try differences([.warning("a")], [.warning("b")]) == ["7: the warning 'a' -> 'b'"])
        #expect(
            try differences([picture("a"), .warning("b")], [.warning("b"), picture("a")]) == [
                "7: the order of what it shows has changed"
            ])
    }
}
