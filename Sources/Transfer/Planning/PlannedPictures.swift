import Compute

/// The seconds and bytes that the pictures of flows take.
struct PlannedPictures {
    /// Seconds of one thread.
    private(set) var seconds = 0.0
    /// Bytes of the decoded pictures that are kept.
    private(set) var byteCount = 0

    /// How many of a flow's pictures are tried.
    private static let sampleCount = 3

    /// Adds passes through a flow; a few of its pictures, if they are there, are read to see how long that takes.
    ///
    /// Throws `TransferError.imageData` if the generator's settings cannot be used.
    mutating func add(_ samples: FlowSamples, passes: Int) throws {
        let flow = samples.flow
        let preparation = try flow.generator.preparation(channels: flow.imageShape[2])
        guard passes > 0 else { return }
        var supply = flow.supply
        var kept = 0
        if case .files(let files) = supply {
            let size = flow.imageShape.reduce(1, *)
            kept = min(flow.count, PictureCache.limit / max(size, 1))
            byteCount += kept * size
            // What is read here must not stay in memory.
            supply = .files(PictureFiles(paths: files.paths, reading: files.reading))
        }
        guard let worker = try? PictureWorker(supply, preparation) else { return }
        let buffer = UnsafeMutableBufferPointer<Float>.allocate(capacity: flow.imageShape.reduce(1, *))
        defer { buffer.deallocate() }
        let random = samples.isDeterministic ? nil : RandomStream(seed: 0, number: 0)
        var (first, next) = ([Double](), [Double]())
        for number in 0..<min(Self.sampleCount, flow.count) {
            let index = number * flow.count / Self.sampleCount
            func seconds() -> Double? {
                let start = ContinuousClock.now
                guard (try? worker.prepare(index, random: random, into: buffer)) != nil else { return nil }
                return start.secondsSince
            }
            // The second time the picture is decoded already.
            guard let reading = seconds(), let preparing = seconds() else { continue }
            first.append(reading)
            next.append(preparing)
        }
        guard !first.isEmpty else { return }
        let reading = first.sorted()[first.count / 2]
        let preparing = next.sorted()[next.count / 2]
        let later = Double(kept) * preparing + Double(flow.count - kept) * reading
        seconds += Double(flow.count) * reading + Double(passes - 1) * later
    }
}
