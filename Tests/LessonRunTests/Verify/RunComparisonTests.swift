import Figures
import Foundation
import LessonFormat
import LessonRun
import Testing
import Transfer

@Suite("A recorded run and one now are compared part by part")
struct RunComparisonTests {
    static let source = """
        ---
        title: T
        params: {epochs: 3}
        ---
        # T

        ```swift id=one
        record("accuracy", 0.9)
        ```

        The accuracy is `swift %.2f accuracy`, and so on.

        ```swift
        print(2)
        ```
        """

    /// The record of a lesson whose cell `one` gave these outputs.
    func record(
        _ outputs: [CellOutput] = [], source: String = source, outcome: Outcome = Outcome(.ok),
        diagnostics: [CompilerDiagnostic] = [], accuracy: Double = 0.9
    ) throws -> RunRecord {
        let lesson = try Lesson.parse(source, file: "t.md")
        var values: [RunRecord.RecordedValue] = []
        let blocks = lesson.blocks.map { block -> RunRecord.Block in
            switch block {
            case .prose(let prose):
                values += prose.values.map {
                    RunRecord.RecordedValue(
                        value: $0, text: String(format: "%.2f", accuracy), type: "Double", number: accuracy)
                }
                return .prose(prose)
            case .cell(let cell):
                return .cell(
                    cell.id == "one"
                        ? CellRecord(cell: cell, outcome: outcome, outputs: outputs, diagnostics: diagnostics)
                        : CellRecord(cell: cell, outcome: Outcome(.ok), outputs: [.stream(.stdout, "2\n")]))
            }
        }
        return RunRecord(
            lesson: "t.md", title: lesson.frontMatter.title, seed: lesson.frontMatter.seed,
            parameters: lesson.frontMatter.parameters, status: .passed, blocks: blocks, inlineValues: values,
            metrics: [],
            host: RunRecord.Host(
                lessonVersion: "1", swiftVersion: "6", cores: 2, date: UUID().uuidString,
                seconds: Double.random(in: 0...1)))
    }

    /// The differences as `line: words`.
    func differences(_ before: RunRecord, _ after: RunRecord, source: String = source) -> [String] {
        RunComparison.differences(before, after, source: source).map {
            ($0.line.map { "\($0): " } ?? "") + $0.description
        }
    }

    private func differences(_ before: [Output], _ after: [Output], options: String = "") throws -> [String] {
        let source = Self.source.replacing("id=one", with: "id=one \(options)")
        return differences(
            try record(before.map { .shown($0) }, source: source), try record(after.map { .shown($0) }, source: source),
            source: source)
    }

    @Test("Runs that differ in times and host facts only are the same") func same() throws {
        #expect(differences(try record(), try record()) == [])
    }

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

