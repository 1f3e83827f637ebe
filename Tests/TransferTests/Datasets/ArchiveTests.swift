import Foundation
import Testing
import Transfer

@Suite("Tensors meet NumPy in archives of several arrays")
struct ArchiveTests {
    @Test("as numpy.savez wrote them, of whatever kind of number")
    func reading() throws {
        let tensors = try Tensor.loadArchive(fixture("Datasets/mixed.npz").path)
        #expect(tensors.keys.sorted() == ["doubles", "numbers", "truth"])
        #expect(tensors["doubles"] == (try Tensor(shape: [1, 2], values: [1.5, -2.5])))
        #expect(tensors["numbers"]?.values == [0, 1, 2, 3, 4])
        #expect(tensors["truth"]?.values == [1, 0])
    }

    @Test("and read back what was written, the same bytes each time")
    func writing() throws {
        let folder = try TemporaryFolder()
        let tensors = ["b": try Tensor(shape: [2], values: [1, 2]), "a": try Tensor(shape: [1, 1, 1], values: [.pi])]
        let paths = ["\(folder.path)/one.npz", "\(folder.path)/two.npz"]
        for path in paths { try Tensor.saveArchive(tensors, to: path) }
        #expect(try Tensor.loadArchive(paths[0]) == tensors)
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: paths[0])) == Data(contentsOf: URL(fileURLWithPath: paths[1])))
        #expect(throws: TransferError.self) { try Tensor.saveArchive(tensors, to: "\(folder.path)/no/such/folder.npz") }
    }

    @Test("and refuse what is none")
    func refusals() throws {
        let missing = #expect(throws: TransferError.self) { try Tensor.loadArchive("nowhere.npz") }
        #expect(missing?.description.contains("'nowhere.npz'") == true)
        #expect(throws: TransferError.self) { try Tensor.loadArchive(fixture("Engine/NumPy/cube.npy").path) }
    }
}
