import COneDNN

/// oneDNN's engine and stream: one of each serves the whole process.
private final class Runtime: @unchecked Sendable {
    let engine: dnnl_engine_t
    let stream: dnnl_stream_t

    static let shared = Result<Runtime, any Error> { try Runtime() }

    private init() throws {
        var engine: dnnl_engine_t?
        try check(dnnl_engine_create(&engine, dnnl_cpu, 0), "starting the processor's engine")
        var stream: dnnl_stream_t?
        try check(dnnl_stream_create(&stream, engine, dnnl_stream_default_flags.rawValue), "starting a stream")
        guard let engine, let stream else { throw ComputeError("oneDNN gave no engine") }
        self.engine = engine
        self.stream = stream
    }
}

private func check(_ status: dnnl_status_t, _ action: @autoclosure () -> String) throws {
    guard status != dnnl_success else { return }
    throw ComputeError("oneDNN refused \(action()): status \(status.rawValue)")
}

/// Where an array's elements lie in memory: its dimensions in oneDNN's order (N, C, H, W) and a layout.
struct MemoryDescriptor: @unchecked Sendable {
    fileprivate var raw: dnnl_memory_desc_t

    fileprivate init(_ raw: dnnl_memory_desc_t) {
        self.raw = raw
    }

    /// An array of 32-bit floats whose element (i, j, …) lies at i·strides[0] + j·strides[1] + ….
    init(dimensions: [Int], strides: [Int]) throws {
        raw = dnnl_memory_desc_t()
        try check(
            dnnl_memory_desc_init_by_strides(
                &raw, Int32(dimensions.count), dimensions.map(Int64.init), dnnl_f32, strides.map(Int64.init)),
            "an array of \(dimensions) with strides \(strides)")
    }

    /// An array of 32-bit floats whose layout a primitive may choose.
    init(chosenByPrimitive dimensions: [Int]) throws {
        raw = dnnl_memory_desc_t()
        try check(
            dnnl_memory_desc_init_by_tag(
                &raw, Int32(dimensions.count), dimensions.map(Int64.init), dnnl_f32, dnnl_format_tag_any),
            "an array of \(dimensions)")
    }

    /// Pictures (N, C, H, W) whose channels lie in blocks of 8 or 16.
    init(dimensions: [Int], channelBlock: Int) throws {
        raw = dnnl_memory_desc_t()
        try check(
            dnnl_memory_desc_init_by_tag(
                &raw, 4, dimensions.map(Int64.init), dnnl_f32, channelBlock == 16 ? dnnl_nChw16c : dnnl_nChw8c),
            "pictures of \(dimensions) in blocks of \(channelBlock)")
    }

    /// The dimensions in oneDNN's order.
    var dimensions: [Int] {
        withUnsafeBytes(of: raw.dims) { $0.bindMemory(to: Int64.self).prefix(Int(raw.ndims)).map(Int.init) }
    }

    /// The bytes the array takes, padding of blocked layouts included.
    var byteCount: Int { withUnsafePointer(to: raw) { Int(dnnl_memory_desc_get_size($0)) } }

    /// How many channels lie together if pictures (N, C, H, W) are kept in such blocks and nothing else; else nil.
    var channelBlock: Int? {
        guard raw.format_kind == dnnl_blocked, raw.ndims == 4, raw.format_desc.blocking.inner_nblks == 1 else {
            return nil
        }
        let block = Int(raw.format_desc.blocking.inner_blks.0)
        let dimensions = [Int(raw.dims.0), Int(raw.dims.1), Int(raw.dims.2), Int(raw.dims.3)]
        guard block == 8 || block == 16,
            let blocked = try? MemoryDescriptor(dimensions: dimensions, channelBlock: block), isSame(as: blocked)
        else { return nil }
        return block
    }

    func isSame(as other: MemoryDescriptor) -> Bool {
        withUnsafePointer(to: raw) { left in
            withUnsafePointer(to: other.raw) { right in dnnl_memory_desc_equal(left, right) != 0 }
        }
    }
}

/// What a primitive reads and writes.
enum Argument {
    case source, addend, destination, weights, bias, mean, variance, scale, shift, workspace, scratchpad
    case sourceGradient, destinationGradient, weightsGradient, biasGradient, scaleGradient, shiftGradient

    /// Whether a step that has the argument writes it; what else it reads counts as read.
    var isResult: Bool {
        switch self {
        case .destination, .sourceGradient, .weightsGradient, .biasGradient, .scaleGradient, .shiftGradient: true
        default: false
        }
    }

