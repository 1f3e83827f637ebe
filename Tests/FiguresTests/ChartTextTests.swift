import Figures
import Testing

@Suite("Charts can be read without seeing them")
struct ChartTextTests {
    @Test("the words for lines come from the numbers")
    func lines() {
        #expect(
            ChartSamples.history.altText
                == "Line chart of loss over epoch: loss falls from 1.91 to 0.12 over 5 epochs; "
                + "val_loss is lowest, 0.34, at epoch 4.")
        func words(_ y: [Double]) -> String {
            String(ChartSamples.lines([("a", y)]).altText.dropFirst("Line chart of loss over epoch: ".count))
        }
        #expect(words([0.5, 0.7, 0.9]) == "a rises from 0.5 to 0.9 over 3 epochs.")
        #expect(words([0.5, 0.95, 0.9]) == "a is highest, 0.95, at epoch 2.")
        #expect(words([0.5, 0.5]) == "a stays at 0.5 over 2 epochs.")
        #expect(words([0.5]) == "a is 0.5 at epoch 1.")
        #expect(words([.nan]) == "a has no values.")
        #expect(words([3, .nan, 1]) == "a falls from 3 to 1 over 2 epochs.")
        #expect(ChartSamples.lines([]).altText == "Line chart of loss over epoch, without data.")
    }

    @Test("the words for a confusion matrix give the diagonal's share and the worst confusion")
    func heatmap() {
        #expect(
            ChartSamples.confusion.altText
                == "Confusion. Heatmap of true class by predicted class, 3 × 3: 84 % of the sum lies on the diagonal "
                + "(27 of 32); the largest value beside it is 3, at true class bee, predicted class cat.")
        #expect(
            ChartSamples.heatmap([[-1, 2]]).altText
                == "Heatmap of row by column, 1 × 2: highest 2, at row 0, column 1; lowest -1, at row 0, column 0.")
        #expect(ChartSamples.heatmap([]).altText == "Heatmap of row by column, 0 × 0, without data.")
    }

    @Test("the table of lines has a row for each place, empty where a line has no point")
    func lineTable() {
        let table = ChartSamples.lines([("loss", [1.5, .nan, 0.123_456_78]), ("val_loss", [2])]).dataTable
        #expect(table.columns == ["epoch", "loss", "val_loss"])
        #expect(table.rows == [["1", "1.5", "2"], ["2", "NaN", ""], ["3", "0.123457", ""]])
    }

    @Test("the table of a heatmap names its rows and columns")
    func heatmapTable() {
        let table = ChartSamples.confusion.dataTable
        #expect(table.columns == ["true class \\ predicted class", "ant", "bee", "cat"])
        #expect(table.rows[1] == ["bee", "0", "9", "3"])
        let ragged = ChartSamples.heatmap([[1, 2], [3]]).dataTable
        #expect(ragged.rows == [["0", "1", "2"], ["1", "3", ""]])
    }
}
