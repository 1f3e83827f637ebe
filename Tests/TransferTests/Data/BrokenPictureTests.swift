import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Files that cannot be read are refused or left out as asked, and always named")
    struct BrokenPictureTests {
        private let folder: TemporaryFolder
        private static let broken = [
            "a/empty.png", "a/header.jpg", "a/itself.png", "b/bomb.png", "b/gone.png", "b/page.jpg", "b/cut.jpg",
            "b/scan.tif",
        ]

        init() throws {
            folder = try TemporaryFolder()
            for (name, source) in [
                ("a/good one.png", "png-rgb.png"), ("a/é and ü.png", "png-rgb.png"),
                ("a/two\nlines.jpg", "jpeg-444.jpg"),
                ("a/empty.png", "empty.png"), ("a/header.jpg", "header-only.jpg"), ("b/bomb.png", "bomb.png"),
                ("b/cut.jpg", "truncated.jpg"), ("b/fine.jpg", "jpeg-444.jpg"), ("b/named.png", "jpeg-named-as.png"),
                ("b/page.jpg", "page.jpg"), ("b/scan.tif", "scan.tif"), ("c/only.png", "damaged.png"),
            ] { try folder.add(name, copyOf: "Pictures/\(source)") }
            for (name, target) in [("a/itself.png", "itself.png"), ("b/gone.png", "nowhere.png")] {
                try FileManager.default.createSymbolicLink(
                    atPath: folder.path + "/" + name, withDestinationPath: target)
            }
        }

        @Test("left out: nothing else is lost, and classes keep their numbers")
        func skipped() throws {
            var flow: ImageFlow?
            let sink = try RecordingSink.recording {
                flow = try ImageDataGenerator().flowFromDirectory(
                    folder.path, targetSize: [8, 8], batchSize: 2, shuffle: false, onBroken: .skip)
            }
            let made = try #require(flow)
            #expect(
                made.filenames == ["a/good one.png", "a/two\nlines.jpg", "a/é and ü.png", "b/fine.jpg", "b/named.png"])
            #expect(made.labels == [0, 0, 0, 1, 1] && made.classNames == ["a", "b", "c"])
            #expect(Set(made.skipped.map(\.filename)) == Set(Self.broken + ["c/only.png"]))
            #expect(try made.tensor().shape == [5, 8, 8, 3])
            let warnings = sink.shown.compactMap { if case .warning(let text) = $0 { text } else { nil } }
            let list = try #require(warnings.first { $0.hasPrefix("left out 9 of 14 pictures") })
            for name in made.skipped.map(\.filename) { #expect(list.contains("'\(name)'")) }
        }

        @Test("refused: the error names the file, at the place of its batch", arguments: broken)
        func refused(_ name: String) throws {
            for other in Self.broken + ["c/only.png"] where other != name {
                try FileManager.default.removeItem(atPath: folder.path + "/" + other)
            }
            let flow = try ImageDataGenerator().flowFromDirectory(
                folder.path, targetSize: [8, 8], batchSize: 1, shuffle: false)
            #expect(flow.count == 6)
            for batch in flow {
                if batch.filenames == [name] {
                    let error = #expect(throws: TransferError.self) { try batch.x }
                    #expect(error?.description.contains(name) == true)
                } else {
                    #expect(try batch.x.shape == [1, 8, 8, 3])
                }
            }
            let error = #expect(throws: TransferError.self) { try flow.tensor() }
            #expect(error?.description.contains(name) == true)
        }

        @Test("unless nothing would be left")
        func nothingLeft() throws {
            let error = #expect(throws: TransferError.self) {
                try ImageDataGenerator().flowFromDirectory(folder.path, classes: ["c"], onBroken: .skip)
            }
            #expect(error?.description.contains("no pictures are left") == true)
        }

        @Test(
            "and so are folders and files that may not be read",
            .enabled(if: getuid() != 0, "the superuser may read everything"))
        func permissions() throws {
            let manager = FileManager.default
            let (file, inner) = (folder.path + "/a/good one.png", folder.path + "/b/inner")
            try manager.createDirectory(atPath: inner, withIntermediateDirectories: true)
            try manager.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
            try manager.setAttributes([.posixPermissions: 0], ofItemAtPath: inner)
            defer { try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: inner) }
            let error = #expect(throws: TransferError.self) { try ImageDataGenerator().flowFromDirectory(folder.path) }
            #expect(error?.description.contains(inner) == true)
            let flow = try ImageDataGenerator().flowFromDirectory(folder.path, onBroken: .skip)
            #expect(flow.skipped.contains { $0.filename == "a/good one.png" && $0.reason.contains("permission") })
        }
    }
}
