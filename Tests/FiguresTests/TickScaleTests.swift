import Testing

@testable import Figures

@Suite("Axes carry round numbers")
struct TickScaleTests {
    @Test("a padded axis begins and ends with a tick at or beyond the data")
    func padded() {
        let scale = TickScale(over: [0.12, 1.91], count: 5, isPadded: true)
        #expect(scale.labels == ["0.0", "0.5", "1.0", "1.5", "2.0"])
        #expect(scale.lower == 0 && scale.upper == 2)
        #expect(scale.place(of: 0.5) == 0.25)
    }

    @Test("epochs are counted in whole numbers, however few")
    func whole() {
        #expect(TickScale(over: [1, 2], count: 10, isPadded: false, isWhole: true).labels == ["1", "2"])
        #expect(TickScale(over: [1], count: 10, isPadded: false, isWhole: true).labels == ["1"])
        #expect(
            TickScale(over: [1, 100], count: 5, isPadded: false, isWhole: true).labels == [
                "20", "40", "60", "80", "100",
            ])
    }

    @Test("labels have as many decimals as the step needs, a true minus, and powers of ten when far from 1")
    func labels() {
        #expect(TickScale(over: [0.90, 0.93], count: 3, isPadded: true).labels == ["0.90", "0.91", "0.92", "0.93"])
        #expect(TickScale(over: [-1, 1], count: 2, isPadded: true).labels == ["−1", "0", "1"])
        #expect(TickScale(over: [0, 3e6], count: 3, isPadded: true).labels == ["0", "1×10⁶", "2×10⁶", "3×10⁶"])
        #expect(TickScale(over: [0, 2e-5], count: 2, isPadded: true).labels == ["0", "1×10⁻⁵", "2×10⁻⁵"])
    }

    @Test("a constant, nothing at all and extremes still give an axis of positive length")
    func degenerate() {
        let extremes: [[Double]] = [
            [5], [], [0, 0], [-1e308, 1e308], [1e300], [.leastNonzeroMagnitude, 0], [1, 1 + 1e-15],
        ]
        for values in extremes {
            let scale = TickScale(over: values, count: 5, isPadded: true)
            #expect(scale.upper > scale.lower)
            #expect((1...20).contains(scale.ticks.count))
            #expect(values.allSatisfy { (0...1).contains(scale.place(of: $0)) })
        }
    }
}
