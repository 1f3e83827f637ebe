/// A convolution whose gradients are asked for.
struct DifferentiatedConvolution {
    let node: Graph.Node
    let input: Int
    let window: Window
    let parameters: ConvolutionParameters
    let source: Value
    let result: Value
    let forward: Primitive
}

extension Lowering {
    /// Adds the gradients by the convolution's weights, if trainable, and by its input, if anything needs that one.
    mutating func differentiate(_ convolution: DifferentiatedConvolution, _ gradient: Value) throws {
        if convolution.node.isTrainable { try addWeightsGradient(of: convolution, gradient) }
        if needsGradient[convolution.input] { try addSourceGradient(of: convolution, gradient) }
    }

    private mutating func addWeightsGradient(of convolution: DifferentiatedConvolution, _ gradient: Value) throws {
        let parameters = convolution.parameters
        let primitive = try withFastestAlgorithm(convolution) { algorithm in
            try Primitive.convolutionWeightsGradient(
                convolution.window, source: .any(convolution.source.shape),
                weights: MemoryDescriptor(chosenByPrimitive: parameters.dimensions),
                bias: parameters.bias == nil
                    ? nil : MemoryDescriptor(dimensions: [parameters.outputChannels], strides: [1]),
                destination: .any(convolution.result.shape), algorithm: algorithm, forward: convolution.forward)
        }
        let results =
            if let kernel = try ownKernel(insteadOf: primitive, convolution) {
                try addOwnWeightsGradient(of: convolution, gradient, kernel)
            } else {
                try addWeightsGradient(of: convolution, gradient, primitive)
            }
        if let normalization = parameters.normalization {
            // The folded weights are the layer's times the normalization's factors.
            let gradients = results.map(\.gradient)
            steps.append(
                LoopStep("\(convolution.node.layer) normalization", reads: gradients, writes: gradients) { run in
                    let factors = normalization.factors
                    for gradient in gradients {
                        BatchNormalizationParameters.multiply(run.floats(gradient), count: gradient.count, by: factors)
                    }
                })
        }
        for result in results { try addGradient(result.gradient, to: result.parameter) }
    }

    private typealias ParameterGradients = [(gradient: Value, parameter: Parameter)]

    /// Lets oneDNN compute the gradients by the weights as they are packed.
    private mutating func addWeightsGradient(
        of convolution: DifferentiatedConvolution, _ gradient: Value, _ primitive: Primitive
    ) throws -> ParameterGradients {
        let parameters = convolution.parameters
        let source = try native(convolution.source, as: primitive.descriptor(of: .source))
        let gradient = try native(gradient, as: primitive.descriptor(of: .destinationGradient))
        let packed = Value([], try primitive.descriptor(of: .weightsGradient))
        var arguments: [(Argument, PrimitiveStep.Place)] = [
            (.source, .arena(source)), (.destinationGradient, .arena(gradient)), (.weightsGradient, .arena(packed)),
        ]
        var results: [(gradient: Value, parameter: Parameter)] = []
        if let bias = parameters.bias {
            let biasGradient = Value(plain: bias.shape)
            arguments.append((.biasGradient, .arena(biasGradient)))
            results.append((biasGradient, bias))
        }
        steps.append(try PrimitiveStep("\(convolution.node.layer) weights gradient", primitive, arguments))
        // The optimizer works in Keras' layout, in which the layer keeps its weights.
        let unpacked = Value(plain: parameters.kernel.shape)
        let reorder = try Primitive.reorder(from: packed.descriptor, to: parameters.kerasDescriptor)
        steps.append(
            try PrimitiveStep("reorder", reorder, [(.source, .arena(packed)), (.destination, .arena(unpacked))]))
        results.append((unpacked, parameters.kernel))
        return results
    }

    /// The loop that takes the place of a primitive which only multiplies matrices, where the layouts allow it.
    private func ownKernel(
        insteadOf primitive: Primitive, _ convolution: DifferentiatedConvolution
    ) throws -> DepthwiseWeightsGradient? {
        let (source, result) = (convolution.source, convolution.result)
        guard convolution.parameters.isDepthwise, !primitive.implementation.hasPrefix("jit_dw"),
            source.shape[3] == result.shape[3], let block = try source.descriptor.channelBlock,
            try result.descriptor.channelBlock == block
        else { return nil }
        return DepthwiseWeightsGradient(
            window: convolution.window, batch: batchSize,
            picture: Extent(height: source.shape[1], width: source.shape[2]),
            result: Extent(height: result.shape[1], width: result.shape[2]), channels: source.shape[3], block: block)
    }

    private mutating func addOwnWeightsGradient(
        of convolution: DifferentiatedConvolution, _ gradient: Value, _ kernel: DepthwiseWeightsGradient
    ) throws -> ParameterGradients {
        let source = convolution.source
        let gradient = try native(gradient, as: convolution.result.descriptor)
        let weightsGradient = Value(plain: convolution.parameters.kernel.shape)
        let bias = convolution.parameters.bias.map { (gradient: Value(plain: $0.shape), parameter: $0) }
        let biasGradient = bias?.gradient
        steps.append(
            LoopStep(
                "\(convolution.node.layer) weights gradient", reads: [source, gradient],
                writes: [weightsGradient] + (biasGradient.map { [$0] } ?? []), kind: .wideDepthwise,
                pass: .weightsGradient,
                flops: 2
                    * Double(convolution.result.count * convolution.window.size.height * convolution.window.size.width)
            ) { run in
                kernel.run(
                    source: run.floats(source), gradient: run.floats(gradient), into: run.floats(weightsGradient),
                    bias: biasGradient.map { run.floats($0) })
            })
        return [(weightsGradient, convolution.parameters.kernel)] + (bias.map { [$0] } ?? [])
    }

    private mutating func addSourceGradient(of convolution: DifferentiatedConvolution, _ gradient: Value) throws {
        let parameters = convolution.parameters
        let shape = convolution.source.shape
        let primitive = try withFastestAlgorithm(convolution) { algorithm in
            try Primitive.convolutionSourceGradient(
                convolution.window, source: .any(shape),
                weights: MemoryDescriptor(chosenByPrimitive: parameters.dimensions),
                destination: .any(convolution.result.shape), algorithm: algorithm, forward: convolution.forward)
        }
        let packed = weights.weights(parameters, as: try primitive.descriptor(of: .weights))
        self.packed.append(packed)
        let gradient = try native(gradient, as: primitive.descriptor(of: .destinationGradient))
        let inputGradient = Value(shape, try primitive.descriptor(of: .sourceGradient))
        steps.append(
            try PrimitiveStep(
                "\(convolution.node.layer) source gradient", primitive,
                [
                    (.destinationGradient, .arena(gradient)), (.weights, .constant(packed.weights)),
                    (.sourceGradient, .arena(inputGradient)),
                ]))
        try addGradient(inputGradient, to: convolution.input)
    }

    private func withFastestAlgorithm(
        _ convolution: DifferentiatedConvolution, _ build: (Primitive.ConvolutionAlgorithm) throws -> Primitive
    ) throws -> Primitive {
        if prefersWinograd(
            convolution.window, hasGroups: convolution.parameters.hasGroups,
            channels: convolution.source.shape[3], result: convolution.result.shape),
            let winograd = try? build(.winograd)
        {
            return winograd
        }
        return try build(.direct)
    }
}
