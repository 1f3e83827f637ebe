/// Rewrites what leads from a model's inputs to its outputs, where a model begins in the middle of another.
struct GraphRewriting {
    private var replacements: [SymbolicTensor.Identity: SymbolicTensor]
    private var calls: [ObjectIdentifier: LayerCall] = [:]

    /// Inputs that are results of layers become `Input`s, and everything that leads from them to the outputs reads
    /// those; the layers stay the same, and so do the tensors where every input is an `Input` already.
    static func startingWithInputs(
        _ inputs: [SymbolicTensor], _ outputs: [SymbolicTensor]
    ) -> (inputs: [SymbolicTensor], outputs: [SymbolicTensor]) {
        var starts: [SymbolicTensor.Identity: SymbolicTensor] = [:]
        for input in inputs where !(input.call.layer is Input) {
            starts[input.identity] = Input(shape: input.itemShape).symbolicTensor
        }
        guard !starts.isEmpty else { return (inputs, outputs) }
        var rewriting = GraphRewriting(replacements: starts)
        return (inputs.map { rewriting.rewritten($0) }, outputs.map { rewriting.rewritten($0) })
    }

    private init(replacements: [SymbolicTensor.Identity: SymbolicTensor]) {
        self.replacements = replacements
    }

    private mutating func rewritten(_ tensor: SymbolicTensor) -> SymbolicTensor {
        if let found = replacements[tensor.identity] { return found }
        let result = SymbolicTensor(rewritten(tensor.call), index: tensor.index)
        replacements[tensor.identity] = result
        return result
    }

    private mutating func rewritten(_ call: LayerCall) -> LayerCall {
        if let found = calls[call.identity] { return found }
        let inputs = call.inputs.map { rewritten($0) }
        let isSame = zip(inputs, call.inputs).allSatisfy { $0.identity == $1.identity }
        let result =
            isSame
            ? call
            : LayerCall(
                layer: call.layer, inputs: inputs, outputShapes: call.outputShapes, isInference: call.isInference)
        calls[call.identity] = result
        return result
    }
}
