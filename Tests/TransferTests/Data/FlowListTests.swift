import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A CSV file can name the pictures and their classes")
    struct FlowListTests {
        private let folder: TemporaryFolder

        init() throws {
            folder = try .pictures()
        }

        private func flow(_ text: String, _ change: (String) throws -> ImageFlow) throws -> ImageFlow {
            let path = folder.path + "/list.csv"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return try change(path)
        }

        private func flow(_ text: String) throws -> ImageFlow {
            try flow(text) {
                try ImageDataGenerator().flowFromList($0, targetSize: [8, 8], classMode: .sparse, shuffle: false)
            }
        }

        @Test("with or without a header, in quotes, with any line ends")
        func lists() throws {
            try FileManager.default.copyItem(
                atPath: folder.path + "/ant/a.png", toPath: folder.path + "/ant/a, \"b\".png")
            let plain = try flow("ant/a.png,yes\nZebra/a.png,no\nant/c.png,yes\n")
            #expect(plain.filenames == ["ant/a.png", "Zebra/a.png", "ant/c.png"])
            #expect(plain.classNames == ["no", "yes"] && plain.labels == [1, 0, 1])
            #expect(try plain.tensor().shape == [3, 8, 8, 3])
            let quoted = try flow("\u{FEFF}file,label\r\n\"ant/a, \"\"b\"\".png\",\"a\nb\"\r\n\r\nant/a.png,c")
            #expect(quoted.filenames == ["ant/a, \"b\".png", "ant/a.png"] && quoted.classNames == ["a\nb", "c"])
            let named = try flow("id,kind,picture\n1,x,a.png\n2,y,c.png\n") {
                try ImageDataGenerator().flowFromList(
                    $0, directory: folder.path + "/ant", fileColumn: "picture", labelColumn: "kind",
                    classes: ["y", "x"])
            }
            #expect(named.filenames == ["a.png", "c.png"] && named.labels == [1, 0])
        }

        @Test("and an error names the line")
        func refusals() throws {
            for (text, words) in [
                ("ant/a.png,x\nant/nowhere.png,y\n", ["line 2", "ant/nowhere.png"]),
                ("file,label\n\"ant/a.png\n", ["line 2", "quotes"]),
                ("ant/a.png,x\nant/c.png\n", ["line 2", "1 columns"]),
                ("file,label\n", ["names no pictures"]),
            ] {
                let error = #expect(throws: TransferError.self) { try flow(text) }
                for word in words { #expect(error?.description.contains(word) == true, "\(String(describing: error))") }
            }
            let unknown = #expect(throws: TransferError.self) {
                try flow("ant/a.png,x\nant/c.png,z\n") {
                    try ImageDataGenerator().flowFromList($0, classes: ["x", "y"])
                }
            }
            #expect(unknown?.description.contains("line 2") == true && unknown?.description.contains("'z'") == true)
            #expect(throws: TransferError.self) { try ImageDataGenerator().flowFromList("nowhere.csv") }
            let skipping = try flow("ant/a.png,x\nant/nowhere.png,y\n") {
                try ImageDataGenerator().flowFromList($0, onBroken: .skip)
            }
            #expect(skipping.filenames == ["ant/a.png"] && skipping.classNames == ["x", "y"])
            #expect(skipping.skipped.map(\.filename) == ["ant/nowhere.png"])
        }
    }
}
