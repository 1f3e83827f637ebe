import Foundation
import Testing

@testable import Figures

@Suite("An x axis can be logarithmic")
struct LogarithmicAxisTests {
    private func chart(_ x: [Double]) -> Chart {
        Chart(
            title: "rates",
            content: .lines(
                LineChart(
                    xLabel: "learning rate", yLabel: "loss", xScale: .logarithmic,
                    series: [LineChart.Series(name: "loss", x: x, y: x.indices.map(Double.init))])))
    }

    private func scale(_ values: [Double], width: Double = 600) throws -> HorizontalScale {
        HorizontalScale(
            over: values, .logarithmic, width: width, ruler: try Canvas(size: Size(width: 1, height: 1), scale: 1))
    }

    @Test("with powers of ten, equally far apart")
    func ticks() throws {
        let scale = try scale([1e-4, 1e-2, 1])
        #expect(scale.ticks.map(\.label) == ["10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"])
        let places = scale.ticks.map { scale.place(of: $0.value) }
        for (number, place) in places.enumerated() { #expect(abs(place - Double(number) / 4) < 1e-9) }
        #expect(try self.scale([1e-9, 1e9], width: 120).ticks.count <= 3)
    }

    @Test("with numbers between them where it spans less than two powers")
    func short() throws {
        let scale = try scale([0.001, 0.004])
        #expect(scale.ticks.count >= 3)
        #expect(scale.ticks.allSatisfy { $0.value > 0.0009 && $0.value < 0.0041 })
    }

    @Test("without the points that it has no place for")
    func zeros() throws {
        #expect(try chart([0, -1, 0.1, 1]).png(theme: .light).count > 100)
        guard case .lines(let lines) = chart([0, -1, 0.1, 1]).content else { return }
        #expect(lines.drawable.series[0].finitePoints.map(\.x) == [0.1, 1])
    }

    @Test("which is written only where it is not linear")
    func coding() throws {
        let chart = chart([0.1, 1])
        let json = try JSONEncoder().encode(chart)
        #expect(String(decoding: json, as: UTF8.self).contains("\"xScale\":\"logarithmic\""))
        #expect(try JSONDecoder().decode(Chart.self, from: json) == chart)
    }
}
