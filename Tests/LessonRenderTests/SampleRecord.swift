import Foundation
import LessonFormat
import LessonRun
import Transfer

/// Records for tests: one of each kind of output and outcome.
enum SampleRecord {
    /// The folder of the fixtures.
    static let fixtures = (Bundle.module.resourceURL ?? Bundle.module.bundleURL).appendingPathComponent("Fixtures")

    /// A picture file of two pixels.
    static func png() throws -> Data {
        try Data(contentsOf: fixtures.appendingPathComponent("two-pixels.png"))
    }

    /// A record with the given cells.
    static func record(
        _ cells: [CellRecord], prose: String = "", status: RunRecord.Status = .passed,
        metrics: [RunRecord.RecordedMetric] = []
    ) throws -> RunRecord {
        let blocks = try Lesson.parse(prose, file: "a.md").blocks.compactMap { block -> RunRecord.Block? in
            if case .prose(let prose) = block { .prose(prose) } else { nil }
        }
        return RunRecord(
            lesson: "a.md", title: "Sample", seed: 7, status: status, blocks: blocks + cells.map { .cell($0) },
            metrics: metrics,
            host: RunRecord.Host(
                lessonVersion: "1.0.0", swiftVersion: "Swift 6.3.1", cores: 2, date: "2026-01-02T03:04:05Z",
                seconds: 65.25))
    }

    /// A cell that ran, with outputs.
    static func cell(
        _ outputs: [CellOutput] = [], id: String = "one", code: String = "let a = 1",
        options: CellOptions = CellOptions(), outcome: Outcome = Outcome(.ok), diagnostics: [CompilerDiagnostic] = []
    ) -> CellRecord {
        CellRecord(
            cell: Cell(id: id, code: code, codeLine: 10, fenceLine: 9, options: options), outcome: outcome,
            outputs: outputs, diagnostics: diagnostics, timing: CellRecord.Timing(compile: 0.123, run: 4.567))
    }

    /// A chart of two lines.
    static let chart = Chart(
        title: "Loss per epoch",
        content: .lines(
            LineChart(
                xLabel: "epoch", yLabel: "loss",
                series: [
                    LineChart.Series(name: "loss", x: [1, 2, 3, 4, 5], y: [1.2, 0.7, 0.45, 0.36, 0.31]),
                    LineChart.Series(name: "val_loss", x: [1, 2, 3, 4, 5], y: [1.1, 0.8, 0.6, 0.55, 0.53]),
                ])))

    /// A training of so many epochs.
    static func training(epochs: Int) -> TrainingLog {
        TrainingLog(
            columns: ["loss", "accuracy", "learning_rate"],
            epochs: (1...epochs).map { [1 / Double($0), 1 - 0.5 / Double($0), 1e-4] },
            seconds: (1...epochs).map { Double($0) + 0.777 },
            notes: ["Epoch \(epochs): early stopping; <best> weights restored"])
    }

