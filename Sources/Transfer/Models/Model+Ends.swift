extension Model {
    /// The symbolic inputs, in order.
    ///
    /// Throws `TransferError.model` if the model does not know its input's shape yet.
    public var inputs: [SymbolicTensor] { get throws { try builtNetwork().inputs } }

    /// The symbolic outputs, in order.
    ///
    /// Throws `TransferError.model` if the model does not know its input's shape yet.
    public var outputs: [SymbolicTensor] { get throws { try builtNetwork().outputs } }

    /// The symbolic input.
    ///
    /// Throws `TransferError.model` if the model has several, or does not know its input's shape yet.
    public var input: SymbolicTensor {
        get throws {
            let inputs = try inputs
            guard inputs.count == 1 else {
                throw TransferError.model(.severalInputs(model: name, count: inputs.count))
            }
            return inputs[0]
        }
    }

    /// The symbolic output.
    ///
    /// Throws `TransferError.model` if the model has several, or does not know its input's shape yet.
    public var output: SymbolicTensor {
        get throws {
            let outputs = try outputs
            guard outputs.count == 1 else {
                throw TransferError.model(.severalOutputs(model: name, count: outputs.count))
            }
            return outputs[0]
        }
    }

    /// The layer of a name.
    ///
    /// Throws `TransferError.layer` that names the nearest one if there is none.
    public func layer(_ name: String) throws -> Layer {
        if let found = layers.first(where: { $0.name == name }) { return found }
        throw TransferError.layer(.unknown(name: name, model: self.name, layers: layers.map(\.name)))
    }

    /// The result of a layer inside the model: where a new branch can begin, or another model end.
    ///
    /// Of a layer that is used several times it is the last result. Throws `TransferError.layer` that names the nearest one if there is no layer of the name, and
    /// `TransferError.model` if the layer is a model of several outputs.
    public func output(of name: String) throws -> SymbolicTensor {
        let found = try layer(name)
        guard let call = try builtNetwork().lastCalls[ObjectIdentifier(found)] else {
            throw TransferError.layer(.unknown(name: name, model: self.name, layers: layers.map(\.name)))
        }
        guard call.outputShapes.count == 1 else {
            throw TransferError.model(.severalOutputs(model: name, count: call.outputShapes.count))
        }
        return SymbolicTensor(call)
    }

    /// Uses the model on some inputs and gives all of its outputs; where there is one, call the model itself.
    ///
    /// Throws `TransferError.layer` if the inputs' number or shapes do not fit.
    public func results(of inputs: [any SymbolicTensorConvertible]) throws -> [SymbolicTensor] {
        try results(inputs.map(\.symbolicTensor))
    }
}
