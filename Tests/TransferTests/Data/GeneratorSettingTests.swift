import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Settings of generators and flows that make no sense are refused")
    struct GeneratorSettingTests {
        private func refusal(_ body: () throws -> Void) -> String {
            let error = #expect(throws: TransferError.self) { try body() }
            return error?.description ?? "nothing"
        }

        @Test("but for those that Keras takes: a factor of 0 or of any size, and no names of classes")
        func lenience() throws {
            let pictures = try Tensor(shape: [1, 1, 1, 1], repeating: 10)
            func level(_ factor: Float) throws -> Float {
                try ImageDataGenerator(rescale: factor).flow(x: pictures).tensor().values[0]
            }
            #expect(try level(0) == 10 && level(1e9) == 1e10 && level(-1) == -10 && level(1e-9) == 10 * 1e-9)
            let folder = try TemporaryFolder.pictures()
            let flow = try ImageDataGenerator().flowFromDirectory(folder.path, targetSize: [4, 4], classes: [])
            #expect(flow.classNames == ["Zebra", "ant"])
        }

        @Test("of generators, with what is allowed")
        func generators() throws {
            let pictures = try Tensor(shape: [2, 4, 4, 3], repeating: 1)
            let cases: [(String, ImageDataGenerator)] = [
                ("rescale was nan", ImageDataGenerator(rescale: .nan)),
                ("rescale was inf; give a finite factor such as 1 / 255", ImageDataGenerator(rescale: .infinity)),
                (
                    "rotationRange was 10000000.0; give a number of degrees such as 20, at most 1000000",
                    ImageDataGenerator(rotationRange: 1e7)
                ),
                ("rotationRange was nan", ImageDataGenerator(rotationRange: .nan)),
                ("widthShiftRange was []", ImageDataGenerator(widthShiftRange: [])),
                ("heightShiftRange was [nan]", ImageDataGenerator(heightShiftRange: [.nan])),
                ("widthShiftRange was -1", ImageDataGenerator(widthShiftRange: -1)),
                ("zoomRange was [1.0]", ImageDataGenerator(zoomRange: [1])),
                ("zoomRange was []", ImageDataGenerator(zoomRange: [])),
                ("zoomRange was [2.0, 1.0]", ImageDataGenerator(zoomRange: [2, 1])),
                ("zoomRange was 1.5", ImageDataGenerator(zoomRange: 1.5)),
                ("two factors from 0 to 1000000", ImageDataGenerator(brightnessRange: [0, 1e9])),
                ("contrastRange was [nan, 1.0]", ImageDataGenerator(contrastRange: [.nan, 1])),
                ("shearRange was 90.0", ImageDataGenerator(shearRange: 90)),
                ("channelShiftRange was inf", ImageDataGenerator(channelShiftRange: .infinity)),
                ("the level of fillMode was nan", ImageDataGenerator(fillMode: .constant(.nan))),
                ("randomErasing was 1.5", ImageDataGenerator(randomErasing: 1.5)),
                ("erasingScale was 0.5", ImageDataGenerator(erasingScale: 0.5)),
                ("mixupAlpha was 2000.0; give a number from 0 to 1000", ImageDataGenerator(mixupAlpha: 2000)),
                ("cutmixAlpha was nan", ImageDataGenerator(cutmixAlpha: .nan)),
                ("validationSplit was 1.0", ImageDataGenerator(validationSplit: 1)),
            ]
            for (words, generator) in cases {
                let refusal = refusal { _ = try generator.flow(x: pictures) }
                #expect(refusal.contains(words), "\(refusal)")
            }
            #expect(throws: Never.self) {
                _ = try ImageDataGenerator(widthShiftRange: [-1, 1], zoomRange: [0.9, 1.1]).flow(x: pictures)
            }
        }

        @Test("of flows of folders and lists")
        func flows() throws {
            let folder = try TemporaryFolder.pictures()
            let generator = ImageDataGenerator()
            for classes in [["ant", "ant"]] {
                #expect(
                    refusal { _ = try generator.flowFromDirectory(folder.path, classes: classes) }
                        == "classes was \(classes); give each class once, or leave it out to take all")
            }
            let list = folder.path + "/list.csv"
            func write(_ text: String) throws { try text.write(toFile: list, atomically: true, encoding: .utf8) }
            try write("ant/a.png,ant\nant/c.png,\n")
            #expect(
                refusal { _ = try generator.flowFromList(list) } == """
                    line 2 of '\(list)' cannot be used: expected a file and its label, received no label; write the class \
                    behind the file
                    """)
            try write("ant/a.png,ant\nZebra/a.png,zebra\n")
            #expect(
                refusal { _ = try generator.flowFromList(list, classes: ["ant", "ant", "zebra"]) }.hasPrefix("classes"))
            #expect(
                refusal { _ = try generator.flowFromList(folder.path) } == """
                    '\(folder.path)' is a folder; give a CSV file of lines file,label, or use flowFromDirectory for a \
                    folder that holds one folder of pictures for each class
                    """)
            let flow = try generator.flowFromList(list, targetSize: [8, 8])
            for count in [0, -3] {
                #expect(
                    refusal { try flow.preview(count) }
                        == "the number of pictures to preview was \(count); give at least 1")
            }
            #expect(refusal { _ = try generator.flowFromList(list, targetSize: []) }.contains("targetSize"))
            #expect(refusal { _ = try generator.flowFromList(list, batchSize: 0) }.contains("batchSize"))
        }
    }
}
