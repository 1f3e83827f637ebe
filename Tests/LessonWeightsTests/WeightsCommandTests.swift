import Foundation
import Testing

@Suite("lesson weights lists and verifies, and a lesson without its weights exits 5", .serialized)
struct WeightsCommandTests {
    private func put(_ bytes: [UInt8], at path: String) throws {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    @Test("The list shows what is right, damaged and missing")
    func list() throws {
        try Home.with { home in
            try put(FakeWeights().bytes, at: home.file)
            try put([1, 2, 3], at: "\(home.models)/vgg19_weights_tf_dim_ordering_tf_kernels.h5")
            let result = try home.run(["weights", "list"])
            #expect(result.status == 0)
            #expect(result.output.contains("Weights in \(home.models) and"))
            #expect(result.output.contains(/mobilenet +no top, alpha 0.25, 128 px .* ok +mobilenet_2_5_128/))
            #expect(result.output.contains(/vgg19 +top .* corrupt +vgg19/))
            #expect(result.output.contains(/vgg16 +no top .* 58.9 MB +missing/))
            #expect(result.output.contains(/efficientnetlite0 .* 19.1 MB +ok, built in/))
        }
    }

    @Test("Verifying exits 5 where something is damaged, or nothing of the network is there")
    func verify() throws {
        try Home.with { home in
            #expect(try home.run(["weights", "verify", "mobilenet"]).status == 5)
            try put(FakeWeights().bytes, at: home.file)
            let right = try home.run(["weights", "verify", "mobilenet"])
            #expect(right.status == 0)
            #expect(right.output == "✓ \(Home.fileName)\n")
            try put(Array(FakeWeights().bytes.dropLast(9)), at: home.file)
            let wrong = try home.run(["weights", "verify", "mobilenet"])
            #expect(wrong.status == 5)
            #expect(wrong.output.contains("✗ \(Home.fileName)"))
        }
    }

    @Test("The doctor names damaged weights and the command that mends them")
    func doctor() throws {
        try Home.with { home in
            try put([1, 2, 3], at: home.file)
            let result = try home.run(["doctor"])
            #expect(result.status == 5)
            #expect(result.output.contains("✗ fetched weights: 1 of 1 in \(home.models) are damaged"))
            #expect(result.output.contains("    lesson weights fetch mobilenet --alpha 0.25 --size 128 --force"))
        }
    }

    @Test("The facts of a network are told")
    func info() throws {
        try Home.with { home in
            let result = try home.run(["weights", "info", "vgg16"])
            #expect(result.status == 0)
            for words in [
                "14,714,688", "138,357,544", "6d6bbae143d832006294945121d1f1fc", "Creative Commons", home.models,
                "lesson weights fetch vgg16 --include-top",
            ] {
                #expect(result.output.contains(words), "\(words)")
            }
        }
    }

    @Test("A cell that lacks its weights is a thrown error in the record, and the run exits 5")
    func run() throws {
        try Home.with { home in
            let problem = ".missingWeights(file: \"a.h5\", model: \"A\", folder: \"b\", address: \"c\", command: \"d\")"
            let lesson = "# T\n\n```swift\nthrow TransferError.file(\(problem))\n```\n"
            try put(Array(lesson.utf8), at: "\(home.path)/t.md")
            let result = try home.run(["run", "\(home.path)/t.md", "--output", "\(home.path)/out"])
            #expect(result.status == 5, "\(result.errors)")
            #expect(result.errors.contains("thrown error: the pretrained weights 'a.h5' of A are neither"))
            let record = try String(contentsOfFile: "\(home.path)/out/t.json", encoding: .utf8)
            #expect(record.contains("thrown-error"))
        }
    }
}
