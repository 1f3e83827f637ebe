import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("A flow from a directory keeps pictures, labels and predictions together")
    struct ImageFlowTests {
        private let folder: TemporaryFolder

        init() throws {
            folder = try .pictures()
        }

        private func flow(_ mode: ClassMode = .categorical, shuffle: Bool = true) throws -> ImageFlow {
            try ImageDataGenerator(rescale: 1 / 255).flowFromDirectory(
                folder.path, targetSize: [12, 10], batchSize: 4, classMode: mode, shuffle: shuffle, seed: 3)
        }

        @Test("in Keras' order of classes and files")
        func order() throws {
            let flow = try flow()
            #expect(flow.classNames == ["Zebra", "ant"])
            #expect(
                flow.filenames == [
                    "Zebra/a.png", "Zebra/b.png", "Zebra/c.png", "ant/a.png", "ant/c.png", "ant/deep/z.PNG",
                ])
            #expect(flow.labels == [0, 0, 0, 1, 1, 1])
            #expect(try flow.targets().values == [1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1])
            #expect(try self.flow(.sparse).targets().values == [0, 0, 0, 1, 1, 1])
        }

        @Test("with pixels scaled in size and value")
        func pixels() throws {
            let flow = try flow()
            let all = try flow.tensor()
            #expect(all.shape == [6, 12, 10, 3])
            let picture = try loadImage(folder.path + "/ant/a.png", targetSize: [12, 10])
            #expect(try all.samples(3..<4).values == picture.values.map { $0 * (1 / 255) })
            let prepared = try ImageDataGenerator(rescale: 2) { $0.map { $0 + 1 } }.flowFromDirectory(
                folder.path, targetSize: [12, 10])
            #expect(try prepared.tensor().samples(3..<4).values == picture.values.map { ($0 + 1) * 2 })
        }

        @Test("and validation pictures whose classes have other numbers are told, with both orders")
        func classOrder() throws {
            func flow(_ classes: [String]?) throws -> ImageFlow {
                try ImageDataGenerator(rescale: 1 / 255).flowFromDirectory(
                    folder.path, targetSize: [4, 4], classes: classes, classMode: .sparse)
            }
            func warnings(_ classes: [String]?) throws -> [Output] {
                let model = try Sequential {
                    Flatten()
                    Dense(2, activation: .softmax)
                }
                try model.compile(optimizer: .sgd(), loss: .sparseCategoricalCrossentropy)
                let sink = try RecordingSink.recording {
                    try model.fit(flow(nil), validationData: flow(classes))
                }
                return sink.shown.filter { if case .warning = $0 { true } else { false } }
            }
            #expect(try warnings(nil).isEmpty && warnings(["Zebra", "ant"]).isEmpty)
            #expect(
                try warnings(["ant", "Zebra"]) == [
                    .warning(
                        """
                        the classes of the validation data are 'ant', 'Zebra', those of the training data 'Zebra', 'ant', \
                        so that the same number is not the same class; give both flows the same classes:
                        """)
                ])
        }

        @Test("so that predictions are in the order of the files, and evaluation is right, however it is shuffled")
        func predictions() throws {
            let (shuffled, straight) = (try flow(), try flow(shuffle: false))
            setRandomSeed(2)
            let model = try Sequential {
                Flatten()
                Dense(2, activation: .softmax)
            }
            try model.compile(optimizer: .sgd(learningRate: 0.01), loss: .categoricalCrossentropy)
            try model.fit(shuffled, epochs: 30, validationData: straight)
            #expect(try model.predict(shuffled) == model.predict(straight))
            #expect(try model.evaluate(shuffled) == model.evaluate(straight))
            let right = zip(try model.predict(shuffled).classes, shuffled.labels).filter { $0 == $1 }.count
            #expect(try model.evaluate(shuffled).accuracy == Double(right) / 6)
            #expect(right >= 5)
        }

        @Test("refusing what does not fit, with the remedy")
        func refusals() throws {
            let model = try Sequential {
                Flatten()
                Dense(3, activation: .softmax)
            }
            try model.compile(optimizer: .sgd(), loss: .categoricalCrossentropy)
            let error = #expect(throws: TransferError.self) { try model.fit(flow()) }
            #expect(error?.description.contains("end it with Dense(2, activation: .softmax)") == true)
            #expect(throws: TransferError.self) { try model.evaluate(flow(.sparse)) }
            let generator = ImageDataGenerator()
            #expect(throws: TransferError.folder(.missing(path: "nowhere"))) {
                try generator.flowFromDirectory("nowhere")
            }
            #expect(throws: TransferError.folder(.noClasses(path: folder.path + "/ant/deep"))) {
                try generator.flowFromDirectory(folder.path + "/ant/deep")
            }
            #expect(throws: TransferError.folder(.noPictures(path: folder.path + "/ant"))) {
                try FileManager.default.removeItem(atPath: folder.path + "/ant/deep/z.PNG")
                return try generator.flowFromDirectory(folder.path + "/ant")
            }
            #expect(throws: TransferError.self) { try generator.flowFromDirectory(folder.path, targetSize: [0, 3]) }
        }
    }
}
