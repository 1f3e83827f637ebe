import Compute

/// output = input · scale + offset.
public final class Rescaling: Layer {
    let scale: Float
    let offset: Float

    /// The layer's kind in Keras.
    public override var kind: String { "Rescaling" }

    /// Makes a layer; `Rescaling(1 / 255)` brings pixels into 0...1.
    public init(_ scale: Float, offset: Float = 0, name: String? = nil) {
        self.scale = scale
        self.offset = offset
        super.init(name: name, kind: "Rescaling")
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        graph.append(
            Graph.Node(
                .rescaling(scale: scale, offset: offset), inputs: inputs, shape: graph.nodes[inputs[0]].shape,
                layer: name))
    }
}