    @Test("How a cell ended is compared, and what the compiler said") func outcomes() throws {
        let thrown = Outcome(.thrownError, message: "loss 0.5", line: 8, errorType: "A", isExpected: true)
        let other = Outcome(.thrownError, message: "loss 0.75", line: 8, errorType: "B", isExpected: true)
        #expect(differences(try record(), try record(outcome: thrown)) == ["8: the outcome 'ok' -> 'thrown error'"])
        #expect(
            differences(try record(outcome: thrown), try record(outcome: other)) == [
                "7: loss 0.5 -> 0.75", "8: the type of the error 'A' -> 'B'",
            ])
        func warning(_ line: Int, _ text: String) -> [CompilerDiagnostic] {
            [CompilerDiagnostic(severity: .warning, line: line, column: 1, message: text, excerpt: "x")]
        }
        #expect(differences(try record(diagnostics: warning(8, "w")), try record(diagnostics: warning(9, "w"))) == [])
        #expect(
            differences(try record(diagnostics: warning(8, "w")), try record()) == [
                "7: the compiler's messages 'warning: w' -> ''"
            ])
    }

    @Test("Of a volatile cell and the values behind it only the outcome is compared") func volatile() throws {
        let source = Self.source.replacing("id=one", with: "id=one volatile")
        let before = try record([.stream(.stdout, "1\n")], source: source, accuracy: 0.5)
        #expect(differences(before, try record([.stream(.stdout, "2\n")], source: source), source: source) == [])
        #expect(
            differences(before, try record(source: source, outcome: Outcome(.compiled)), source: source).count == 1)
    }

    @Test("Values in the prose have the tolerance of the cell before them") func inlineValues() throws {
        let (before, after) = (try record(accuracy: 0.9), try record(accuracy: 0.8))
        #expect(differences(before, after) == ["11: `swift %.2f accuracy` 0.90 -> 0.80"])
        #expect(differences(before, try record(accuracy: 0.9004)) == [])
        let source = Self.source.replacing("id=one", with: "id=one tolerance=0.1")
        func wide(_ accuracy: Double) throws -> RunRecord { try record(source: source, accuracy: accuracy) }
        #expect(differences(try wide(0.9), try wide(0.8), source: source) == [])
        #expect(
            differences(try wide(0.9), try wide(0.79), source: source) == [
                "11: `swift %.2f accuracy` 0.90 -> 0.79 (tolerance 0.1)"
            ])
        let percent = source.replacing("accuracy`,", with: "accuracy` %,")
        func percentage(_ accuracy: Double) throws -> RunRecord { try record(source: percent, accuracy: accuracy) }
        #expect(differences(try percentage(90), try percentage(80), source: percent) == [])
        #expect(differences(try percentage(90), try percentage(79), source: percent).count == 1)
    }

    @Test("A changed, new or missing cell is one difference, and makes none in the others") func cells() throws {
        func changed(_ old: String, _ new: String) throws -> [String] {
            let source = Self.source.replacing(old, with: new)
            return differences(try record(), try record(source: source), source: source)
        }
        #expect(
            try changed("0.9)", "0.8)") == ["7: cell 'one' has changed since its outputs were written"])
        #expect(
            try changed("id=one", "id=one hide") == [
                "7: the options of cell 'one' have changed since its outputs were written"
            ])
        #expect(try changed("id=one", "id=one timeout=9s tolerance=0.5") == [])
        #expect(
            try changed("# T\n", "# T\n\n```swift\nlet a = 1\n```\n") == ["7: cell 'cell-1' is new, without outputs"])
        #expect(
            try changed("```swift\nprint(2)\n```", "") == ["cell 'cell-2' is gone, its outputs are not"])
        #expect(try changed("```swift\nprint", "```swift id=two\nprint").count == 1)
    }

    @Test("Changed prose is shown at its line, the seed and parameters by name") func lesson() throws {
        var source = Self.source.replacing("and so on.", with: "and that is all.")
        #expect(
            differences(try record(), try record(source: source), source: source) == [
                "11: the prose: 'The accuracy is `swift %.2f accuracy`, and so on.' -> "
                    + "'The accuracy is `swift %.2f accuracy`, and that is all.'"
            ])
        source = Self.source.replacing("# T\n", with: "# T\n\nOne.\n\nTwo.\n")
        #expect(
            differences(try record(), try record(source: source), source: source) == [
                "7: the prose (and 1 more line): (nothing) -> 'One.'"
            ])
        source = Self.source.replacing("epochs: 3}", with: "epochs: 5, rate: 0.5}\nseed: 7")
        #expect(
            differences(try record(), try record(source: source), source: source) == [
                "the seed 0 -> 7", "the parameter epochs 3 -> 5", "the parameter rate (nothing) -> 0.5",
            ])
        var before = try record()
        before.parameters[0].value = .integer(1)
        before.quick = 0.1
        before.status = .failed
        #expect(
            differences(before, try record()) == [
                "the outputs are those of a run that failed", "the outputs are those of a quick run",
                "the parameter epochs (the outputs were made with '-p') 1 -> 3",
            ])
    }

    @Test("The report tells ten differences of a cell, how many more there are, and what to do") func report() {
        func differences(_ count: Int) -> [Difference] {
            (0..<count).map { Difference(.output, line: 7, cell: "one", subject: "n\($0)", before: "1", after: "2") }
        }
        let many = DifferenceReport(lesson: "l/t.md", differences: differences(22))
        #expect(many.lines.count == 11)
        #expect(many.lines.first == "l/t.md:7: n0 1 -> 2")
        #expect(many.lines.last == "l/t.md: … and 12 more in cell 'one'")
        #expect(DifferenceReport(lesson: "l/t.md", differences: differences(11)).lines.count == 11)
        #expect(
            many.summary(command: "lesson update l/t.md")
                == "l/t.md: 22 differences; accept them with 'lesson update l/t.md'")
        let link = DifferenceReport(
            lesson: "t.md", differences: differences(1) + [Difference(.link, line: 3, subject: "x")])
        #expect(
            link.summary(command: "U") == "t.md: 2 differences; accept it with 'U', and correct the link in the lesson")
        #expect(link.acceptance == "t.md: 1 difference accepted; correct the link in the lesson")
    }
}
