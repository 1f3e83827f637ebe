import Foundation
import Testing
import Transfer

@Suite("A tensor holds numbers in rows, and meets NumPy in files and in print")
struct TensorTests {
    static let arrays = [
        "whole", "mixed", "small", "special", "cube", "large", "row", "number", "doubles", "integers",
    ]

    @Test("as NumPy wrote and printed them", arguments: arrays)
    func numPy(name: String) throws {
        let tensor = try Tensor.load(fixture("Engine/NumPy/\(name).npy").path)
        let text = try String(contentsOf: fixture("Engine/NumPy/\(name).txt"), encoding: .utf8)
        #expect("\(tensor)" == text.trimmingCharacters(in: .newlines))
    }

    @Test("that NumPy would write byte for byte the same", arguments: ["whole", "cube", "large", "number", "row"])
    func bytes(name: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let original = fixture("Engine/NumPy/\(name).npy")
        let copy = folder.appendingPathComponent("copy.npy")
        try Tensor.load(original.path).save(copy.path)
        #expect(try Data(contentsOf: copy) == Data(contentsOf: original))
    }

    @Test("with positions and batches")
    func positions() throws {
        var tensor = try Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6])
        #expect(tensor[1, 2] == 6)
        tensor[0, 1] = 9
        #expect(tensor.values == [1, 9, 3, 4, 5, 6])
        #expect(tensor.expandedDimensions().shape == [1, 2, 3])
        #expect(tensor.classes == [1, 2])
        #expect(try tensor.samples(1..<2).values == [4, 5, 6])
    }

    @Test("and refuses what does not fit, with the numbers in the message")
    func refusals() throws {
        #expect(throws: TransferError.tensor(.wrongCount(shape: [2, 2], count: 3))) {
            try Tensor(shape: [2, 2], values: [1, 2, 3])
        }
        #expect(throws: TransferError.tensor(.wrongCount(shape: [-1], count: 0))) {
            try Tensor(shape: [-1], values: [])
        }
        let missing = #expect(throws: TransferError.self) { try Tensor.load("nowhere.npy") }
        #expect(missing?.description.contains("'nowhere.npy'") == true)
        let file = fixture("Engine/NumPy/cube.txt").path
        let error = #expect(throws: TransferError.self) { try Tensor.load(file) }
        #expect(error == .file(.notNumPy(path: file, reason: "it does not begin as one")))
    }
}
