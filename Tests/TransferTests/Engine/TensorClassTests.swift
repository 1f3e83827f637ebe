import Testing
import Transfer

@Suite("Class numbers become one-hot rows, and outputs and labels class numbers")
struct TensorClassTests {
    @Test("one-hot rows of numbers and of tensors")
    func categorical() throws {
        let rows = try toCategorical([2, 0], classes: 4)
        #expect(rows.shape == [2, 4] && rows.values == [0, 0, 1, 0, 1, 0, 0, 0])
        #expect(try toCategorical([2, 0]).shape == [2, 3])
        #expect(try toCategorical([]).shape == [0, 0])
        for shape in [[2], [2, 1]] {
            #expect(try toCategorical(Tensor(shape: shape, values: [2, 0]), classes: 4) == rows)
        }
        #expect(rows.classes == [2, 0])
    }

    @Test("of classes that there are only", arguments: [4, -1])
    func range(label: Int) throws {
        let error = #expect(throws: TransferError.self) { try toCategorical([0, label, 1], classes: 4) }
        #expect(error == .tensor(.notAClass(index: 1, value: Float(label), classes: 4)))
        #expect(
            error?.description == """
                the label at index 1 is \(label), but classes are whole numbers from 0 to 3 (classes: 4); count classes \
                from 0, and give as many as there are
                """)
        #expect(throws: TransferError.tensor(.notAClass(index: 0, value: 0.5, classes: nil))) {
            try toCategorical(Tensor(shape: [1], values: [0.5]))
        }
    }

    @Test("the classes of rows, of a sigmoid's column and of labels")
    func classes() async throws {
        #expect(try Tensor(shape: [2, 3], values: [1, 9, 3, 4, 5, 6]).classes == [1, 2])
        #expect(try Tensor(shape: [3, 1], values: [0.2, 0.7, 0.5]).classes == [0, 1, 0])
        #expect(try Tensor(shape: [3], values: [2, 0, 1]).classes == [2, 0, 1])
        #expect(try Tensor(shape: [3, 1], values: [2, 0, 1]).classes == [2, 0, 1])
        #expect(try sampleTensor([4, 5]).argMax(axis: -1).classes == sampleTensor([4, 5]).classes)
        let parts = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([2]).map { $0 + 0.25 }.classes
        }
        #expect(
            try message(parts) == """
                Fatal error: a tensor of shape [2] holds no class numbers: index 0 is 0.25, not a whole number; compare \
                probabilities with a limit, (x .> 0.5).classes
                """)
    }
}
