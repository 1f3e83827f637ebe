import Foundation
import Testing

@testable import Transfer

@Suite("Zip archives are read, checked and written")
struct ZipArchiveTests {
    private let content = [UInt8](String(repeating: "0123456789\n", count: 100).utf8)

    private func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: fixture("Files/\(name)"))) }

    @Test("stored and deflated, with short and long fields", arguments: ["archive.zip", "large.zip"])
    func reading(name: String) throws {
        let archive = try ZipArchive(fixture("Files/\(name)").path)
        #expect(archive.entries.map(\.name) == ["stored.txt", "deflated.txt"])
        for entry in archive.entries {
            #expect(entry.count == content.count)
            #expect(try archive.bytes(of: entry, limit: 2000) == content)
            let source = try archive.open(entry)
            #expect(try source.bytes(at: 0, count: source.count) == content)
            #expect(throws: TransferError.self) { try archive.bytes(of: entry, limit: 1000) }
        }
        #expect(archive.entry("none.txt") == nil)
    }

    @Test("and written as others read them")
    func writing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/w.zip"
        var writer = try ZipWriter(creating: path)
        try writer.add("empty", [])
        try writer.add("päth/content.txt", content)
        try writer.add("picture.h5", ByteSource(fixture("Files/many.h5").path))
        try writer.finish()
        let archive = try ZipArchive(path)
        #expect(archive.entries.map(\.name) == ["empty", "päth/content.txt", "picture.h5"])
        #expect(try archive.bytes(of: archive.entries[0], limit: 0) == [])
        #expect(try archive.bytes(of: archive.entries[1], limit: 9999) == content)
        let inner = try HDF5File(archive.open(archive.entries[2]))
        #expect(try inner.floats(of: "group/a7") == [7])
        let unzip = Process()
        unzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        unzip.arguments = ["python3", "-m", "zipfile", "-t", path]
        let pipe = Pipe()
        unzip.standardOutput = pipe
        unzip.standardError = FileHandle.nullDevice
        try unzip.run()
        unzip.waitUntilExit()
        // 127: there is no Python here to ask.
        #expect(unzip.terminationStatus == 0 || unzip.terminationStatus == 127)
    }

    /// Replaces bytes of the archive, counted from the n-th appearance of a signature.
    private func changed(
        _ signature: [UInt8], _ offset: Int, to new: [UInt8], appearance: Int = 0, in name: String = "archive.zip"
    ) throws -> [UInt8] {
        var bytes = try bytes(name)
        let starts = bytes.indices.filter { bytes[$0...].starts(with: signature) }
        bytes.replaceSubrange(starts[appearance] + offset..<starts[appearance] + offset + new.count, with: new)
        return bytes
    }

    private func message(_ bytes: [UInt8]) -> String {
        do {
            let archive = try ZipArchive(ByteSource(bytes, path: "a.zip"))
            for entry in archive.entries { _ = try archive.bytes(of: entry, limit: 1 << 20) }
            return ""
        } catch { return "\(error)" }
    }

    @Test("while archives that lie, overlap, are encrypted or damaged are refused")
    func hostile() throws {
        let (list, local, end): ([UInt8], [UInt8], [UInt8]) = ([80, 75, 1, 2], [80, 75, 3, 4], [80, 75, 5, 6])
        #expect(message(try bytes("archive.zip")) == "")
        #expect(message(try changed(list, 8, to: [1])).contains("encrypted"))
        #expect(message(try changed(list, 34, to: [1])).contains("several files"))
        #expect(message(try changed(list, 10, to: [12])).contains("method 12"))
        #expect(message(try changed(list, 24, to: [0, 0, 0, 1], appearance: 1)).contains("claims 16777216 bytes"))
        #expect(message(try changed(list, 24, to: [75], appearance: 1)).contains("unpacks to more"))
        #expect(message(try changed(list, 16, to: [0])).contains("checksum"))
        #expect(message(try changed(list, 42, to: [5])).contains("not where it should be"))
        #expect(message(try changed(list, 20, to: [0, 1, 0, 0])).contains("claims"))
        #expect(message(try changed(local, 30, to: [0x53])).contains("both"))
        #expect(message(try changed(end, 4, to: [1])).contains("several files"))
        #expect(message(try changed(end, 8, to: [9, 0, 9, 0])).contains("list of files"))
        #expect(message(try changed(end, 16, to: [255, 255, 255, 127])).contains("list of files"))
        #expect(message(Array(try bytes("archive.zip").dropLast(30))).contains("cut off"))
        #expect(message([]).contains("cut off"))
        // Two entries of the list that name one file; the second list entry, made the same as the first.
        var twice = try bytes("archive.zip")
        let starts = twice.indices.filter { twice[$0...].starts(with: list) }
        let first = Array(twice[starts[0]..<starts[1]])
        let tail = Array(twice[(starts[1] + 46 + "deflated.txt".utf8.count)...])
        twice = Array(twice[..<starts[1]]) + first + tail
        #expect(message(twice).contains("two files of one name") || message(twice).contains("list of files"))
    }
}
