import Testing
import Transfer

@Suite("Tensors are cut, joined and turned as NumPy's arrays are")
struct TensorShapeTests {
    @Test("turned", arguments: [[3, 2, 1, 0], [0, 3, 1, 2], [0, 2, 3, 1], [1, 0, 2, 3], [2, 3, 0, 1]])
    func transposition(axes: [Int]) throws {
        let (numPy, x) = (try NumPyResults(), try sampleTensor([2, 3, 4, 5]))
        #expect(try numPy.agree("transposed \(axes)", x.transposed(axes)))
        #expect(x.transposed() == x.transposed([3, 2, 1, 0]) && x.transposed([0, -3, 2, -1]) == x)
    }

    @Test("joined")
    func joining() throws {
        let (numPy, x) = (try NumPyResults(), try sampleTensor([2, 3, 4]))
        let y = try Tensor(shape: [2, 3, 4], values: x.values.reversed())
        for axis in [0, 1, 2, -1] {
            #expect(try numPy.agree("concatenated \(axis)", .concatenated([x, y, y], axis: axis)))
        }
        for axis in [0, 1, 3, -1] {
            #expect(try numPy.agree("stacked \(axis)", .stacked([x, y], axis: axis)))
        }
        #expect(throws: TransferError.tensor(.shapesDiffer(first: [2, 3], other: [2, 4], axis: 0))) {
            try Tensor.concatenated([.zeros([2, 3]), .zeros([2, 4])])
        }
        #expect(throws: TransferError.tensor(.noSuchAxis(axis: 3, shape: [2]))) {
            try Tensor.stacked([.zeros([2])], axis: 3)
        }
        let error = #expect(throws: TransferError.self) { try Tensor.stacked([.zeros([2]), .ones([3])]) }
        #expect(
            error?.description == "tensors of shapes [2] and [3] cannot be joined; give tensors of one shape")
        #expect(throws: TransferError.tensor(.nothingToJoin)) { try Tensor.concatenated([]) }
    }

    @Test("cut along the first dimension")
    func parts() throws {
        let x = try sampleTensor([5, 2])
        #expect(x[1..<3] == (try x.samples(1..<3)) && x[..<2] == x[0..<2] && x[3...] == x[3..<5] && x[4...4].count == 2)
        #expect(try x.samples([4, 0, 4]).values == x[4...].values + x[..<1].values + x[4...].values)
        #expect(throws: TransferError.tensor(.noSuchSample(shape: [5, 2], index: 5))) { try x.samples([0, 5]) }
        #expect(Tensor.ones([2, 2]).values == [1, 1, 1, 1] && Tensor.zeros([]).values == [0])
    }

    @Test("and a place that there is not ends the program with a sentence")
    func misfits() async throws {
        let range = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([4, 3])[2..<6]
        }
        #expect(
            try message(range) == """
                Fatal error: the range 2..<6 lies outside a tensor of shape [4, 3]; choose a range within 0..<4
                """)
        let index = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([4, 3])[0]
        }
        #expect(
            try message(index) == """
                Fatal error: position [0] has 1 index for a tensor of shape [4, 3]; give 2, or a range such as [0..<1] for \
                a part of the first dimension
                """)
        let axes = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([4, 3]).transposed([0, 0])
        }
        #expect(
            try message(axes) == """
                Fatal error: the axes [0, 0] do not name each dimension of the shape [4, 3] once; give 2 different axes
                """)
    }
}