    /// A lesson with everything in it.
    static func everything() throws -> RunRecord {
        let prose = """
            # Fine-tuning a classifier

            A **pretrained** network knows edges, textures and parts; [transfer learning](https://cs231n.github.io/transfer-learning/)
            keeps them and trains only a new head. See [the first lesson](01_first.md#start) and `model.summary()`.

            ![two pixels](two-pixels.png "Title") ![elsewhere](https://example.org/x.png)

            ## Data

            | class | pictures | comment |
            |:------|---------:|:-------:|
            | fishes | 120 | `freeze()` |
            | tools | 98 | **bold** |

            - [x] download
            - [ ] look at it

            > A quotation with a rather long sentence, so that it wraps on a telephone and shows what the margin does to it.

            ```python
            model.fit(train, epochs=5)
            ```

            ### A subsection with quite a long heading that wraps

            1. first
            2. second

               with a paragraph
            """
        let code = """
            import Foundation
            /// The loss of one step.
            @MainActor func step<T: FloatingPoint>(_ x: T, rate: Double = 1e-4) async throws -> [String: Int] {
                let name = "value \\(x) of \\(names.map { "[\\($0)]" }.joined(separator: ", "))"  // interpolated
                guard x > 0xFF else { throw DataError.empty(#"raw \\ string"#) }
                return [name: 1_000]
            }
            let text = \"\"\"
                several lines \\(1 + 2)
                end
                \"\"\"
            """
        let table = Table(
            columns: ["Layer (type)", "Output Shape", "Param #", "Connected to"],
            alignments: [.left, .left, .right, .left],
            rows: [
                ["input_1 (InputLayer)", "[None, 224, 224, 3]", "0", ""],
                ["block1_conv1 (Conv2D)", "[None, 224, 224, 64]", "1,792", "input_1"],
                ["a|b <c>", "line\nbreak", "36,928", "block1_conv1"],
            ])
        let all: [CellOutput] = [
            .stream(
                .stdout,
                "plain & <tags>\n\u{1B}[1;32mgreen\u{1B}[0m and \u{1B}[91mred\u{1B}[0m\n  1%\r 50%\r100% done\n"),
            .stream(.stderr, "warning: something on standard error\n"),
            .shown(.value(ShownValue(text: "[1, 2, 3]", type: "Array<Int>"))),
            .shown(.table(table)), .shown(.chart(chart)),
            .shown(
                .picture(Picture(png: Array(try png()), width: 160, height: 80, altText: "Two pixels, \"red\" & blue"))),
            .shown(.metric(Metric(name: "val_accuracy", value: 0.9425))),
            .shown(.training(training(epochs: 5))), .shown(.training(training(epochs: 40))),
            .shown(.warning("The <batch> size 7 does not divide 100.")),
        ]
        let excerpt = "let b: Int = \"a\"\n             ^~~"
        var record = try record(
            [
                cell(
                    all, id: "everything", code: code,
                    options: CellOptions(caption: "All kinds of output, one below the other")),
                cell([], id: "folded", options: CellOptions(hidden: .code)),
                cell([], id: "only-shown", options: CellOptions(isStatic: true), outcome: Outcome(.shown)),
                cell([], id: "only-compiled", options: CellOptions(noRun: true), outcome: Outcome(.compiled)),
                cell(
                    [], id: "warned",
                    diagnostics: [
                        CompilerDiagnostic(
                            severity: .warning, line: 10, column: 5,
                            message: "initialization of immutable value 'a' was never used",
                            excerpt: "let a = 1\n    ^")
                    ]),
                cell(
                    [], id: "wrong", code: "let a = 1\nlet b: Int = \"a\"\nprint(a, b)",
                    outcome: Outcome(.compileError, line: 11),
                    diagnostics: [
                        CompilerDiagnostic(
                            severity: .error, line: 11, column: 14,
                            message: "cannot convert value of type 'String' to specified type 'Int'", excerpt: excerpt)
                    ]),
                cell(
                    [.stream(.stdout, "before\n")], id: "thrown",
                    outcome: Outcome(.thrownError, message: "no such file 'x.h5'; check the path", line: 10)),
                cell(
                    [], id: "trapped",
                    outcome: Outcome(.trap, message: "Index out of range", help: "count from 0", line: 10)),
                cell([], id: "exited", outcome: Outcome(.exited, message: "exit(3)")),
                cell([], id: "slow", outcome: Outcome(.timeout, message: "stopped after 120 s", line: 10)),
                cell([], id: "stopped", outcome: Outcome(.interrupted)),
                cell([], id: "later", outcome: Outcome(.notRun)),
            ], prose: prose, status: .failed,
            metrics: [
                RunRecord.RecordedMetric(cell: "everything", name: "val_accuracy", value: 0.9425),
                RunRecord.RecordedMetric(cell: "everything", name: "loss", value: .nan),
            ])
        record.title = "Fine-tuning a classifier"
        return record
    }
}
