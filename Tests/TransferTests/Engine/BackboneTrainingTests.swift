import Foundation
import Testing

@testable import Transfer

extension EngineTests {
    @Suite("A whole backbone trains")
    struct BackboneTrainingTests {
        private func model(_ size: Int) throws -> (base: Backbone, model: Model) {
            let base = try EfficientNetLite0(
                weights: .none, includeTop: false, inputShape: [size, size, 3], pooling: .avg)
            return (
                base,
                try Sequential {
                    base; Dense(3, activation: .softmax)
                }
            )
        }

        private func data(_ size: Int) throws -> (x: Tensor, y: Tensor) {
            let x = (0..<4 * size * size * 3).map { Float(sin(0.37 * Double($0) + Double($0 / (size * size * 3)))) }
            return try (Tensor(shape: [4, size, size, 3], values: x), Tensor(shape: [4], values: [0, 1, 2, 0]))
        }

        @Test("by no kernel that is oneDNN's reference loop, normalizations frozen or not", arguments: [false, true])
        func kernels(isNormalizationFrozen: Bool) throws {
            let (base, model) = try model(96)
            if isNormalizationFrozen { base.layers.filter { $0 is BatchNormalization }.freeze() }
            let kernels = try model.trainingKernels(batchSize: 4)
            for kernel in kernels { #expect(!kernel.implementation.contains("ref"), "\(kernel)") }
            // Each convolution but the first passes a gradient on, and none multiplies matrices for a depthwise one.
            let convolutions = base.layers.filter { $0 is Conv2D || $0 is DepthwiseConv2D }.count
            #expect(kernels.filter { $0.step.hasSuffix("source gradient") }.count == convolutions - 1)
            #expect(!kernels.contains { $0.step.contains("dwconv") && $0.implementation.contains("gemm") })
            // Frozen ones are part of the weights.
            let normalizations = kernels.filter { $0.step.hasSuffix("bn") }.count
            #expect(normalizations == (isNormalizationFrozen ? 0 : convolutions))
        }

        @Test("from the first trainable layer on and no further back")
        func stop() throws {
            let (base, model) = try model(64)
            try base.freeze(upTo: "block6d_add")
            let steps = try model.trainingKernels(batchSize: 4).map(\.step)
            #expect(!steps.contains { $0.hasPrefix("block6") || $0.hasPrefix("stem") })
            #expect(steps.contains("block7a_dwconv source gradient"))
            #expect(steps.contains("block7a_expand_conv weights gradient"))
            #expect(!steps.contains("block7a_expand_conv source gradient"))
        }

        @Test("with a loss that falls, moving statistics that follow unless frozen, and the same result again")
        func losses() throws {
            func train(isNormalizationFrozen: Bool) throws -> (losses: [Double], weights: [Tensor], moved: Bool) {
                setRandomSeed(3)
                let (base, model) = try model(64)
                let normalizations = base.layers.filter { $0 is BatchNormalization }
                if isNormalizationFrozen { normalizations.freeze() }
                let before = normalizations.flatMap(\.weights)
                try model.compile(optimizer: .sgd(learningRate: 0.01), loss: .sparseCategoricalCrossentropy)
                let (x, y) = try data(64)
                let losses = try (0..<4).map { _ in try model.trainOnBatch(x: x, y: y).loss }
                return (losses, model.weights, normalizations.flatMap(\.weights) != before)
            }
            let first = try train(isNormalizationFrozen: false)
            #expect(first.losses[3] < first.losses[0])
            #expect(first.moved)
            let second = try train(isNormalizationFrozen: false)
            #expect(first.losses == second.losses)
            #expect(first.weights == second.weights)
            #expect(try !train(isNormalizationFrozen: true).moved)
        }
    }
}
