import Compute

/// Some of a flow's pictures, with all that is known of them.
public struct ImageBatch {
    /// The pictures' numbers in the flow.
    public let indices: [Int]
    /// The pictures' classes, as numbers from 0; none where the targets are no classes.
    public let labels: [Int]
    /// The pictures' paths relative to the folder; none of a tensor.
    public let filenames: [String]
    /// The names of all classes of the flow.
    public let classNames: [String]

    private let content: Result<(x: Tensor, y: Tensor?), any Error>

    init(_ flow: ImageFlow, _ indices: [Int], _ content: Result<(x: Tensor, y: Tensor?), any Error>) {
        self.indices = indices
        labels = flow.labels.isEmpty ? [] : indices.map { flow.labels[$0] }
        filenames = flow.filenames.isEmpty ? [] : indices.map { flow.filenames[$0] }
        classNames = flow.classNames
        self.content = content
    }

    /// How many pictures there are.
    public var count: Int { indices.count }

    /// The prepared pictures: [n, height, width, channels].
    ///
    /// Throws `TransferError.picture` that names the file if one cannot be read.
    public var x: Tensor { get throws { try content.get().x } }

    /// What a model should predict of them, as the flow's class mode says; mixed pictures have mixed targets.
    ///
    /// Throws `TransferError.imageData` for a flow without targets, and what `x` throws.
    public var y: Tensor {
        get throws {
            guard let y = try content.get().y else { throw TransferError.imageData(.noTargets) }
            return y
        }
    }
}

extension ImageFlow: Sequence {
    /// Begins a pass through all pictures, changed at random as for training: `for batch in flow { try batch.x }`.
    ///
    /// Each pass has its own order, if the flow is shuffled, and its own random changes; those of a flow with a seed are
    /// those of the epochs of `fit`.
    public func makeIterator() -> ImageBatchIterator { ImageBatchIterator(self) }
}

/// One pass through a flow; worker threads read ahead of it until it is given up.
public final class ImageBatchIterator: IteratorProtocol {
    private let flow: ImageFlow
    private var order: ArraySlice<[Int]>
    private let stream: Result<any BatchStream, any Error>
    private let targets: Result<Tensor?, any Error>

    convenience init(_ flow: ImageFlow) {
        let pass = flow.nextPass()
        self.init(flow, order: flow.order(of: pass), pass: pass)
    }

    /// Begins to read some batches of a pass.
    init(_ flow: ImageFlow, order: [[Int]], pass: Int) {
        self.flow = flow
        self.order = order[...]
        let samples = FlowSamples(flow: flow, isAugmented: true)
        stream = Result { try samples.batches(order, random: samples.random(seed: flow.seed, pass: pass)) }
        targets = Result { samples.givesTargets || flow.classMode == .none ? nil : try flow.targets() }
    }

    /// The next batch, nil after the last.
    public func next() -> ImageBatch? {
        guard let indices = order.popFirst() else { return nil }
        return ImageBatch(flow, indices, Result { try content(indices) })
    }

    private func content(_ indices: [Int]) throws -> (x: Tensor, y: Tensor?) {
        guard let batch = try stream.get().next() else { throw TransferError.training(.noSamples) }
        let x = Tensor(checked: [indices.count] + flow.imageShape, batch.values[0])
        if case .values(let values, _) = batch.targets {
            let row = flow.classMode == .input ? flow.imageShape : try rowShape
            return (x, Tensor(checked: [indices.count] + row, values))
        }
        let y = try targets.get().map { all in
            let size = all.count / max(1, flow.count)
            return Tensor(
                checked: [indices.count] + all.shape.dropFirst(),
                indices.flatMap { all.values[$0 * size..<($0 + 1) * size] })
        }
        return (x, y)
    }

    /// The dimensions of one picture's targets.
    private var rowShape: [Int] { get throws { Array(try flow.targets().shape.dropFirst()) } }

    deinit { try? stream.get().cancel() }
}
