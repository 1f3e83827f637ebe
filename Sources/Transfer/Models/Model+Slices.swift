extension Model {
    /// The model up to the result of a layer, sharing its layers and weights; inputs that the result does not depend
    /// on are left out.
    ///
    /// Throws `TransferError.layer` that names the nearest one if there is no layer of the name.
    public func truncated(at name: String) throws -> Model {
        let output = try output(of: name)
        let needed = Self.dependencies(of: output.call)
        return try Model(
            inputs: inputs.filter { needed.contains($0.call.identity) }, outputs: [output],
            name: "\(self.name)_\(name)")
    }

    /// Takes the last layer off, so that the model ends with what that layer read; weights stay.
    ///
    /// Throws `TransferError.model` if the model has several outputs or nothing would be left.
    public func popLayer() throws {
        try popLastLayer()
    }

    func popNetwork() throws -> Network {
        let last = try output.call
        guard !(last.layer is Input), last.inputs.contains(where: { !($0.call.layer is Input) }) else {
            throw TransferError.model(.nothingLeft(model: name))
        }
        return try Network(inputs: inputs, outputs: last.inputs, model: name)
    }

    private static func dependencies(of call: LayerCall) -> Set<ObjectIdentifier> {
        var found: Set<ObjectIdentifier> = []
        var open = [call]
        while let call = open.popLast() {
            if found.insert(call.identity).inserted { open += call.inputs.map(\.call) }
        }
        return found
    }
}
