import Compute

/// output = (input − mean) / max(√variance, 10⁻⁷) along the last axis, with statistics given or taken from data.
public final class Normalization: Layer {
    /// The axis of the channels; only the last one works.
    var axis = -1
    let given: (mean: [Float], variance: [Float])?

    /// The layer's kind in Keras.
    public override var kind: String { "Normalization" }

    /// Makes a layer whose mean and variance `adapt(_:)` takes from data; they are 0 and 1 before.
    public init(name: String? = nil) {
        given = nil
        super.init(name: name, kind: "Normalization")
    }

    /// Makes a layer of given statistics, one number for each channel or one for all; it has no weights.
    public init(mean: [Float], variance: [Float], name: String? = nil) {
        given = (mean, variance)
        super.init(name: name, kind: "Normalization")
    }

    /// Takes mean and (biased) variance of each channel from data.
    ///
    /// Throws `TransferError.layer` if the layer's statistics were given, or the data have another number of channels.
    public func adapt(_ data: Tensor) throws {
        let shape = Array(data.shape.dropFirst())
        try require(
            given == nil, "data to adapt to beside a given", "mean", "Normalization() without mean and variance")
        _ = try outputShape([shape])
        try buildOnce([shape])
        guard let channels = shape.last, data.count > 0 else {
            throw TransferError.layer(.wrongInputShape(layer: name, expected: "samples with channels", received: shape))
        }
        if Planning.isOn { return }
        if let wrong = data.values.first(where: { !$0.isFinite }) {
            try require(false, "data with a number", wrong, "finite numbers to adapt to")
        }
        let rows = Double(data.count / channels)
        var (sums, squares) = ([Double](repeating: 0, count: channels), [Double](repeating: 0, count: channels))
        for (index, value) in data.values.enumerated() { sums[index % channels] += Double(value) }
        let means = sums.map { $0 / rows }
        for (index, value) in data.values.enumerated() {
            let difference = Double(value) - means[index % channels]
            squares[index % channels] += difference * difference
        }
        otherParameters[0].values = means.map { Float($0) }
        otherParameters[1].values = squares.map { Float($0 / rows) }
    }

    override func outputShape(_ inputShapes: [[Int]]) throws -> [Int] {
        let shape = try single(inputShapes)
        guard let channels = shape.last else {
            throw TransferError.layer(.wrongInputShape(layer: name, expected: "samples with channels", received: shape))
        }
        try requireLast(axis, of: shape)
        if let given {
            let fits = [given.mean.count, given.variance.count].allSatisfy { $0 == 1 || $0 == channels }
            try require(
                fits, "a mean and variance of", "\(given.mean.count) and \(given.variance.count) numbers",
                "one number for each of the \(channels) channels, or one for all")
            try require(given.mean.allSatisfy(\.isFinite), "the mean", given.mean, "finite numbers")
            try require(
                given.variance.allSatisfy { $0 >= 0 && $0.isFinite }, "the variance", given.variance,
                "finite numbers of at least 0")
        } else if let mean = otherParameters.first, mean.count != channels {
            throw TransferError.layer(
                .wrongInputShape(layer: name, expected: "\(mean.count) channels", received: shape))
        }
        return shape
    }

    override func build(_ inputShapes: [[Int]]) throws {
        guard given == nil else { return }
        let shape = [try single(inputShapes).last ?? 0]
        otherParameters = [
            try parameter("mean", .zeros, shape: shape), try parameter("variance", .ones, shape: shape),
            // Keras keeps a count with its statistics; weights files have a place for it.
            try parameter("count", .zeros, shape: []),
        ]
    }

    override func emit(into graph: inout Graph, inputs: [Int]) throws -> Int {
        let shape = try outputShape(inputs.map { graph.nodes[$0].shape })
        let channels = shape.last ?? 0
        let statistics =
            if let given {
                [("mean", given.mean), ("variance", given.variance)].map { name, values in
                    Parameter(
                        name: name, shape: [channels],
                        values: values.count == 1 ? [Float](repeating: values[0], count: channels) : values)
                }
            } else {
                Array(otherParameters.prefix(2))
            }
        return graph.append(
            Graph.Node(.standardization, inputs: inputs, parameters: statistics, shape: shape, layer: name))
    }
}
