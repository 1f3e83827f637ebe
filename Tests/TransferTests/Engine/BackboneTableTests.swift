import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Backbones have the layers that Keras' have, in their order")
    struct BackboneTableTests {
        @Test("line by line", arguments: BackboneSamples.names, [true, false])
        func table(name: String, includeTop: Bool) throws {
            let file = fixture("Engine/Backbones/\(name)-\(includeTop ? "top" : "features").txt")
            let golden = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            let size = name == "InceptionV3" ? 299 : 224
            let model = try BackboneSamples.make(
                name, BackboneSettings(includeTop: includeTop, inputShape: [size, size, 3]))
            #expect("\(model.name)\t\(model.parameterCount)" == golden[0])
            let lines = model.layers.map { (layer: $0, columns: columns($0, in: model)) }
            #expect(lines.count == golden.count - 1)
            for (found, expected) in zip(lines, golden.dropFirst()) {
                // The settings that tell something come from the table.
                let columns = expected.split(separator: "\t", omittingEmptySubsequences: false)
                let keys = columns[5].split(separator: " ").map { String($0.prefix { $0 != "=" }) }
                let settings = keys.map { "\($0)=\(text(found.layer, $0))" }.joined(separator: " ")
                #expect((found.columns[..<5] + [settings, found.columns[5]]).joined(separator: "\t") == expected)
            }
        }

        private func text(_ layer: Layer, _ key: String) -> String {
            (layer as? any ConfigurableLayer)?.configuration[key].map(text) ?? "?"
        }

        /// A setting as the generator writes it.
        private func text(_ value: JSONValue) -> String {
            switch value {
            case .null: "none"
            case .boolean(let value): "\(value)"
            case .integer(let value): "\(value)"
            case .number(let value): String(format: "%g", value)
            case .string(let value): value
            case .array(let values): values.map(text).joined(separator: "x")
            case .object: "?"
            }
        }

        private func columns(_ layer: Layer, in model: Model) -> [String] {
            let calls = (model.network?.calls ?? []).filter { $0.layer === layer }
            let shape = (calls.first?.outputShapes.first ?? []).map(String.init).joined(separator: "x")
            let sources = (calls.first?.inputs ?? []).map { name($0.call.layer) }
            return [
                layer.kind, name(layer), shape, "\(layer.parameterCount)",
                BackboneSamples.weightNames(layer).joined(separator: " "), sources.joined(separator: " "),
            ]
        }

        /// Inputs are numbered through the whole process, as in Keras.
        private func name(_ layer: Layer) -> String { layer is Input ? "input_layer" : layer.name }

        @Test("under names of their own in a second network, and beside layers made before and after")
        func numbers() throws {
            let settings = BackboneSettings(includeTop: false, inputShape: [75, 75, 3])
            let first = try BackboneSamples.make("InceptionV3", settings)
            let second = try BackboneSamples.make("InceptionV3", settings)
            #expect(first.layers.dropFirst().map(\.name) == second.layers.dropFirst().map(\.name))
            var x = try Conv2D(4, kernelSize: 1)(second.output)
            x = try BatchNormalization()(x)
            x = try Activation(.relu)(x)
            let model = try Model(inputs: second.input, outputs: GlobalAveragePooling2D()(x))
            #expect(model.layers.count == second.layers.count + 4)
            let pooled = try BackboneSamples.make(
                "MobileNet", BackboneSettings(includeTop: false, inputShape: [32, 32, 3], pooling: .avg), alpha: 0.25)
            #expect(pooled.layers.last?.name == "global_average_pooling2d")
        }

        @Test(
            "and the parameters of the other widths",
            arguments: [(0.25, 0.35, 218_544, 410_208), (0.5, 1.4, 829_536, 4_363_712)])
        func widths(small: Double, other: Double, first: Int, second: Int) throws {
            let settings = BackboneSettings(includeTop: false, inputShape: [96, 96, 3])
            #expect(try BackboneSamples.make("MobileNet", settings, alpha: small).parameterCount == first)
            #expect(try BackboneSamples.make("MobileNetV2", settings, alpha: other).parameterCount == second)
        }

        @Test("so that MobileNet's last seven layers and a new end have the workshop's numbers of parameters")
        func fineTuning() throws {
            let base = try BackboneSamples.make(
                "MobileNet", BackboneSettings(includeTop: false, inputShape: [160, 160, 3]))
            var x = try Flatten()(base.output)
            x = try Dense(64, activation: .relu, kernelInitializer: .zeros)(x)
            x = try Dense(3, activation: .softmax)(x)
            let model = try Model(inputs: base.input, outputs: x)
            base.layers.dropLast(7).freeze()
            let summary = model.summaryText(expandNested: false, showTrainable: nil)
            #expect(summary.contains("Total params: 4,867,523 "))
            #expect(summary.contains("Trainable params: 2,700,547 "))
            #expect(summary.contains("Non-trainable params: 2,166,976 "))
        }
    }
}
