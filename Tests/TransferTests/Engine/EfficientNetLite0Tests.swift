import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("EfficientNetLite0 gives the probabilities and features that Keras gives")
    struct EfficientNetLite0Tests {
        private struct Golden: Decodable {
            let top5: [[Double]]
            let features: [Float]
            let featureSum: Float
            let featureLength: Float

            enum CodingKeys: String, CodingKey {
                case top5
                case features
                case featureSum = "feature_sum"
                case featureLength = "feature_l2"
            }
        }

        private static func goldens() throws -> [String: Golden] {
            let data = try Data(contentsOf: fixture("Engine/Golden/efficientnetlite0.json"))
            return try JSONDecoder().decode([String: Golden].self, from: data)
        }

        @Test("of six photographs", arguments: [128, 224])
        func photographs(size: Int) throws {
            let top = try EfficientNetLite0(inputShape: [size, size, 3])
            let base = try EfficientNetLite0(includeTop: false, inputShape: [size, size, 3], pooling: .avg)
            for (name, golden) in try Self.goldens() where name.hasSuffix("_\(size).png") {
                let picture = try loadImage(fixture("Engine/Golden/\(name)").path)
                let batch = try top.preprocess(picture.expandedDimensions())
                let probabilities = try top.predict(batch)
                let order = probabilities.values.indices.sorted { probabilities.values[$0] > probabilities.values[$1] }
                #expect(Array(order.prefix(5)) == golden.top5.map { Int($0[0]) }, "\(name)")
                for pair in golden.top5 {
                    #expect(abs(Double(probabilities.values[Int(pair[0])]) - pair[1]) < 1e-3, "\(name)")
                }
                let features = try base.predict(batch)
                #expect(features.shape == [1, 1280])
                for (found, expected) in zip(features.values, golden.features) {
                    #expect(abs(found - expected) < 1e-3, "\(name)")
                }
                #expect(abs(features.values.reduce(0, +) - golden.featureSum) < 1e-3 * golden.featureSum)
                let length = features.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
                #expect(abs(length - golden.featureLength) < 1e-3 * golden.featureLength)
            }
        }

        @Test("in one fused kernel a convolution, none of them oneDNN's reference loop", arguments: [1, 16])
        func kernels(batch: Int) throws {
            let base = try EfficientNetLite0(
                weights: .none, includeTop: false, inputShape: [160, 160, 3], pooling: .avg)
            let kernels = try base.kernels(batchSize: batch)
            for kernel in kernels { #expect(!kernel.implementation.contains("ref"), "\(kernel)") }
            let convolutions = base.layers.filter { $0 is Conv2D || $0 is DepthwiseConv2D }.count
            // Besides the convolutions there are the pooling, and changes of layout at both ends.
            #expect(kernels.filter { $0.step != "reorder" }.count == convolutions + 1)
            #expect(kernels.filter { $0.step == "reorder" }.count <= 2)
        }
    }
}
