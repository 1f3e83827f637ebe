/// How many floating-point operations a graph takes for one sample; a multiplication with an addition is two.
package struct FLOPCount: Codable, Hashable, Sendable {
    /// From the inputs to the outputs.
    package var forward: Double
    /// Back to the trainable parameters.
    package var backward: Double

    /// Makes a count.
    package init(forward: Double = 0, backward: Double = 0) {
        self.forward = forward
        self.backward = backward
    }
}

extension Graph {
    /// The operations for one sample: forward, and backward as far as trainable parameters need it.
    ///
    /// Convolutions and dense layers: 2 for each weight that a number of the result takes, and 1 for its bias; a pooling:
    /// 1 for each number of a window; batch normalization, rescaling and standardization: 2 for each number; activations,
    /// sums, products and dropout: 1; what only moves numbers: 0. A gradient by weights or by the input takes as many as
    /// the way forward.
    package var flops: FLOPCount {
        var count = FLOPCount()
        var needsGradient = [Bool](repeating: false, count: nodes.count)
        for (index, node) in nodes.enumerated() {
            needsGradient[index] = node.isTrainable || node.inputs.contains { needsGradient[$0] }
            let forward = flops(of: node)
            count.forward += forward
            guard needsGradient[index] else { continue }
            if node.operation.hasKernel {
                let products = (node.isTrainable ? 1 : 0) + (node.inputs.contains { needsGradient[$0] } ? 1 : 0)
                count.backward += forward * Double(products)
            } else {
                count.backward += forward
            }
        }
        return count
    }

    private func flops(of node: Node) -> Double {
        let result = Double(node.shape.reduce(1, *))
        let inputs = node.inputs.map { nodes[$0].shape }
        switch node.operation {
        case .convolution, .depthwiseConvolution:
            guard let kernel = node.parameters.first else { return 0 }
            let pixels = node.shape.dropLast().reduce(1, *)
            return 2 * Double(pixels) * Double(kernel.count) + bias(of: node, result)
        case .transposedConvolution:
            guard let kernel = node.parameters.first, let input = inputs.first else { return 0 }
            return 2 * Double(input.dropLast().reduce(1, *)) * Double(kernel.count) + bias(of: node, result)
        case .dense:
            guard let kernel = node.parameters.first else { return 0 }
            return 2 * result * Double(kernel.shape[0]) + bias(of: node, result)
        case .batchNormalization, .rescaling, .standardization: return 2 * result
        case .activation(.linear): return 0
        case .activation, .dropout, .gaussianNoise, .custom: return result
        case .add, .multiply: return result * Double(max(inputs.count - 1, 0))
        case .pooling(_, let window): return result * Double(window.size.height * window.size.width)
        case .globalPooling: return Double(inputs.first?.reduce(1, *) ?? 0)
        case .resampling(.bilinear): return 6 * result
        case .input, .concatenate, .zeroPadding, .cropping, .resampling, .reshape: return 0
        }
    }

    private func bias(of node: Node, _ result: Double) -> Double { node.parameters.count > 1 ? result : 0 }
}

extension Operation {
    /// Whether the result is a sum of products with weights.
    fileprivate var hasKernel: Bool {
        switch self {
        case .convolution, .depthwiseConvolution, .transposedConvolution, .dense: true
        default: false
        }
    }
}