    fileprivate var code: Int32 {
        switch self {
        case .source: DNNL_ARG_SRC_0
        case .addend: DNNL_ARG_SRC_1
        case .destination: DNNL_ARG_DST_0
        case .weights: DNNL_ARG_WEIGHTS_0
        case .bias: DNNL_ARG_BIAS
        case .mean: DNNL_ARG_MEAN
        case .variance: DNNL_ARG_VARIANCE
        case .scale: DNNL_ARG_SCALE
        case .shift: DNNL_ARG_SHIFT
        case .workspace: DNNL_ARG_WORKSPACE
        case .scratchpad: DNNL_ARG_SCRATCHPAD
        case .sourceGradient: DNNL_ARG_DIFF_SRC_0
        case .destinationGradient: DNNL_ARG_DIFF_DST_0
        case .weightsGradient: DNNL_ARG_DIFF_WEIGHTS_0
        case .biasGradient: DNNL_ARG_DIFF_BIAS
        case .scaleGradient: DNNL_ARG_DIFF_SCALE
        case .shiftGradient: DNNL_ARG_DIFF_SHIFT
        }
    }
}

/// What happens to a primitive's result before it is stored, in order.
enum PostOperation {
    /// Adds what the destination holds already.
    case sum
    case activation(Activation)
}

/// A compiled operation of oneDNN.
final class Primitive: @unchecked Sendable {
    fileprivate let description: dnnl_primitive_desc_t
    fileprivate let handle: dnnl_primitive_t

    fileprivate init(_ description: dnnl_primitive_desc_t, _ what: String) throws {
        var handle: dnnl_primitive_t?
        let status = dnnl_primitive_create(&handle, description)
        guard status == dnnl_success, let handle else {
            dnnl_primitive_desc_destroy(description)
            throw ComputeError("oneDNN refused to build \(what): status \(status.rawValue)")
        }
        self.description = description
        self.handle = handle
    }

    deinit {
        dnnl_primitive_destroy(handle)
        dnnl_primitive_desc_destroy(description)
    }

    /// The layout the primitive wants one of its arguments in.
    func descriptor(of argument: Argument) throws -> MemoryDescriptor {
        guard let found = dnnl_primitive_desc_query_md(description, dnnl_query_exec_arg_md, argument.code) else {
            throw ComputeError("oneDNN knows no argument '\(argument)' of this primitive")
        }
        return MemoryDescriptor(found.pointee)
    }

    /// The name oneDNN gives the chosen kernel; `ref` in it means the slow reference loop.
    var implementation: String {
        var text: UnsafePointer<CChar>?
        dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, &text)
        return text.map { String(cString: $0) } ?? ""
    }
}

/// A primitive with its arguments, ready to run once every argument has an address.
final class PrimitiveCall: @unchecked Sendable {
    private let primitive: Primitive
    private let runtime: Runtime
    private var arguments: [dnnl_exec_arg_t] = []

    init(_ primitive: Primitive, _ kinds: [(Argument, MemoryDescriptor)]) throws {
        self.primitive = primitive
        runtime = try Runtime.shared.get()
        for (kind, descriptor) in kinds {
            var memory: dnnl_memory_t?
            try withUnsafePointer(to: descriptor.raw) {
                try check(dnnl_memory_create(&memory, $0, runtime.engine, nil), "an argument")
            }
            arguments.append(dnnl_exec_arg_t(arg: kind.code, memory: memory))
        }
    }

    deinit {
        arguments.forEach { dnnl_memory_destroy($0.memory) }
    }

    /// Gives an argument, by its position, its address.
    func bind(_ position: Int, to address: UnsafeMutableRawPointer) {
        dnnl_memory_set_data_handle(arguments[position].memory, address)
    }

    func run() throws {
        try check(
            dnnl_primitive_execute(primitive.handle, runtime.stream, Int32(arguments.count), arguments), "to run")
        try check(dnnl_stream_wait(runtime.stream), "to finish")
    }
}

