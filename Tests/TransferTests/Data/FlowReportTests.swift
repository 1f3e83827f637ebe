import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A report tells what is in a flow")
    struct FlowReportTests {
        @Test("counts, sizes, formats, broken files, duplicates within and between flows")
        func report() throws {
            let (train, validation) = (try TemporaryFolder(), try TemporaryFolder())
            for (name, source) in [
                ("a/1.png", "png-rgb.png"), ("a/2.png", "png-rgb.png"), ("a/3.jpg", "jpeg-444.jpg"),
                ("a/4.jpg", "jpeg-grey.jpg"), ("b/1.png", "png-rgb.png"), ("b/cut.jpg", "truncated.jpg"),
            ] { try train.add(name, copyOf: "Pictures/\(source)") }
            try validation.add("a/other.jpg", copyOf: "Pictures/jpeg-444.jpg")
            try validation.add("b/own.png", copyOf: "Pictures/png-grey.png")
            let generator = ImageDataGenerator()
            let flow = try generator.flowFromDirectory(train.path, targetSize: [8, 8])
            let report = try flow.report(
                comparedWith: generator.flowFromDirectory(validation.path, targetSize: [8, 8]))
            #expect(report.classes.map(\.name) == ["a", "b"] && report.classes.map(\.count) == [4, 2])
            let size = try DecodedPicture(contentsOf: train.path + "/b/1.png").size
            #expect(report.classes[1].widths == FlowReport.Spread([size.width]))
            #expect(report.classes[1].heights?.median == size.height)
            #expect(report.formats.map(\.count) == [3, 3] && Set(report.formats.map(\.format)) == ["JPEG", "PNG"])
            #expect(report.broken.map(\.filename) == ["b/cut.jpg"])
            #expect(report.duplicates == [["a/1.png", "a/2.png", "b/1.png"]])
            #expect(report.shared == [SharedPicture(filename: "a/3.jpg", other: "a/other.jpg")])
            #expect(report.notes.count == 3)
            let text = report.description
            for words in ["b/cut.jpg", "equal to a/2.png, b/1.png", "a/other.jpg", "classWeight", "different classes"] {
                #expect(text.contains(words), "\(text)")
            }
            let again = try JSONDecoder().decode(FlowReport.self, from: JSONEncoder().encode(report))
            #expect(again == report)
            let skipping = try generator.flowFromDirectory(train.path, targetSize: [8, 8], onBroken: .skip)
            #expect(skipping.report().broken.map(\.filename) == ["b/cut.jpg"])
        }

        @Test("also of a tensor")
        func tensor() throws {
            let flow = try ImageDataGenerator().flow(
                x: Tensor(shape: [3, 4, 5, 1], repeating: 0), y: Tensor(shape: [3], values: [0, 1, 1]))
            let report = flow.report()
            #expect(report.classes.map(\.count) == [1, 2] && report.classes[0].widths?.least == 5)
            #expect(report.broken.isEmpty && report.duplicates.isEmpty)
        }
    }
}
