import Foundation
import Testing

@testable import Transfer

@Suite("A file that is not a readable picture is refused with its path and the remedy")
struct PictureProblemTests {
    private func problem(_ path: String) throws -> PictureProblem {
        let error = #expect(throws: TransferError.self) { try DecodedPicture(contentsOf: path) }
        guard case .picture(let problem)? = error else { throw Unexpected(error: error) }
        #expect(problem.message.contains(path))
        #expect(error?.description == problem.message)
        return problem
    }

    private struct Unexpected: Error {
        var error: TransferError?
    }

    @Test("a missing file")
    func missing() throws {
        let path = try PictureFixture.path("nowhere.png")
        #expect(try problem(path) == .missing(path: path))
        #expect(PictureProblem.missing(path: path).message.hasSuffix("check the path, which is relative to the lesson"))
    }

    @Test("a directory")
    func directory() throws {
        let path = try PictureFixture.path("")
        #expect(try problem(path) == .directory(path: path))
    }

    @Test("an empty file")
    func empty() throws {
        let path = try PictureFixture.path("empty.png")
        #expect(try problem(path) == .empty(path: path))
    }

    @Test(
        "something else, which is named",
        arguments: [
            ("animation.gif", "a GIF picture"), ("page.jpg", "a web page"),
            ("pointer.png", "a Git LFS pointer ('git lfs pull' fetches the picture)"),
            ("noise.jpg", "a file of another kind"), ("scan.tif", "a TIFF picture"), ("web.jpg", "a WebP picture"),
        ])
    func notAPicture(name: String, seemsToBe: String) throws {
        let path = try PictureFixture.path(name)
        #expect(try problem(path) == .notAPicture(path: path, seemsToBe: seemsToBe))
    }

    @Test("a named pipe, without waiting for a writer")
    func pipe() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        #expect(try problem(path) == .notAPicture(path: path, seemsToBe: "a device or pipe"))
    }

    @Test(
        "a file that breaks off or is damaged, in the decoder's words",
        arguments: [
            ("truncated.jpg", "JPEG", "Premature end of JPEG file"),
            ("header-only.jpg", "JPEG", "Premature end of JPEG file"),
            ("bomb.jpg", "JPEG", "the file is too short for its size"),
            ("slow.jpg", "JPEG", "the file is too short for its size"),
            ("slow-progressive.jpg", "JPEG", "the file is too short for its size"),
            ("scans.jpg", "JPEG", "it has too many scans"),
            ("truncated.png", "PNG", "the file ends early"), ("damaged.png", "PNG", "IDAT: incorrect data check"),
            ("slow.png", "PNG", "the file is too short for its size"),
            ("truncated.bmp", "BMP", "the file ends early"), ("truncated.ppm", "PPM", "the file ends early"),
        ])
    func corrupt(name: String, format: String, reason: String) throws {
        let path = try PictureFixture.path(name)
        #expect(try problem(path) == .corrupt(path: path, format: format, reason: reason))
    }

    @Test(
        "a size beyond the limit, before any memory is taken",
        arguments: [
            ("bomb.png", 40_000, 40_000), ("bomb.bmp", Int(Int32.max), Int(Int32.max)),
            ("bomb.ppm", 4_000_000_000, 4_000_000_000),
        ])
    func tooLarge(name: String, width: Int, height: Int) throws {
        let path = try PictureFixture.path(name)
        #expect(try problem(path) == .tooLarge(path: path, width: width, height: height, limit: 100))
    }

    @Test("a kind of its format that cannot be read")
    func unsupported() throws {
        let path = try PictureFixture.path("jpeg-inside.bmp")
        let reason = "compression 4 with 24 bits for each pixel"
        #expect(try problem(path) == .unsupported(path: path, format: "BMP", reason: reason))
    }

    @Test("a file of more bytes than any picture has")
    func tooManyBytes() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data("P6 1 1 255\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        // The file has a hole instead of pixels, so that it takes no room.
        try #require(truncate(file.path, 1 << 40) == 0)
        #expect(try problem(file.path) == .tooManyBytes(path: file.path, count: 1 << 40, limit: 1 << 30))
    }

    @Test("a file without permission to read", .disabled(if: getuid() == 0, "the superuser may read any file"))
    func unreadable() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data([1]).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try #require(chmod(file.path, 0) == 0)
        #expect(try problem(file.path) == .unreadable(path: file.path, reason: "permission denied"))
    }

    @Test("a path that cannot be opened, in the system's words")
    func unopenable() throws {
        let path = "/" + String(repeating: "x", count: 5000)
        #expect(try problem(path) == .unreadable(path: path, reason: "file name too long"))
    }
}
