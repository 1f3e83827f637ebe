import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Models from files say truly what they are and lack")
    struct LoadedModelTests {
        private func model() throws -> Sequential {
            try Sequential(name: "small") {
                Input(shape: [4])
                Dense(3, name: "head")
            }
        }

        @Test("one that was not compiled is read without a warning")
        func uncompiled() throws {
            let folder = try TemporaryFolder()
            for name in ["m.keras", "m.h5"] {
                let path = folder.path + "/" + name
                let sink = try RecordingSink.recording {
                    try model().save(path)
                    #expect(try Model.load(path).optimizer == nil)
                }
                #expect(sink.shown.isEmpty, "\(name): \(sink.shown)")
            }
        }

        @Test("they are built")
        func built() throws {
            let path = try TemporaryFolder().path + ".keras"
            defer { try? FileManager.default.removeItem(atPath: path) }
            try model().save(path)
            let loaded = try Model.load(path)
            #expect("\(loaded)" == "<Sequential name=small, built=true>")
            #expect(try "\(loaded.layer("head"))" == "<Dense name=head, built=true>")
            #expect("\(Input(shape: [2], name: "x"))" == "<InputLayer name=x, built=true>")
            #expect("\(try Sequential(name: "later") { Dense(2) })" == "<Sequential name=later, built=false>")
        }

        @Test("one that was saved before it was built is told what to do, and so is an impossible shape")
        func unbuilt() throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/unbuilt.h5"
            let file = try HDF5Writer(creating: path)
            try file.setString(
                """
                {"class_name": "Sequential", "config": {"name": "s", "layers": [{"class_name": "Dense", "config": \
                {"name": "d", "units": 2}}]}}
                """, attribute: "model_config", of: "/")
            try file.flush()
            var error = #expect(throws: TransferError.self) { try Model.load(path) }
            #expect(
                error?.description == """
                    '\(path)' was saved before its model knew the shape of its data, so that it holds no weights; in the \
                    program that made it, begin the model with an Input or fit it, and save it again
                    """)
            for shape in [[-8, 0], [0], [Int.max, 8]] {
                error = #expect(throws: TransferError.self) { try Model.load(path, inputShape: shape) }
                #expect(
                    error?.description
                        == "inputShape was \(shape); give positive numbers without the batch, such as [224, 224, 3]")
            }
        }

        @Test("the file of another width is not called by the model's own layers")
        func otherWidth() throws {
            let folder = try TemporaryFolder()
            let path = folder.path + "/quarter.weights.h5"
            func network(_ alpha: Double) throws -> MobileNet {
                try MobileNet(weights: .none, includeTop: false, inputShape: [32, 32, 3], alpha: alpha)
            }
            try network(0.0625).saveWeights(path)
            let error = #expect(throws: TransferError.self) { try network(0.125).loadWeights(path) }
            let text = try #require(error?.description)
            #expect(text.contains("make the model with the sizes that the file was saved with"))
            #expect(!text.contains("seems to be"))
        }

        @Test("and the preparation of pictures is at hand without the network")
        func preprocessing() throws {
            let picture = try Tensor(shape: [1, 1, 3], values: [10, 20, 255])
            let network = try VGG16(weights: .none, inputShape: [32, 32, 3], classes: 2)
            #expect(VGG16.preprocess == network.preprocess)
            #expect(try VGG19.preprocess(picture) == ResNet50.preprocess(picture))
            let signed: [Float] = picture.values.map { $0 / 127.5 - 1 }
            #expect(try InceptionV3.preprocess(picture).values == signed)
            #expect(try MobileNet.preprocess(picture).values == signed)
            #expect(try MobileNetV2.preprocess(picture).values == signed)
            let centred: [Float] = picture.values.map { ($0 - 127) / 128 }
            #expect(try EfficientNetLite0.preprocess(picture).values == centred)
            let flow = try ImageDataGenerator(preprocessing: VGG16.preprocess).flow(
                x: picture.expandedDimensions())
            #expect(try flow.tensor().values == network.preprocess(picture).values)
            var probabilities = [Float](repeating: 0, count: 1000)
            probabilities[281] = 1
            let answer = try Tensor(shape: [1, 1000], values: probabilities)
            #expect(try VGG16.decodePredictions(answer, top: 1)[0][0].name == "tabby")
            #expect(throws: TransferError.self) { try VGG16.decodePredictions(answer, top: 0) }
        }
    }
}
