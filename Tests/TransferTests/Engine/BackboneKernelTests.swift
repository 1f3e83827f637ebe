import Testing

@testable import Transfer

extension EngineTests {
    @Suite("Every backbone trains")
    struct BackboneKernelTests {
        @Test("by no kernel that is oneDNN's reference loop", arguments: BackboneSamples.names)
        func kernels(name: String) throws {
            let base = try BackboneSamples.make(
                name, BackboneSettings(includeTop: false, inputShape: [76, 76, 3], pooling: .avg),
                alpha: name.hasPrefix("Mobile") ? 0.5 : 1)
            let model = try Sequential {
                base
                Dense(3, activation: .softmax, kernelInitializer: .zeros)
            }
            let kernels = try model.trainingKernels(batchSize: 2)
            for kernel in kernels { #expect(!kernel.implementation.contains("ref"), "\(kernel)") }
            let convolutions = base.layers.filter { $0 is Conv2D || $0 is DepthwiseConv2D }.count
            #expect(
                kernels.filter { $0.step.hasSuffix("source gradient") && !$0.step.contains("pool") }.count
                    >= convolutions - 1)
        }
    }
}
