import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Backbones give the probabilities and features that Keras gives")
    struct BackboneOutputTests {
        struct Golden: Decodable, Sendable {
            struct Settings: Decodable, Sendable {
                let includeTop: Bool
                let inputShape: [Int]
                let pooling: String?
                let classes: Int?
                let alpha: Double?
                let depthMultiplier: Int?
            }
            let network: String
            let gain: Double
            let isOld: Bool
            let settings: Settings
            let parameters: Int
            let length: Float
            let values: [Float]
        }

        static let goldens: [Golden] = {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            let data = try? Data(contentsOf: fixture("Engine/Backbones/outputs.json"))
            return data.flatMap { try? decoder.decode([Golden].self, from: $0) } ?? []
        }()

        @Test("with weights from a formula", arguments: goldens.indices)
        func outputs(number: Int) throws {
            let golden = Self.goldens[number]
            let settings = BackboneSettings(
                includeTop: golden.settings.includeTop, inputShape: golden.settings.inputShape,
                pooling: golden.settings.pooling.map { $0 == "avg" ? .avg : .max },
                classes: golden.settings.classes ?? 1000)
            func make(file: MemoryWeightsFile? = nil) throws -> Backbone {
                try BackboneSamples.make(
                    golden.network, settings, alpha: golden.settings.alpha ?? 1,
                    depthMultiplier: golden.settings.depthMultiplier ?? 1, file: file)
            }
            var model = try make()
            try BackboneSamples.setWeights(of: model, gain: golden.gain)
            #expect(model.parameterCount == golden.parameters)
            if golden.isOld { model = try make(file: OldFiles.resNet50(model)) }
            let picture = try sampleTensor(golden.settings.inputShape).expandedDimensions()
            let output = try model.predict(picture).values
            let values =
                golden.settings.includeTop ? output : stride(from: 0, to: output.count, by: 8).map { output[$0] }
            #expect(values.count == golden.values.count)
            let length = output.reduce(0) { $0 + $1 * $1 }.squareRoot()
            #expect(abs(length - golden.length) <= 1e-3 * golden.length)
            // Features are compared with their common size, below which float32 knows nothing of a single one.
            let size = golden.length / Float(output.count).squareRoot()
            let worst = zip(values, golden.values).map { abs($0 - $1) }.max() ?? .infinity
            #expect(worst <= (golden.settings.includeTop ? 1e-4 : 1e-3 * size))
            let kernels = try model.kernels(batchSize: 1)
            for kernel in kernels { #expect(!kernel.implementation.contains("ref"), "\(kernel)") }
            reportFigures("\(golden.network) \(golden.settings): worst error \(worst), size \(size)")
        }

        @Test("of every network, with its top and without")
        func completeness() {
            for name in BackboneSamples.names {
                #expect(Set(Self.goldens.filter { $0.network == name }.map(\.settings.includeTop)) == [true, false])
            }
        }
    }
}
