import Foundation
import Testing
import Transfer

extension EngineTests {
    @Suite("Validation data that are unlike the training data are named as such")
    struct ValidationDataTests {
        private let folder: TemporaryFolder

        init() throws {
            folder = try .pictures()
        }

        private func flow(_ classes: [String]? = nil, size: Int = 4, mode: ClassMode = .categorical) throws -> ImageFlow
        {
            try ImageDataGenerator(rescale: 1 / 255).flowFromDirectory(
                folder.path, targetSize: [size, size], classes: classes, classMode: mode)
        }

        private func model(_ outputs: Int, _ loss: LossFunction = .categoricalCrossentropy) throws -> Model {
            let model = try Sequential {
                Flatten()
                Dense(outputs, activation: outputs > 1 ? .softmax : .sigmoid)
            }
            try model.compile(optimizer: .sgd(), loss: loss)
            return model
        }

        private func warnings(_ body: () throws -> Void) rethrows -> [String] {
            try RecordingSink.recording(body).shown.compactMap { if case .warning(let text) = $0 { text } else { nil } }
        }

        @Test("by their classes")
        func classes() throws {
            for (mode, loss) in [
                (ClassMode.categorical, LossFunction.categoricalCrossentropy),
                (.sparse, .sparseCategoricalCrossentropy),
            ] {
                let error = #expect(throws: TransferError.self) {
                    try model(2, loss).fit(flow(mode: mode), validationData: flow(["ant"], mode: mode))
                }
                #expect(
                    error?.description == """
                        the validation data have 1 class ('ant'), the training data 2; give both the same classes:
                        """)
            }
            let error = #expect(throws: TransferError.self) {
                try model(3).fit(
                    x: .ones([6, 4]), y: toCategorical([0, 1, 2, 0, 1, 2]),
                    validationData: (.ones([2, 4]), toCategorical([0, 1])))
            }
            #expect(
                error?.description
                    == "the validation data have 2 classes, the training data 3; give both the same classes")
            // Training data that do not fit themselves are not the validation data's fault.
            #expect(throws: TransferError.training(.wrongClassCount(model: "m", outputs: [3], classes: 2))) {
                let model = try Sequential(name: "m") {
                    Flatten()
                    Dense(3, activation: .softmax)
                }
                try model.compile(optimizer: .sgd(), loss: .categoricalCrossentropy)
                try model.fit(flow(), validationData: flow(["ant"]))
            }
        }

        @Test("by their size")
        func size() throws {
            let error = #expect(throws: TransferError.self) { try model(2).fit(flow(), validationData: flow(size: 6)) }
            #expect(
                error?.description == """
                    the validation data have samples of shape [6, 6, 3], the training data of shape [4, 4, 3]; give both \
                    the same shape, pictures the same targetSize: and colorMode:
                    """)
            #expect(throws: TransferError.training(.validationShapes(validation: [[3]], training: [[4]]))) {
                try model(2).fit(
                    x: .ones([2, 4]), y: toCategorical([0, 1]), validationData: (.ones([2, 3]), toCategorical([0, 1])))
            }
        }

        @Test("and classes of which only the samples held out have any are told")
        func heldOut() throws {
            let (x, sorted) = (try sampleTensor([10, 4]), [0, 0, 0, 0, 1, 1, 1, 1, 2, 2])
            let expected = """
                validationSplit holds out the last 2 samples, and of class 2 only these have any: the model cannot learn \
                it; bring the samples into a random order first: let order = (0..<10).shuffled(), x.samples(order), \
                y.samples(order)
                """
            #expect(
                try warnings { try model(3).fit(x: x, y: toCategorical(sorted), validationSplit: 0.2) } == [expected])
            let numbers = try Tensor(shape: [10], values: sorted.map { Float($0) })
            #expect(
                try warnings {
                    try model(3, .sparseCategoricalCrossentropy).fit(x: x, y: numbers, validationSplit: 0.2)
                } == [expected])
            let order = [9, 1, 7, 5, 2, 3, 6, 4, 8, 0]
            #expect(
                try warnings {
                    try model(3).fit(
                        x: x.samples(order), y: toCategorical(sorted).samples(order), validationSplit: 0.2)
                } == [])
            // Of numbers that are no classes none can be missing.
            #expect(
                try warnings { try model(1, .mse).fit(x: x, y: numbers, validationSplit: 0.2) } == [])
        }
    }
}
