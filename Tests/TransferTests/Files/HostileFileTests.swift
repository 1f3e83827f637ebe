import Foundation
import Testing

@testable import Transfer

@Suite("Files made to mislead their readers are refused with a clear sentence")
struct HostileFileTests {
    private func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: fixture("Files/\(name)"))) }

    /// What a file of these bytes is refused with, as weights and as a plain HDF5 file.
    private func message(_ bytes: [UInt8]) -> String {
        do {
            try FileWalk.everything(in: ByteSource(bytes, path: "h.h5"))
            return ""
        } catch let error as TransferError { return error.description } catch { return "no TransferError" }
    }

    private func positions(of text: String, in bytes: [UInt8]) -> [Int] {
        let pattern = [UInt8](text.utf8)
        return bytes.indices.filter { bytes[$0] == pattern[0] && bytes[$0...].starts(with: pattern) }
    }

    private func number(_ value: Int) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { [UInt8]($0) } }

    @Test(
        "when they are cut off anywhere",
        arguments: ["formats.h5", "Dialects/keras3_whole.keras", "Dialects/f32.safetensors", "archive.zip"])
    func truncation(name: String) throws {
        let whole = try bytes(name)
        #expect(message(whole) == "")
        for count in stride(from: 0, to: whole.count, by: max(whole.count / 97, 1)) {
            #expect(message(Array(whole[..<count])) != "", "\(count) bytes")
        }
        if name.hasSuffix("h5") {
            #expect(
                message(Array(whole[..<5000])).hasPrefix(
                    "'h.h5' is damaged or of an unknown kind: it is cut off: it has 5000 of \(whole.count) bytes"))
        }
    }

    @Test("when arrays claim huge dimensions")
    func dimensions() throws {
        let file = try bytes("Dialects/keras3_none.h5")
        // The dataspaces of version 1 and rank 4 of the kernels: dimensions begin 8 bytes later.
        let starts =
            file.indices.filter { file[$0...].starts(with: [1, 4, 0, 0, 0, 0, 0, 0] + number(3)) }
            + file.indices.filter { file[$0...].starts(with: [1, 4, 1, 0, 0, 0, 0, 0] + number(3)) }
        let start = try #require(starts.first)
        for (dimension, words) in [
            (1 << 30, "would reach beyond its end"), (1 << 47, "is impossible"), (.max, "is impossible"),
            (-1, "impossible number"),
        ] {
            var changed = file
            changed.replaceSubrange(start + 8..<start + 16, with: number(dimension))
            #expect(message(changed).contains(words), "\(dimension)")
        }
    }

    @Test("when groups and tables refer to themselves")
    func cycles() throws {
        let file = try bytes("many.h5")
        #expect(message(file) == "")
        // Children of the trees' nodes become the nodes themselves.
        let trees = positions(of: "TREE", in: file)
        #expect(trees.count > 2)
        let texts = trees.map { tree in
            var changed = file
            for child in 0..<4 {
                changed.replaceSubrange(tree + 32 + 16 * child..<tree + 40 + 16 * child, with: number(tree))
            }
            return message(changed)
        }
        // Some trees are no longer in use: the library leaves them behind when it makes larger ones.
        let refused = texts.filter { !$0.isEmpty }
        #expect(refused.count > 2)
        #expect(refused.allSatisfy { $0.contains("is no tree") || $0.contains("'SNOD' is missing") })
    }

    @Test("when a heap of strings, or a name, never ends")
    func strings() throws {
        let file = try bytes("formats.h5")
        for heap in positions(of: "GCOL", in: file) {
            var changed = file
            changed.replaceSubrange(heap + 8..<heap + 16, with: number(1 << 40))
            #expect(message(changed) != "")
            changed = file
            changed.replaceSubrange(heap + 24..<heap + 32, with: number(1 << 40))
            #expect(message(changed) != "")
        }
        for heap in positions(of: "HEAP", in: file).prefix(3) {
            var changed = file
            changed.replaceSubrange(heap + 8..<heap + 16, with: number(.max))
            #expect(message(changed) != "")
        }
    }

    @Test("when an attribute lists far more strings than there are")
    func counts() throws {
        let file = try bytes("Dialects/keras3_none.h5")
        let name = try #require(positions(of: "layer_names", in: file).first)
        // Name padded to 16 bytes, type of variable strings of 24: then the dataspace with its dimension.
        let dimension = try #require(
            (name..<name + 80).first { file[$0...].starts(with: number(4)) || file[$0...].starts(with: number(5)) })
        for count in [1000, 1 << 20, 1 << 46] {
            var changed = file
            changed.replaceSubrange(dimension..<dimension + 8, with: number(count))
            #expect(message(changed).contains("one of its structures ends early"))
        }
    }

    @Test("when archives unpack to more than they are")
    func bombs() throws {
        let folder = try TemporaryFolder()
        // A thousand zeros deflated to a few bytes, in an archive that claims a gigabyte.
        let zeros = try bytes("archive.zip")
        let list = positions(of: "PK\u{1}\u{2}", in: zeros)[1]
        var changed = zeros
        changed.replaceSubrange(list + 24..<list + 28, with: [0, 0, 0, 0x40])
        #expect(message(changed).contains("claims 1073741824 bytes, packed into 23"))
        // An archive within an archive is not opened.
        var writer = try ZipWriter(creating: folder.path + "/outer.keras")
        try writer.add("model.weights.h5", zeros)
        try writer.finish()
        let error = #expect(throws: TransferError.self) { try WeightsSource.open(folder.path + "/outer.keras") }
        #expect(error?.description.contains("is not an HDF5 file") == true)
    }

    @Test("when a safetensors file lies about its arrays")
    func safetensors() throws {
        func message(_ json: String, data: Int = 8, length: Int? = nil) -> String {
            let bytes = number(length ?? json.utf8.count) + [UInt8](json.utf8) + [UInt8](repeating: 0, count: data)
            return self.message(bytes)
        }
        func array(_ dtype: String, _ shape: String, _ from: Int, _ to: Int) -> String {
            #"{"dtype":"\#(dtype)","shape":\#(shape),"data_offsets":[\#(from),\#(to)]}"#
        }
        #expect(message("{\"a\":\(array("F32", "[2]", 0, 8))}") == "")
        #expect(message("{\"a\":\(array("F32", "[4611686018427387904,4]", 0, 8))}").contains("impossible dimensions"))
        #expect(message("{\"a\":\(array("F32", "[-2]", 0, 8))}").contains("impossible dimensions"))
        #expect(message("{\"a\":\(array("F32", "[3]", 0, 8))}").contains("not of the dimensions"))
        #expect(message("{\"a\":\(array("F32", "[4]", 0, 16))}").contains("not of the dimensions"))
        #expect(message("{\"a\":\(array("F32", "[0]", 9, 9))}").contains("not of the dimensions"))
        #expect(message("{\"a\":\(array("Q4", "[2]", 0, 8))}").contains("unknown kind Q4"))
        let two = "{\"a\":\(array("F32", "[2]", 0, 8)),\"b\":\(array("F32", "[1]", 4, 8))}"
        #expect(message(two).contains("overlap or leave holes"))
        #expect(message("{\"a\":\(array("F32", "[1]", 4, 8))}").contains("overlap or leave holes"))
        #expect(message("{\"a\":\(array("F32", "[1]", 0, 4))}").contains("bytes instead of"))
        #expect(message("{}", length: 99).contains("ends early"))
        #expect(message("{}", length: 1 << 30).contains("claims 1073741824 bytes"))
        #expect(message("{\"a\":" + String(repeating: "[", count: 5000)).contains("not the JSON"))
    }

    @Test("when a NumPy file lies about its numbers")
    func numPy() throws {
        func message(_ header: String, data: Int = 8, version: UInt8 = 1, length: Int? = nil) -> String {
            let size = number(length ?? header.utf8.count).prefix(version == 1 ? 2 : 4)
            let bytes = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, version, 0] + size + [UInt8](header.utf8)
            do {
                _ = try Tensor.load(npy: ByteSource(bytes + [UInt8](repeating: 0, count: data), path: "x.npy"))
                return ""
            } catch { return "\(error)" }
        }
        func header(_ type: String, _ shape: String) -> String {
            "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
        }
        #expect(message(header("<f4", "(2,)")) == "" && message(header(">i2", "(2, 2)")) == "")
        #expect(message(header("<f4", "(4611686018427387904, 4)")).contains("shape is impossible"))
        #expect(message(header("<f4", "(1099511627775, 1)")).contains("cut off"))
        #expect(message(header("<f4", "(-1,)")).contains("shape is impossible"))
        #expect(message(header("<f4", "(x,)")).contains("shape is impossible"))
        #expect(message(header("|O", "(2,)")).contains("type '|O'"))
        #expect(message(header("<f4", "(2,)"), version: 2, length: 1 << 31).contains("header claims"))
        #expect(message(header("<f4", "(2,)"), length: 9000).contains("cut off"))
        #expect(message("nothing").contains("not understood"))
    }
}