/// Options a primitive is built with: fused operations, and scratch memory given by the caller.
private func withAttributes<T>(_ operations: [PostOperation], _ body: (dnnl_primitive_attr_t?) throws -> T) throws -> T
{
    var attributes: dnnl_primitive_attr_t?
    try check(dnnl_primitive_attr_create(&attributes), "options")
    defer { dnnl_primitive_attr_destroy(attributes) }
    try check(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user), "a shared scratchpad")
    if !operations.isEmpty {
        var chain: dnnl_post_ops_t?
        try check(dnnl_post_ops_create(&chain), "fused operations")
        defer { dnnl_post_ops_destroy(chain) }
        for operation in operations {
            switch operation {
            case .sum: try check(dnnl_post_ops_append_sum(chain, 1), "a fused sum")
            case .activation(let activation):
                let (kind, alpha, beta) = try eltwise(activation)
                try check(dnnl_post_ops_append_eltwise(chain, 1, kind, alpha, beta), "a fused activation")
            }
        }
        try check(dnnl_primitive_attr_set_post_ops(attributes, chain), "fused operations")
    }
    return try body(attributes)
}

private func eltwise(_ activation: Activation) throws -> (dnnl_alg_kind_t, Float, Float) {
    switch activation {
    case .relu(let limit?): (dnnl_eltwise_clip, 0, limit)
    case .relu(nil): (dnnl_eltwise_relu, 0, 0)
    case .leakyReLU(let slope): (dnnl_eltwise_relu, slope, 0)
    case .elu(let alpha): (dnnl_eltwise_elu, alpha, 0)
    case .swish: (dnnl_eltwise_swish, 1, 0)
    case .gelu: (dnnl_eltwise_gelu_erf, 0, 0)
    case .softplus: (dnnl_eltwise_soft_relu, 0, 0)
    case .exponential: (dnnl_eltwise_exp, 0, 0)
    case .sigmoid: (dnnl_eltwise_logistic, 0, 0)
    case .tanh: (dnnl_eltwise_tanh, 0, 0)
    case .linear: (dnnl_eltwise_linear, 1, 0)
    case .rectifier, .softmax: throw ComputeError("oneDNN has no element-wise \(activation)")
    }
}

private func build(
    _ what: String, _ operations: [PostOperation] = [],
    _ create: (UnsafeMutablePointer<dnnl_primitive_desc_t?>, dnnl_primitive_attr_t?, dnnl_engine_t) -> dnnl_status_t
) throws -> Primitive {
    let runtime = try Runtime.shared.get()
    return try withAttributes(operations) { attributes in
        var description: dnnl_primitive_desc_t?
        try check(create(&description, attributes, runtime.engine), what)
        guard let description else { throw ComputeError("oneDNN gave nothing for \(what)") }
        return try Primitive(description, what)
    }
}

extension Primitive {
    /// How a convolution is computed.
    enum ConvolutionAlgorithm {
        case direct, winograd
    }

    /// Builds destination = convolution(source, weights) + bias, then the fused operations.
    static func convolution(
        _ window: Window, source: MemoryDescriptor, weights: MemoryDescriptor, bias: MemoryDescriptor,
        destination: MemoryDescriptor, algorithm: ConvolutionAlgorithm, fused: [PostOperation]
    ) throws -> Primitive {
        var (source, weights, bias, destination) = (source.raw, weights.raw, bias.raw, destination.raw)
        var operation = dnnl_convolution_desc_t()
        try check(
            // Inference's Winograd transforms all weights beforehand, slowly and into much memory; training's does not.
            dnnl_dilated_convolution_forward_desc_init(
                &operation, dnnl_forward_training,
                algorithm == .winograd ? dnnl_convolution_winograd : dnnl_convolution_direct,
                &source, &weights, &bias, &destination,
                window.strides.dimensions, window.gaps, window.padding.before, window.padding.after),
            "a convolution of \(window)")
        return try build("a convolution of \(window)", fused) {
            dnnl_primitive_desc_create($0, &operation, $1, $2, nil)
        }
    }

    /// Builds the gradient by a convolution's source: destination gradient and weights to source gradient.
    static func convolutionSourceGradient(
        _ window: Window, source: MemoryDescriptor, weights: MemoryDescriptor, destination: MemoryDescriptor,
        algorithm: ConvolutionAlgorithm, forward: Primitive
    ) throws -> Primitive {
        var (source, weights, destination) = (source.raw, weights.raw, destination.raw)
        var operation = dnnl_convolution_desc_t()
        try check(
            dnnl_dilated_convolution_backward_data_desc_init(
                &operation, algorithm == .winograd ? dnnl_convolution_winograd : dnnl_convolution_direct,
                &source, &weights, &destination,
                window.strides.dimensions, window.gaps, window.padding.before, window.padding.after),
            "the source gradient of a convolution of \(window)")
        return try build("the source gradient of a convolution") {
            dnnl_primitive_desc_create($0, &operation, $1, $2, forward.description)
        }
    }

