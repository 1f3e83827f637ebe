import Testing
import Transfer

@Suite("A tensor's sums, means and the like, along any dimensions, are NumPy's")
struct TensorReductionTests {
    private static let axes: [[Int]] = [
        [0], [1], [3], [-1], [0, 1], [1, 2], [2, 3], [0, 2], [0, 3], [0, 1, 3], [0, 1, 2, 3], [],
    ]

    @Test("kept or dropped", arguments: axes)
    func reductions(axes: [Int]) throws {
        let (numPy, x) = (try NumPyResults(), try sampleTensor([2, 3, 4, 5]))
        for keep in [false, true] {
            let name = "\(axes) \(keep ? "kept" : "")"
            #expect(try numPy.agree("sum \(name)", x.sum(axis: axes, keepDimensions: keep)))
            #expect(try numPy.agree("mean \(name)", x.mean(axis: axes, keepDimensions: keep)))
            #expect(try numPy.agree("std \(name)", x.std(axis: axes, keepDimensions: keep)))
            #expect(try numPy.agree("min \(name)", x.min(axis: axes, keepDimensions: keep)))
            #expect(try numPy.agree("max \(name)", x.max(axis: axes, keepDimensions: keep)))
        }
    }

    @Test("for one axis and for all numbers")
    func shortForms() throws {
        let x = try Tensor(shape: [2, 3], values: [1, 5, 3, 4, 2, 9])
        #expect(x.sum() == 24 && x.mean() == 4 && x.min() == 1 && x.max() == 9)
        #expect(x.std() == x.std(axis: [0, 1]).values[0])
        #expect(x.sum(axis: 0).values == [5, 7, 12] && x.mean(axis: 1).values == [3, 5])
        #expect(x.min(axis: -1, keepDimensions: true).shape == [2, 1] && x.max(axis: 0).values == [4, 5, 9])
        #expect(x.std(axis: 0).values == [1.5, 1.5, 3])
        #expect(Tensor.zeros([0, 2]).sum(axis: 0).values == [0, 0] && Tensor.zeros([0]).mean().isNaN)
        let holed = try Tensor(shape: [3], values: [1, .nan, 2])
        #expect(holed.min().isNaN && holed.max().isNaN && holed.argMax() == 1)
    }

    @Test("and the place of the greatest number", arguments: 0..<4)
    func argMax(axis: Int) throws {
        let (numPy, x) = (try NumPyResults(), try sampleTensor([2, 3, 4, 5]))
        #expect(try numPy.agree("argMax \(axis)", x.argMax(axis: axis)))
        #expect(x.argMax(axis: axis - 4) == x.argMax(axis: axis))
        #expect(x.argMax(axis: axis, keepDimensions: true).shape.count == 4)
        #expect(x.values[x.argMax()] == x.max())
    }

    @Test("and an axis or a number that there is not ends the program with a sentence")
    func misfits() async throws {
        let axis = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([2, 3]).mean(axis: 2)
        }
        #expect(
            try message(axis) == "Fatal error: axis 2 was asked for of a tensor of shape [2, 3]; choose from -2 to 1")
        let nothing = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([0, 3]).max(axis: 0)
        }
        #expect(
            try message(nothing) == """
                Fatal error: a tensor of shape [0, 3] has no greatest number, because it is empty; look at its count first
                """)
    }
}
