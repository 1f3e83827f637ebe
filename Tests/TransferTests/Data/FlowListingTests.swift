import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A flow from a directory lists what Keras lists")
    struct FlowListingTests {
        private let golden: AugmentationFixture
        private let folder: TemporaryFolder

        init() throws {
            golden = try AugmentationFixture.load()
            folder = try TemporaryFolder()
            for path in golden.tree { try folder.add(path, copyOf: "Pictures/png-rgb.png") }
        }

        @Test(
            "in its order, with its parts of a validation split and its targets",
            arguments: [
                "all-categorical", "training-categorical", "training-sparse", "validation-categorical",
                "validation-sparse", "validation-binary",
            ])
        func listing(_ name: String) throws {
            let expected = try #require(golden.folders[name])
            let parts = name.split(separator: "-")
            let mode = try #require(ClassMode(rawValue: String(parts[1])))
            let generator = ImageDataGenerator(validationSplit: 0.4)
            let flow = try generator.flowFromDirectory(
                folder.path, targetSize: [4, 4], classes: mode == .binary ? ["dog", "Zebra"] : nil, classMode: mode,
                shuffle: false, subset: DataSubset(rawValue: String(parts[0])))
            #expect(flow.filenames == expected.filenames)
            #expect(flow.labels == expected.labels && flow.classes == expected.labels)
            #expect(flow.classIndices == expected.indices)
            #expect(
                "Found \(flow.count) images belonging to \(flow.classNames.count) classes.\n" == expected.printed)
            if let targets = expected.targets {
                #expect(try flow.targets() == AugmentationFixture.tensor(targets))
            }
        }

        @Test("and names what is wrong with the request")
        func refusals() throws {
            let generator = ImageDataGenerator()
            let problems: [(String, () throws -> ImageFlow)] = [
                ("subset: .validation needs", { try generator.flowFromDirectory(folder.path, subset: .validation) }),
                ("did you mean 'dog'?", { try generator.flowFromDirectory(folder.path, classes: ["dgo"]) }),
                ("takes two classes", { try generator.flowFromDirectory(folder.path, classMode: .binary) }),
                ("batchSize was 0", { try generator.flowFromDirectory(folder.path, batchSize: 0) }),
                ("targetSize", { try generator.flowFromDirectory(folder.path, targetSize: [3]) }),
                (
                    "mixup and cutmix",
                    { try ImageDataGenerator(mixupAlpha: 0.2).flowFromDirectory(folder.path, classMode: .sparse) }
                ),
            ]
            for (words, make) in problems {
                let error = #expect(throws: TransferError.self) { try make() }
                #expect(error?.description.contains(words) == true, "\(String(describing: error))")
            }
        }

        @Test("with links followed where asked, and loops left")
        func links() throws {
            let manager = FileManager.default
            try manager.createSymbolicLink(atPath: folder.path + "/dog/loop", withDestinationPath: folder.path)
            try manager.createSymbolicLink(atPath: folder.path + "/dog/self", withDestinationPath: ".")
            let outside = try TemporaryFolder()
            try outside.add("far.png", copyOf: "Pictures/png-rgb.png")
            try manager.createSymbolicLink(atPath: folder.path + "/ant/linked", withDestinationPath: outside.path)
            let generator = ImageDataGenerator()
            let plain = try generator.flowFromDirectory(folder.path)
            #expect(plain.filenames == golden.folders["all-categorical"]?.filenames)
            let followed = try generator.flowFromDirectory(folder.path, classes: ["ant"], followLinks: true)
            #expect(followed.filenames.contains("ant/linked/far.png"))
            let looped = try generator.flowFromDirectory(folder.path, classes: ["dog"], followLinks: true)
            #expect(looped.filenames.contains("dog/loop/ant/0.png"))
            #expect(!looped.filenames.contains { $0.contains("loop/dog/loop") || $0.contains("self") })
        }

        @Test("and warns of a single class, of classes without pictures, and of empty folders")
        func remarks() throws {
            let generator = ImageDataGenerator()
            let sink = try RecordingSink.recording {
                _ = try generator.flowFromDirectory(folder.path, targetSize: [4, 4], classes: ["ant"])
                _ = try generator.flowFromDirectory(folder.path, targetSize: [4, 4])
            }
            let warnings = sink.shown.map { if case .warning(let text) = $0 { text } else { "" } }
            #expect(warnings.count == 2)
            #expect(warnings.first?.contains("one class only, 'ant'") == true)
            #expect(warnings.last?.contains("no pictures of 'empty'") == true)
            let empty = try TemporaryFolder()
            #expect(throws: TransferError.folder(.noClasses(path: empty.path))) {
                try generator.flowFromDirectory(empty.path)
            }
        }
    }
}