    /// Builds the gradients by a convolution's weights and bias: source and destination gradient to both.
    static func convolutionWeightsGradient(
        _ window: Window, source: MemoryDescriptor, weights: MemoryDescriptor, bias: MemoryDescriptor?,
        destination: MemoryDescriptor, algorithm: ConvolutionAlgorithm, forward: Primitive
    ) throws -> Primitive {
        var (source, weights, destination) = (source.raw, weights.raw, destination.raw)
        var bias = bias?.raw ?? dnnl_memory_desc_t()
        var operation = dnnl_convolution_desc_t()
        try check(
            dnnl_dilated_convolution_backward_weights_desc_init(
                &operation, algorithm == .winograd ? dnnl_convolution_winograd : dnnl_convolution_direct,
                &source, &weights, &bias, &destination,
                window.strides.dimensions, window.gaps, window.padding.before, window.padding.after),
            "the weights gradient of a convolution of \(window)")
        return try build("the weights gradient of a convolution") {
            dnnl_primitive_desc_create($0, &operation, $1, $2, forward.description)
        }
    }

    /// Builds a pooling; an average leaves padding out of its divisor, a maximum to be differentiated fills a workspace.
    static func pooling(
        _ kind: PoolingKind, _ window: Window, source: MemoryDescriptor, destination: MemoryDescriptor,
        isDifferentiated: Bool
    ) throws -> Primitive {
        var (source, destination) = (source.raw, destination.raw)
        var operation = dnnl_pooling_desc_t()
        try check(
            dnnl_pooling_forward_desc_init(
                &operation, isDifferentiated ? dnnl_forward_training : dnnl_forward_inference,
                kind == .maximum ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding, &source, &destination,
                window.strides.dimensions, window.size.dimensions, window.padding.before, window.padding.after),
            "a pooling of \(window)")
        return try build("a pooling of \(window)") { dnnl_primitive_desc_create($0, &operation, $1, $2, nil) }
    }

    /// Builds the gradient by a pooling's source.
    static func poolingGradient(
        _ kind: PoolingKind, _ window: Window, source: MemoryDescriptor, destination: MemoryDescriptor,
        forward: Primitive
    ) throws -> Primitive {
        var (source, destination) = (source.raw, destination.raw)
        var operation = dnnl_pooling_desc_t()
        try check(
            dnnl_pooling_backward_desc_init(
                &operation, kind == .maximum ? dnnl_pooling_max : dnnl_pooling_avg_exclude_padding, &source,
                &destination, window.strides.dimensions, window.size.dimensions, window.padding.before,
                window.padding.after),
            "the gradient of a pooling of \(window)")
        return try build("the gradient of a pooling") {
            dnnl_primitive_desc_create($0, &operation, $1, $2, forward.description)
        }
    }

    /// Builds destination = activation(source), in one layout; in place is allowed.
    static func activation(_ activation: Activation, _ layout: MemoryDescriptor) throws -> Primitive {
        var data = layout.raw
        let (kind, alpha, beta) = try eltwise(activation)
        var operation = dnnl_eltwise_desc_t()
        try check(
            dnnl_eltwise_forward_desc_init(&operation, dnnl_forward_inference, kind, &data, alpha, beta),
            "an activation")
        return try build("an activation") { dnnl_primitive_desc_create($0, &operation, $1, $2, nil) }
    }

