import Testing
import Transfer

@Suite("A tensor is shown as a picture, alone or in a grid with titles")
struct TensorPictureTests {
    /// The grey levels in the middle of the two halves of a picture that is twice as wide as high.
    private func halves(_ values: [Float], channels: Int = 1, range: ClosedRange<Float>? = nil) throws -> [UInt8] {
        let shape = channels == 1 ? [1, 2] : [1, 2, channels]
        let picture = try Picture(
            Tensor(shape: shape, values: values.flatMap { Array(repeating: $0, count: channels) }), range: range)
        let pixels = try picture.pixels()
        // The picture fills a square's lower half, with a margin around.
        let row = pixels.height * 3 / 4 * pixels.width
        return [1, 3].map { pixels.rgb[(row + pixels.width * $0 / 4) * 3] }
    }

    @Test("with levels of 0...255 as they are, and others scaled")
    func levels() throws {
        #expect(try halves([50, 200]) == [50, 200])
        #expect(try halves([50.5, 200], channels: 3) == [51, 200])
        #expect(try halves([0.2, 0.4], channels: 3) == [51, 102])
        #expect(try halves([0.2, 0.4]) == [0, 255])
        #expect(try halves([-3, 5]) == [0, 255] && halves([-3, 5], channels: 3) == [0, 255])
        #expect(try halves([0.5, 5.5]) == [0, 255])
        #expect(try halves([0.2, 0.4], range: 0...1) == [51, 102])
        #expect(try halves([.nan, 7]) == [0, 7])
    }

    @Test("with titles in the words for who cannot see it")
    func titles() throws {
        let batch = try sampleTensor([5, 6, 7, 3])
        #expect(try Picture(batch[0..<1], title: "a cat").altText == "One picture: a cat.")
        let grid = try Picture(batch: batch, titles: ["a", "b", "c", "d", "e"], columns: 5)
        #expect(grid.altText == "A grid of 5 pictures: a, b, c, d, e.")
        #expect(try Picture([Tensor.zeros([2, 2]), Tensor.ones([3, 3, 1])]).altText == "A grid of 2 pictures.")
        #expect(try Picture(batch: batch).height > grid.height)
    }

    @Test("and refuses other shapes, and titles that are not as many")
    func refusals() throws {
        for shape in [[3], [2, 2, 4], [2, 2, 2, 3], [0, 2]] {
            #expect(throws: TransferError.tensor(.notAPicture(shape: shape))) { try Picture(Tensor.zeros(shape)) }
        }
        #expect(throws: TransferError.tensor(.notPictures(shape: [4, 4]))) { try Picture(batch: .zeros([4, 4])) }
        let error = #expect(throws: TransferError.self) {
            try Picture(batch: .zeros([2, 4, 4]), titles: ["one"])
        }
        #expect(error?.description == "there are titles for 1 of 2 pictures; give one for each, or none")
    }
}
