extension Lowering {
    /// What follows a convolution closely enough to be computed with it.
    private struct Fusion {
        var normalization: BatchNormalizationParameters?
        var residual: Int?
        var operations: [PostOperation] = []
        var nodes: [Int]
    }

    mutating func lowerConvolution(_ index: Int, _ window: Window, isDepthwise: Bool) throws {
        let node = graph.nodes[index]
        guard let kernel = node.parameters.first, let input = node.inputs.first else {
            throw ComputeError("convolution '\(node.layer)' lacks its kernel or input")
        }
        let fusion = fusion(after: index)
        let parameters = ConvolutionParameters(
            kernel: kernel, bias: node.parameters.dropFirst().first, normalization: fusion.normalization,
            isDepthwise: isDepthwise, groups: isDepthwise ? 1 : graph.nodes[input].shape[2] / kernel.shape[2])
        var window = window
        if case .zeroPadding(let padding) = graph.nodes[input].operation, isPaddingLeftToConsumer(input) {
            window.padding.top += padding.top
            window.padding.bottom += padding.bottom
            window.padding.left += padding.left
            window.padding.right += padding.right
        }
        let source = try value(input)
        let primitive = try convolution(window, parameters, source: source, shape: shape(node), fusion.operations)
        let packed = weights.weights(parameters, as: try primitive.descriptor(of: .weights))
        self.packed.append(packed)

        let converted = try native(source, as: primitive.descriptor(of: .source))
        let layout = try primitive.descriptor(of: .destination)
        var result = Value(shape(node), layout)
        if let residual = fusion.residual {
            let addend = try value(residual)
            if try isFree(residual, after: fusion.nodes) && addend.descriptor.isSame(as: layout) {
                result.storage = addend.storage
            } else {
                try reorder(addend, into: result)
            }
        }
        steps.append(
            try PrimitiveStep(
                node.layer, primitive,
                [
                    (.source, .arena(converted)), (.weights, .constant(packed.weights)),
                    (.bias, .constant(packed.bias)), (.destination, .arena(result)),
                ]))
        for fused in fusion.nodes { values[fused] = result }
        guard needsGradient[index] else { return }
        for fused in fusion.nodes.dropFirst() {
            let inputNode = graph.nodes[fused].inputs[0]
            if case .activation(let activation) = graph.nodes[fused].operation {
                differentiateActivation(fused, activation, kept: result)
            } else {
                // A frozen normalization is part of the weights, and so of their gradient's rule.
                gradientRules[fused] = { lowering, gradient in try lowering.addGradient(gradient, to: inputNode) }
            }
        }
        let differentiated = DifferentiatedConvolution(
            node: node, input: input, window: window, parameters: parameters, source: converted, result: result,
            forward: primitive)
        gradientRules[index] = { lowering, gradient in
            try lowering.differentiate(differentiated, gradient)
        }
    }

    /// Whether a padding is done by the convolution that alone reads its result.
    func isPaddingLeftToConsumer(_ index: Int) -> Bool {
        guard !needsGradient[index], let next = soleConsumer(index) else { return false }
        return switch graph.nodes[next].operation {
        case .convolution, .depthwiseConvolution: true
        default: false
        }
    }

    private func convolution(
        _ window: Window, _ parameters: ConvolutionParameters, source: Value, shape: [Int], _ fused: [PostOperation]
    ) throws -> Primitive {
        func build(_ algorithm: Primitive.ConvolutionAlgorithm) throws -> Primitive {
            // The source's layout is left open too: a first convolution of an N×H×W×C picture into a blocked result
            // would silently run oneDNN's reference loop.
            try Primitive.convolution(
                window, source: .any(source.shape),
                weights: MemoryDescriptor(chosenByPrimitive: parameters.dimensions),
                bias: MemoryDescriptor(dimensions: [parameters.outputChannels], strides: [1]),
                destination: .any(shape), algorithm: algorithm, fused: fused)
        }
        if prefersWinograd(
            window, hasGroups: parameters.hasGroups, channels: source.shape[3], result: shape),
            let winograd = try? build(.winograd)
        {
            return winograd
        }
        return try build(.direct)
    }

    /// Whether Winograd's algorithm is the faster one, as measured: it pays with enough tiles of 4×4 pixels.
    func prefersWinograd(_ window: Window, hasGroups: Bool, channels: Int, result shape: [Int]) -> Bool {
        let tiles = shape[0] * ((shape[1] + 3) / 4) * ((shape[2] + 3) / 4)
        let one = Extent(height: 1, width: 1)
        return !hasGroups && window.size == Extent(height: 3, width: 3)
            && window.strides == one && window.dilation == one && channels >= 16 && shape[1] >= 4 && tiles >= 32
    }

    /// Looks what can be computed with a convolution: normalization, sum with an earlier result, activation.
    private func fusion(after index: Int) -> Fusion {
        var fusion = Fusion(nodes: [index])
        var tail = index
        if let next = soleConsumer(tail), !usesBatchStatistics(next),
            let normalization = BatchNormalizationParameters(graph.nodes[next]),
            !needsGradient[next] || !graph.nodes[next].isTrainable
        {
            fusion.normalization = normalization
            fusion.nodes.append(next)
            tail = next
        }
        if needsGradient[index] {
            // The activation's gradient needs its result only, so the convolution's own need not exist.
            if let next = soleConsumer(tail), case .activation(let activation) = graph.nodes[next].operation,
                activation.isElementwise, activation.isDifferentiatedFromResult, !absorbsIntoLoss(next)
            {
                fusion.operations.append(.activation(activation))
                fusion.nodes.append(next)
            }
            return fusion
        }
        if let next = soleConsumer(tail), graph.nodes[next].operation == .add, !needsGradient[next],
            graph.nodes[next].inputs.count == 2, let other = graph.nodes[next].inputs.first(where: { $0 != tail }),
            values[other] != nil
        {
            fusion.residual = other
            fusion.operations.append(.sum)
            fusion.nodes.append(next)
            tail = next
        }
        if let next = soleConsumer(tail), case .activation(let activation) = graph.nodes[next].operation,
            activation.isElementwise, !needsGradient[next], !absorbsIntoLoss(next)
        {
            fusion.operations.append(.activation(activation))
            fusion.nodes.append(next)
        }
        return fusion
    }

    /// Whether nothing reads a node's memory any more but the nodes about to be computed.
    private func isFree(_ index: Int, after fused: [Int]) -> Bool {
        func sharesMemory(_ node: Int) -> Bool {
            switch graph.nodes[node].operation {
            case .input, .reshape, .dropout, .gaussianNoise, .zeroPadding, .activation(.linear): true
            default: false
            }
        }
        return !needsGradient[index] && !graph.outputs.contains(index) && !sharesMemory(index)
            && consumers[index].allSatisfy {
                fused.contains($0) || values[$0] != nil && !needsGradient[$0] && !sharesMemory($0)
            }
    }
}
