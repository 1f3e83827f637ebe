import Figures
import Foundation
import Testing

@Suite("Charts are drawn as PNG files")
struct ChartDrawingTests {
    @Test("as wide as asked, times the scale", arguments: [(640, 2.0), (400, 1.0), (900, 1.5)])
    func size(width: Int, scale: Double) throws {
        for chart in [ChartSamples.history, ChartSamples.confusion] {
            let header = try PNGHeader(try chart.png(theme: .light, width: width, scale: scale))
            #expect(header.width == Int(Double(width) * scale))
        }
    }

    @Test("with equal bytes for equal charts, and others for the other theme", arguments: Theme.allCases)
    func deterministic(theme: Theme) throws {
        for chart in [ChartSamples.history, ChartSamples.confusion] {
            #expect(try chart.png(theme: theme) == chart.png(theme: theme))
            #expect(try chart.png(theme: .light) != chart.png(theme: .dark))
        }
    }

    @Test("and show their numbers: other numbers, another drawing")
    func content() throws {
        let lines = ChartSamples.lines([("loss", [1, 0.5, 0.2])])
        #expect(try lines.png(theme: .light) != ChartSamples.lines([("loss", [1, 0.6, 0.2])]).png(theme: .light))
        let cells = ChartSamples.heatmap([[1, 2], [3, 4]])
        #expect(try cells.png(theme: .light) != ChartSamples.heatmap([[1, 3], [3, 4]]).png(theme: .light))
    }

    @Test("whatever the lines hold", arguments: ChartSamples.oddLines)
    func oddLines(chart: Chart) throws {
        let header = try PNGHeader(try chart.png(theme: .dark, scale: 1))
        #expect(header.width == 640)
    }

    @Test("lines use the shorter of two lists, and skip places that are not finite")
    func unequalLists() throws {
        func chart(_ x: [Double], _ y: [Double]) -> Chart {
            let series = LineChart.Series(name: "a", x: x, y: y)
            return Chart(title: "", content: .lines(LineChart(xLabel: "", yLabel: "", series: [series])))
        }
        let png = try chart([1, 2], [3, 4]).png(theme: .light)
        #expect(try chart([1, 2, 3], [3, 4]).png(theme: .light) == png)
        #expect(try chart([1, 2], [3, 4, 5]).png(theme: .light) == png)
        #expect(try chart([1, 2, .nan], [3, 4, 5]).png(theme: .light) == png)
    }

    @Test("whatever the cells hold", arguments: ChartSamples.oddCells)
    func oddCells(chart: Chart) throws {
        let header = try PNGHeader(try chart.png(theme: .light, scale: 1))
        #expect(header.width >= 640)
    }

    @Test("a heatmap of many classes grows until its numbers are legible")
    func growth() throws {
        func header(_ classes: Int, _ value: Double) throws -> PNGHeader {
            let row = [Double](repeating: value, count: classes)
            return try PNGHeader(
                try ChartSamples.heatmap([[Double]](repeating: row, count: classes)).png(theme: .light, scale: 1))
        }
        #expect(try header(10, 9).width == 640)
        #expect(try header(40, 9).width > 40 * 26)
        #expect(try header(40, 9).height > 40 * 26)
        #expect(try header(20, 123_456).width > header(20, 9).width)
        #expect(try header(300, 9).width == 640)
    }

    @Test("a heatmap with rows of different lengths is refused")
    func ragged() {
        let chart = ChartSamples.heatmap([[1, 2], [3]])
        #expect(throws: ChartError.raggedRow(row: 1, expected: 2, received: 1)) { try chart.png(theme: .light) }
    }

    @Test("a size that cannot be drawn is refused", arguments: [(0, 1.0), (-5, 1), (640, 0), (640, .nan), (640, 1e9)])
    func sizeOutOfRange(width: Int, scale: Double) {
        let error = #expect(throws: ChartError.self) {
            try ChartSamples.history.png(theme: .light, width: width, scale: scale)
        }
        #expect(error?.description.contains("choose another width or scale") == true)
    }
}
