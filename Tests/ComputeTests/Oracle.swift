import Compute

/// An array in rows, and the plainest loops there are: what every kernel is compared with.
struct Plain {
    let shape: [Int]
    var values: [Float]

    init(_ shape: [Int], _ values: [Float]) {
        self.shape = shape
        self.values = values
    }

    /// Numbers between −1 and 1 that depend on the stream's number only.
    static func random(_ shape: [Int], _ number: UInt64, positive: Bool = false) -> Plain {
        var stream = RandomStream(seed: 99, number: number)
        return Plain(
            shape,
            (0..<shape.reduce(1, *)).map { _ in positive ? stream.nextUniform() + 0.5 : stream.nextUniform() * 2 - 1 })
    }

    func at(_ n: Int, _ h: Int, _ w: Int, _ c: Int) -> Float? {
        guard h >= 0, h < shape[1], w >= 0, w < shape[2] else { return nil }
        return values[((n * shape[1] + h) * shape[2] + w) * shape[3] + c]
    }

    /// Calls the body for every position of a window's result.
    func slide(
        _ window: Window, channels: Int, _ body: (_ n: Int, _ top: Int, _ left: Int, _ channel: Int) -> Float
    ) -> Plain {
        let height =
            (shape[1] + window.padding.top + window.padding.bottom - window.span.height) / window.strides.height + 1
        let width =
            (shape[2] + window.padding.left + window.padding.right - window.span.width) / window.strides.width + 1
        var result: [Float] = []
        for n in 0..<shape[0] {
            for h in 0..<height {
                for w in 0..<width {
                    for c in 0..<channels {
                        result.append(
                            body(
                                n, h * window.strides.height - window.padding.top,
                                w * window.strides.width - window.padding.left, c))
                    }
                }
            }
        }
        return Plain([shape[0], height, width, channels], result)
    }

    func convolved(
        _ kernel: Parameter, _ bias: Parameter?, _ window: Window, isDepthwise: Bool, groups: Int = 1
    ) -> Plain {
        let (inputs, outputs) = (kernel.shape[2], kernel.shape[3])
        let (k, b) = (kernel.values, bias?.values)
        let gap = window.dilation
        return slide(window, channels: isDepthwise ? inputs * outputs : outputs) { n, top, left, o in
            var sum = Double(b?[o] ?? 0)
            for kh in 0..<window.size.height {
                for kw in 0..<window.size.width {
                    let row = (kh * window.size.width + kw) * inputs
                    if isDepthwise {
                        sum += Double(
                            (at(n, top + kh * gap.height, left + kw * gap.width, o / outputs) ?? 0)
                                * k[row * outputs + o])
                    } else {
                        for i in 0..<inputs {
                            let channel = o / (outputs / groups) * inputs + i
                            let x = at(n, top + kh * gap.height, left + kw * gap.width, channel) ?? 0
                            sum += Double(x * k[(row + i) * outputs + o])
                        }
                    }
                }
            }
            return Float(sum)
        }
    }

    func pooled(_ kind: PoolingKind, _ window: Window) -> Plain {
        slide(window, channels: shape[3]) { n, top, left, c in
            var seen: [Float] = []
            for kh in 0..<window.size.height {
                for kw in 0..<window.size.width {
                    if let value = at(n, top + kh, left + kw, c) { seen.append(value) }
                }
            }
            return kind == .maximum ? seen.max() ?? 0 : seen.reduce(0, +) / Float(seen.count)
        }
    }

    func mapped(_ body: (Float, _ channel: Int) -> Float) -> Plain {
        Plain(shape, values.indices.map { body(values[$0], $0 % (shape.last ?? 1)) })
    }

    static func + (a: Plain, b: Plain) -> Plain { Plain(a.shape, zip(a.values, b.values).map(+)) }

    /// The largest difference, in units of the largest number.
    func distance(to other: [Float]) -> Float {
        guard other.count == values.count else { return .infinity }
        let size = max(values.map(abs).max() ?? 1, 1e-6)
        return zip(values, other).map { abs($0 - $1) }.reduce(0) { $1.isNaN ? .infinity : max($0, $1) } / size
    }
}

/// Runs a graph for inference.
func run(_ graph: Graph, _ inputs: [Plain], weights: PackedWeightsCache = PackedWeightsCache()) throws -> [Float] {
    let plan = try Plan(graph, batchSize: inputs[0].shape[0], mode: .inference, weights: weights)
    return try run(plan, graph, inputs)
}

/// Runs a plan whose graph has one output.
func run(_ plan: Plan, _ graph: Graph, _ inputs: [Plain]) throws -> [Float] {
    var result = [Float](
        repeating: .nan, count: plan.batchSize * graph.nodes[graph.outputs[0]].shape.reduce(1, *))
    try withAddresses(inputs.map(\.values)) { addresses in
        try result.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            try plan.run(inputs: addresses, outputs: [base])
        }
    }
    return result
}

/// Gives the addresses of several arrays at once.
func withAddresses<T>(
    _ arrays: [[Float]], _ found: [UnsafePointer<Float>] = [], _ body: ([UnsafePointer<Float>]) throws -> T
) rethrows -> T {
    if found.count == arrays.count { return try body(found) }
    return try arrays[found.count].withUnsafeBufferPointer { buffer in
        try withAddresses(arrays, found + (buffer.baseAddress.map { [$0] } ?? []), body)
    }
}

/// A graph of one input and the operations that the body adds to it.
func graph(_ shape: [Int], _ body: (inout Graph, Int) -> Int) -> Graph {
    var graph = Graph()
    let input = graph.append(Graph.Node(.input, inputs: [], shape: shape, layer: "input"))
    graph.outputs = [body(&graph, input)]
    return graph
}
