import Foundation
import Testing

@testable import Transfer

@Suite("HDF5 files of every kind are read, and written files are read back")
struct HDF5FileTests {
    private let wholes = (0..<30).map { Float($0) }
    private let quarters = (0..<30).map { Float($0) / 4 }

    private func open(_ name: String) throws -> HDF5File { try HDF5File(fixture("Files/\(name)").path) }

    @Test("with numbers of every kind", arguments: ["formats.h5", "latest.h5"])
    func numbers(name: String) throws {
        let file = try open(name)
        var count = 0
        for group in ["numbers/floats", "numbers/signed", "numbers/unsigned"] {
            for kind in try #require(try file.children(of: group)) {
                let path = "\(group)/\(kind)"
                #expect(try file.dataset(path)?.shape == [5, 6])
                #expect(try file.floats(of: path) == (kind.contains("f") ? quarters : wholes), "\(kind)")
                count += 1
            }
        }
        #expect(count == 16)
        #expect(try file.floats(of: "brain") == quarters)
        #expect(try file.floats(of: "single") == [0.25])
        #expect(try file.dataset("single")?.shape == [])
        #expect(try file.floats(of: "empty") == [])
        #expect(try file.dataset("empty")?.shape == [0, 3])
        #expect(try file.floats(of: "truth") == [1, 0])
        #expect(try file.floats(of: "nothing") == nil)
        #expect(throws: TransferError.self) { try file.dataset("texts") }
        #expect(throws: TransferError.self) { try file.dataset("numbers") }
    }

    @Test("with numbers in chunks, packed or not", arguments: ["plain", "gzip", "shuffled", "checked"])
    func chunks(name: String) throws {
        #expect(try open("formats.h5").floats(of: "chunks/\(name)") == quarters)
    }

    @Test("with strings of every kind", arguments: ["formats.h5", "latest.h5"])
    func strings(name: String) throws {
        let file = try open(name)
        #expect(try file.string("text", of: "attributes") == "größer")
        #expect(try file.string("bytes", of: "attributes") == "bytes")
        #expect(try file.strings("fixed", of: "attributes") == ["a", "bcd"])
        #expect(try file.strings("variable", of: "attributes") == ["a", "bcd", ""])
        #expect(try file.strings("none", of: "attributes") == [])
        #expect(try file.strings("numbers", of: "attributes") == nil)
        #expect(try file.attributes(of: "attributes")?["numbers"]?.floats() == [0.25, 0.5])
        #expect(try file.strings("missing", of: "attributes") == nil)
    }

    @Test("with large groups, links in circles, and links that lead elsewhere, which are left out")
    func groups() throws {
        let file = try open("many.h5")
        #expect(try file.children(of: "/") == ["group"])
        let children = try #require(try file.children(of: "group"))
        #expect(children.count == 301 && children.contains("a255"))
        #expect(try file.floats(of: "group/a299") == [7])
        #expect(try file.floats(of: "group/self/self/self/a7") == [7])
        #expect(try file.contains("soft") == false)
        #expect(try file.contains("group/a7/deeper") == false)
    }

    @Test("and what is written is what is read")
    func writing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/w.h5"
        let names = (0..<40).map { "n\($0)" }
        do {
            let writer = try HDF5Writer(creating: path)
            try writer.write(quarters, shape: [5, 6], dataset: "a/b/floats")
            try writer.write([Float](), shape: [0], dataset: "a/none")
            try writer.write([Float(2)], shape: [], dataset: "a/single")
            try writer.write([Int32.min, 7], shape: [2], dataset: "a/integers")
            try writer.write([Int64(1) << 20], shape: [], dataset: "a/long")
            try writer.setString("größer", attribute: "text", of: "a")
            try writer.setString("", attribute: "nothing", of: "a/b/floats")
            try writer.setStrings(names, attribute: "names", of: "/")
            try writer.setStrings([], attribute: "none", of: "/")
            #expect(throws: TransferError.self) { try writer.write([Float(0)], shape: [1], dataset: "a/b/floats") }
            try writer.flush()
        }
        let file = try HDF5File(path)
        #expect(try file.floats(of: "a/b/floats") == quarters)
        #expect(try file.dataset("a/none")?.shape == [0])
        #expect(try file.floats(of: "a/single") == [2])
        #expect(try file.floats(of: "a/integers") == [Float(Int32.min), 7])
        #expect(try file.floats(of: "a/long") == [1_048_576])
        #expect(try file.string("text", of: "a") == "größer")
        #expect(try file.string("nothing", of: "a/b/floats") == "")
        #expect(try file.strings("names", of: "/") == names)
        #expect(try file.strings("none", of: "/") == [])
        #expect(throws: TransferError.self) { try HDF5Writer(creating: folder.path + "/none/w.h5") }
    }
}
