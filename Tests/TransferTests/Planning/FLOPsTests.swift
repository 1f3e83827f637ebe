import Compute
import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Backbones take the operations that Keras' shapes and TensorFlow's profiler say")
    struct FLOPsTests {
        private struct Case: Decodable {
            let model: String
            let parameters: Int
            let multiplyAdds: Double
            let profiled: Double
        }

        @Test("Products are the same to the last, all operations within two percent")
        func backbones() throws {
            let file = fixture("Engine/Backbones/flops.json")
            let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
            #expect(cases.count == 6)
            for golden in cases {
                let size = golden.model == "InceptionV3" ? 299 : 224
                let graph = try PlanningSamples.planning {
                    let model = try BackboneSamples.make(
                        golden.model, BackboneSettings(includeTop: true, inputShape: [size, size, 3]))
                    #expect(model.parameterCount == golden.parameters)
                    return try model.builtNetwork().graph()
                }
                // Without the layers that have no kernel, and without biases.
                var products = Graph()
                for node in graph.nodes {
                    var node = node
                    switch node.operation {
                    case .convolution, .depthwiseConvolution, .dense: node.parameters = Array(node.parameters.prefix(1))
                    default: node.operation = .reshape
                    }
                    products.append(node)
                }
                #expect(products.flops.forward == 2 * golden.multiplyAdds, "\(golden.model)")
                #expect(abs(graph.flops.forward / golden.profiled - 1) < 0.02, "\(golden.model)")
            }
        }
    }
}