    /// Builds the gradient by an activation's source, from its destination (else its source) and the gradient by that.
    static func activationGradient(_ activation: Activation, _ layout: MemoryDescriptor) throws -> Primitive {
        let (kind, alpha, beta): (dnnl_alg_kind_t, Float, Float) =
            switch activation {
            case .relu(let limit?): (dnnl_eltwise_clip_v2_use_dst_for_bwd, 0, limit)
            case .relu(nil): (dnnl_eltwise_relu_use_dst_for_bwd, 0, 0)
            case .leakyReLU(let slope) where slope >= 0: (dnnl_eltwise_relu_use_dst_for_bwd, slope, 0)
            case .elu(let alpha) where alpha >= 0: (dnnl_eltwise_elu_use_dst_for_bwd, alpha, 0)
            case .exponential: (dnnl_eltwise_exp_use_dst_for_bwd, 0, 0)
            case .sigmoid: (dnnl_eltwise_logistic_use_dst_for_bwd, 0, 0)
            case .tanh: (dnnl_eltwise_tanh_use_dst_for_bwd, 0, 0)
            default: try eltwise(activation)
            }
        var (gradient, data) = (layout.raw, layout.raw)
        var (forward, backward) = (dnnl_eltwise_desc_t(), dnnl_eltwise_desc_t())
        try check(
            dnnl_eltwise_forward_desc_init(&forward, dnnl_forward_training, kind, &data, alpha, beta), "an activation")
        let hint = try build("an activation") { dnnl_primitive_desc_create($0, &forward, $1, $2, nil) }
        try check(
            dnnl_eltwise_backward_desc_init(&backward, kind, &gradient, &data, alpha, beta),
            "the gradient of an activation")
        return try build("the gradient of an activation") {
            dnnl_primitive_desc_create($0, &backward, $1, $2, hint.description)
        }
    }

    /// How two numbers become one.
    enum Combination {
        case sum, product
    }

    /// Builds destination = source + addend, or their product, element by element, in one layout.
    static func combination(_ combination: Combination, _ layout: MemoryDescriptor) throws -> Primitive {
        var (first, second, destination) = (layout.raw, layout.raw, layout.raw)
        var operation = dnnl_binary_desc_t()
        let kind = combination == .sum ? dnnl_binary_add : dnnl_binary_mul
        try check(dnnl_binary_desc_init(&operation, kind, &first, &second, &destination), "a \(combination)")
        return try build("a \(combination)") { dnnl_primitive_desc_create($0, &operation, $1, $2, nil) }
    }

    /// A batch normalization to build.
    struct Normalization {
        var epsilon: Float
        var hasScale: Bool
        var hasShift: Bool
        /// Whether mean and variance are computed from the batch rather than given.
        var usesBatchStatistics: Bool

        fileprivate var flags: UInt32 {
            (hasScale ? dnnl_use_scale.rawValue : 0) | (hasShift ? dnnl_use_shift.rawValue : 0)
                | (usesBatchStatistics ? 0 : dnnl_use_global_stats.rawValue)
        }
    }

    /// Builds scale·(source − mean) / √(variance + epsilon) + shift, channel by channel.
    static func normalization(_ normalization: Normalization, _ layout: MemoryDescriptor) throws -> Primitive {
        var data = layout.raw
        var operation = dnnl_batch_normalization_desc_t()
        let kind = normalization.usesBatchStatistics ? dnnl_forward_training : dnnl_forward_inference
        try check(
            dnnl_batch_normalization_forward_desc_init(
                &operation, kind, &data, normalization.epsilon, normalization.flags),
            "a batch normalization")
        return try build("a batch normalization") { dnnl_primitive_desc_create($0, &operation, $1, $2, nil) }
    }

    /// Builds the gradients by a normalization's source, and by scale and shift where it has them.
    static func normalizationGradient(_ normalization: Normalization, _ layout: MemoryDescriptor) throws -> Primitive {
        var (gradient, data) = (layout.raw, layout.raw)
        var (forward, backward) = (dnnl_batch_normalization_desc_t(), dnnl_batch_normalization_desc_t())
        try check(
            dnnl_batch_normalization_forward_desc_init(
                &forward, dnnl_forward_training, &data, normalization.epsilon, normalization.flags),
            "a batch normalization")
        let hint = try build("a batch normalization") { dnnl_primitive_desc_create($0, &forward, $1, $2, nil) }
        try check(
            dnnl_batch_normalization_backward_desc_init(
                // With scale or shift oneDNN has no kernel that leaves their gradients out.
                &backward, normalization.hasScale || normalization.hasShift ? dnnl_backward : dnnl_backward_data,
                &gradient, &data, normalization.epsilon, normalization.flags),
            "the gradient of a batch normalization")
        return try build("the gradient of a batch normalization") {
            dnnl_primitive_desc_create($0, &backward, $1, $2, hint.description)
        }
    }

    /// Builds a copy from one layout to another.
    static func reorder(from source: MemoryDescriptor, to destination: MemoryDescriptor) throws -> Primitive {
        var (source, destination) = (source.raw, destination.raw)
        return try build("a change of layout") { description, attributes, engine in
            dnnl_reorder_primitive_desc_create(description, &source, engine, &destination, engine, attributes)
        }
    }
}
