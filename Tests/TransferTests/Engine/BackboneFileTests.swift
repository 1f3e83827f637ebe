import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Backbones take the weights of files of all times, each where it belongs")
    struct BackboneFileTests {
        private func sample(_ name: String, _ size: Int = 75, includeTop: Bool = false) throws -> Backbone {
            let settings = BackboneSettings(includeTop: includeTop, inputShape: [size, size, 3], classes: 5)
            let model = try BackboneSamples.make(name, settings)
            try BackboneSamples.setWeights(of: model, gain: 1)
            return model
        }

        private func loaded(_ name: String, _ file: any WeightsFile, _ size: Int = 75, includeTop: Bool = false) throws
            -> Backbone
        {
            let settings = BackboneSettings(includeTop: includeTop, inputShape: [size, size, 3], classes: 5)
            return try BackboneSamples.make(name, settings, file: file)
        }

        private func expectEqual(_ first: Model, _ second: Model) {
            for (a, b) in zip(first.layers, second.layers) { #expect(a.weights == b.weights, "\(a.name)") }
        }

        @Test("ResNet50's first release, whose shortcuts and third convolutions have one shape in stage 2")
        func oldResNet50() throws {
            let model = try sample("ResNet50", 32, includeTop: true)
            let (shortcut, third) = try (model.layer("conv2_block1_0_conv"), model.layer("conv2_block1_3_conv"))
            #expect(shortcut.weights.map(\.shape) == third.weights.map(\.shape))
            #expect(shortcut.weights != third.weights)
            let found = try loaded("ResNet50", OldFiles.resNet50(model), 32, includeTop: true)
            #expect(try found.layer("conv2_block1_0_conv").weights == shortcut.weights)
            #expect(try found.layer("conv2_block1_3_conv").weights == third.weights)
            expectEqual(found, model)
        }

        @Test("ResNet50's of one release, but not into a network made for the other")
        func otherResNet50() throws {
            let model = try sample("ResNet50", 32)
            let old = try OldFiles.resNet50(model)
            #expect(refusal { _ = try model.translated(old) }.contains("weights: .file(path) where it is made"))
            let made = try loaded("ResNet50", old, 32)
            #expect(try made.translated(old).layers.contains { $0.name == "conv5_block3_3_bn" })
            let new = MemoryWeightsFile(model.layers) { $0 }
            #expect(refusal { _ = try made.translated(new) }.contains("weights: .file(path) where it is made"))
        }

        @Test("ResNet50's, but not in the first release's order without its names")
        func namelessResNet50() throws {
            let model = try sample("ResNet50", 32)
            let old = try OldFiles.resNet50(model)
            let names = old.layers.indices.map { "layer_\($0)" }
            #expect(refusal { _ = try loaded("ResNet50", RenamedWeightsFile(old, names: names), 32) }.contains("conv"))
            // In Keras' order now, the names do not matter.
            expectEqual(try loaded("ResNet50", MemoryWeightsFile(model.layers) { "of_\($0)" }, 32), model)
        }

        @Test("InceptionV3's, numbered from 1 or from anywhere, or not at all", arguments: [1, 94])
        func inceptionV3(first: Int) throws {
            let model = try sample("InceptionV3")
            func number(_ name: String) -> String {
                let parts = name.split(separator: "_")
                let number = parts.last.flatMap { Int($0) }
                let base = number == nil ? name : parts.dropLast().joined(separator: "_")
                let new = (number ?? 0) + first
                return new == 0 ? base : "\(base)_\(new)"
            }
            // The names tell even where the order does not.
            let reversed = MemoryWeightsFile(model.layers.reversed(), name: number)
            expectEqual(try loaded("InceptionV3", reversed), model)
            expectEqual(try loaded("InceptionV3", MemoryWeightsFile(model.layers) { "unit_\($0)_x" }), model)
        }

        @Test("MobileNetV2's, whose author called the layers otherwise")
        func mobileNetV2() throws {
            let model = try sample("MobileNetV2", 32)
            var number = 0
            let file = MemoryWeightsFile(model.layers) { _ in
                number += 1
                return "mobl\(number)_conv_\(number)"
            }
            expectEqual(try loaded("MobileNetV2", file, 32), model)
        }

        @Test("VGG16's, with the arrays' names of Keras 1")
        func vgg16() throws {
            let model = try sample("VGG16", 32)
            let layers = model.layers.filter { $0.parameterCount > 0 }
            let file = MemoryWeightsFile(
                layers.map { ($0, $0.name, ["\($0.name)_W_1:0", "\($0.name)_b_1:0"]) })
            expectEqual(try loaded("VGG16", file, 32), model)
        }

        @Test("and refuse files of other networks")
        func others() throws {
            let file = try MemoryWeightsFile(sample("VGG16", 32).layers) { $0 }
            #expect(refusal { _ = try loaded("VGG19", file, 32) }.contains("block3_conv4"))
            #expect(refusal { _ = try loaded("MobileNet", file, 32) }.contains("memory.h5"))
        }
    }
}
