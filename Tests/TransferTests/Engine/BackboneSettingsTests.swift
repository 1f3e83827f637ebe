import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Backbones refuse what they cannot be")
    struct BackboneSettingsTests {
        @Test("of small, colourless and impossible pictures")
        func shapes() {
            #expect(
                refusal { _ = try VGG16(weights: .none, inputShape: [31, 64, 3]) }
                    == """
                    VGG16 needs an inputShape [height, width, channels] of at least 32 pixels and at most 16384, but \
                    received [31, 64, 3]; change that argument
                    """)
            #expect(refusal { _ = try VGG19(weights: .none, inputShape: [64, 31, 3]) }.contains("32 pixels"))
            #expect(refusal { _ = try ResNet50(weights: .none, inputShape: [64, 64]) }.contains("32 pixels"))
            #expect(refusal { _ = try InceptionV3(weights: .none, inputShape: [74, 75, 3]) }.contains("75 pixels"))
            #expect(refusal { _ = try MobileNet(weights: .none, inputShape: [0, -5, 3]) }.contains("32 pixels"))
            #expect(refusal { _ = try MobileNetV2(weights: .none, inputShape: [.max, 32, 3]) }.contains("32 pixels"))
            #expect(refusal { _ = try VGG16(includeTop: false, inputShape: [64, 64, 1]) }.contains("width, 3]"))
            #expect(refusal { _ = try VGG16(weights: .none, inputShape: [64, 64, 0]) }.contains("channels]"))
        }

        @Test("with ImageNet's weights in another shape than these have")
        func imageNet() {
            #expect(refusal { _ = try ResNet50(classes: 10) }.contains("classes: 1000"))
            #expect(refusal { _ = try VGG16(inputShape: [200, 200, 3]) }.contains("[224, 224, 3]"))
            #expect(refusal { _ = try InceptionV3(inputShape: [224, 224, 3]) }.contains("[299, 299, 3]"))
            #expect(
                refusal { _ = try MobileNet(inputShape: [96, 96, 3]) }.contains("[128, 128, 3] or [160, 160, 3]"))
            #expect(refusal { _ = try MobileNet(inputShape: [128, 160, 3]) }.contains("[224, 224, 3]"))
            #expect(refusal { _ = try MobileNet(includeTop: false, alpha: 0.3) }.contains("0.25, 0.5, 0.75, 1"))
            #expect(refusal { _ = try MobileNetV2(includeTop: false, alpha: 0.25) }.contains("0.35, 0.5, 0.75, 1"))
            #expect(refusal { _ = try MobileNet(depthMultiplier: 2) }.contains("depthMultiplier: 1"))
            #expect(refusal { _ = try ResNet50(classifierActivation: .sigmoid) }.contains(".softmax or .linear"))
        }

        @Test("with numbers that make no layers")
        func numbers() {
            #expect(refusal { _ = try MobileNet(weights: .none, alpha: 0) }.contains("alpha from 0.03125 to 32"))
            #expect(refusal { _ = try MobileNetV2(weights: .none, alpha: .nan) }.contains("alpha from"))
            #expect(refusal { _ = try MobileNet(weights: .none, depthMultiplier: 0) }.contains("from 1 to 64"))
            #expect(refusal { _ = try MobileNet(weights: .none, dropout: 1) }.contains("below 1"))
            #expect(refusal { _ = try InceptionV3(weights: .none, classes: 0) }.contains("classes from 1 to"))
            #expect(refusal { _ = try VGG16(weights: .none, classes: .max) }.contains("classes from 1 to"))
        }

        @Test("and name the file that is missing")
        func missing() {
            #expect(refusal { _ = try ResNet50(weights: .file("/nowhere/r.h5")) }.contains("/nowhere/r.h5"))
        }

        @Test("but take pictures of other channels, other activations and names")
        func choices() throws {
            let gray = try MobileNet(
                weights: .none, inputShape: [32, 48, 1], classes: 4, alpha: 0.25, classifierActivation: .sigmoid)
            #expect(gray.name == "mobilenet_0.25_32")
            let values = try gray.predict(sampleTensor([2, 32, 48, 1]))
            #expect(values.shape == [2, 4])
            #expect(values.values.allSatisfy { $0 > 0 && $0 < 1 })
            let named = try MobileNetV2(
                weights: .none, includeTop: false, inputShape: [32, 32, 3], alpha: 0.35, name: "body")
            #expect(named.name == "body")
            #expect(try named.output.shape == [nil, 1, 1, 1280])
        }

        @Test("Pixels become what each network was trained on")
        func preprocessing() throws {
            let pixels = try Tensor(shape: [1, 1, 2, 3], values: [0, 127.5, 255, 10, 20, 30])
            let caffe: [Float] = [151.061, 10.721, -123.68, -73.939, -96.779, -113.68]
            let tensorFlow: [Float] = [-1, 0, 1, -0.92156863, -0.84313726, -0.7647059]
            let settings = BackboneSettings(includeTop: false, inputShape: [75, 75, 3])
            let expected = [
                "VGG16": caffe, "VGG19": caffe, "ResNet50": caffe, "InceptionV3": tensorFlow,
                "MobileNet": tensorFlow, "MobileNetV2": tensorFlow,
            ]
            for name in BackboneSamples.names {
                let preprocess = try BackboneSamples.make(name, settings).preprocess
                let found = try preprocess(pixels)
                #expect(found.shape == pixels.shape)
                for (value, wanted) in try zip(found.values, #require(expected[name])) {
                    #expect(abs(value - wanted) < 1e-4, "\(name)")
                }
            }
        }

        @Test("Pictures without red, green and blue are refused where the colours change places")
        func otherChannels() throws {
            let error = TransferError.imageData(.notRGB(received: [4, 4, 1]))
            let grey = try Tensor(shape: [4, 4, 1], values: (0..<16).map { Float($0) })
            #expect(throws: error) { try VGG16.preprocess(grey) }
            #expect("\(error)".contains("[height, width, 3]") && "\(error)".contains("[4, 4, 1]"))
            #expect(throws: error) {
                try ImageDataGenerator(preprocessing: ResNet50.preprocess).flow(x: grey.expandedDimensions()).tensor()
            }
            #expect(throws: TransferError.imageData(.notRGB(received: [1, 3, 2, 4]))) {
                try VGG19.preprocess(Tensor(shape: [1, 3, 2, 4], values: Array(repeating: 0, count: 24)))
            }
            #expect(try MobileNet.preprocess(grey).values[15] == 15 / 127.5 - 1)
        }

        @Test("The most probable classes have ImageNet's names")
        func predictions() throws {
            let model = try BackboneSamples.make("MobileNet", BackboneSettings(inputShape: [32, 32, 3]), alpha: 0.25)
            var probabilities = [Float](repeating: 0, count: 1000)
            (probabilities[281], probabilities[207]) = (0.7, 0.2)
            let best = try model.decodePredictions(Tensor(shape: [1, 1000], values: probabilities), top: 2)
            #expect(best.map { $0.map(\.name) } == [["tabby", "golden_retriever"]])
            #expect(refusal { _ = try model.decodePredictions(sampleTensor([1, 10])) }.contains("[n, 1000]"))
        }
    }
}
