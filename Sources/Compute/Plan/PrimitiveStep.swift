/// A step that a oneDNN primitive does.
final class PrimitiveStep: Step {
    /// Where an argument of the primitive is kept.
    enum Place {
        case arena(Value)
        case constant(AlignedBuffer)
    }

    let label: String
    let reads: [Storage]
    let writes: [Storage]
    let scratchByteCount: Int
    let implementation: String
    let work: StepWork
    private let call: PrimitiveCall
    private let places: [Place]
    private let primitive: Primitive

    /// Makes a step; what is written may be read as well (a fused sum, an operation in place).
    init(_ label: String, _ primitive: Primitive, _ arguments: [(Argument, Place)]) throws {
        self.label = label
        self.primitive = primitive
        implementation = primitive.implementation
        let scratch = try primitive.descriptor(of: .scratchpad)
        scratchByteCount = scratch.byteCount
        let kinds = try arguments.map { ($0.0, try primitive.descriptor(of: $0.0)) } + [(.scratchpad, scratch)]
        call = try PrimitiveCall(primitive, kinds)
        places = arguments.map(\.1)
        var reads: [Storage] = []
        var writes: [Storage] = []
        for case (let kind, .arena(let value)) in arguments {
            if kind.isResult { writes.append(value.storage) } else { reads.append(value.storage) }
        }
        self.reads = reads
        self.writes = writes
        let byteCount = arguments.reduce(0) { sum, argument in
            switch argument.1 {
            case .arena(let value): sum + value.storage.byteCount
            case .constant(let buffer): sum + buffer.byteCount
            }
        }
        work = StepWork(implementation, kinds, byteCount: byteCount) ?? StepWork(.memory, byteCount: byteCount)
    }

    func bind(_ memory: BoundMemory) {
        for (position, place) in places.enumerated() {
            switch place {
            case .arena(let value): call.bind(position, to: memory.address(value.storage))
            case .constant(let buffer): call.bind(position, to: buffer.address)
            }
        }
        call.bind(places.count, to: memory.scratch)
    }

    func run(_ run: PlanRun) throws { try call.run() }
}
