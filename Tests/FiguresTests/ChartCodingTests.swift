import Figures
import Foundation
import Testing

@Suite("Charts travel as tidy JSON")
struct ChartCodingTests {
    private func json(_ chart: Chart) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(chart), as: UTF8.self)
    }

    @Test("the kind stands beside the chart's own keys")
    func layout() throws {
        #expect(
            try json(ChartSamples.lines([("loss", [1.5, 2])], title: "T")) == """
                {"content":{"kind":"lines","series":[{"name":"loss","x":[1,2],"y":[1.5,2]}],"xLabel":"epoch",\
                "yLabel":"loss"},"title":"T"}
                """)
        #expect(
            try json(ChartSamples.heatmap([[1]], names: ["a"])) == """
                {"content":{"columnLabel":"column","columnNames":["a"],"kind":"heatmap","rowLabel":"row",\
                "rowNames":["a"],"values":[[1]]},"title":""}
                """)
    }

    @Test("what is written is read back", arguments: [ChartSamples.history, ChartSamples.confusion])
    func roundTrip(chart: Chart) throws {
        #expect(try JSONDecoder().decode(Chart.self, from: JSONEncoder().encode(chart)) == chart)
    }

    @Test("numbers that are not finite survive")
    func notFinite() throws {
        let text = try json(ChartSamples.lines([("a", [.nan, .infinity, -.infinity, 1])]))
        #expect(text.contains(#""y":["NaN","Infinity","-Infinity",1]"#))
        let chart = try JSONDecoder().decode(Chart.self, from: Data(text.utf8))
        #expect(chart.dataTable.rows.map { $0[1] } == ["NaN", "∞", "−∞", "1"])
    }

    @Test("another word instead of a number, and an unknown kind, are refused")
    func refused() throws {
        let text = try json(ChartSamples.lines([("a", [.nan])]))
        for (good, bad) in [("NaN", "many"), ("lines", "pie")] {
            let data = Data(text.replacingOccurrences(of: good, with: bad).utf8)
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(Chart.self, from: data) }
        }
    }
}
