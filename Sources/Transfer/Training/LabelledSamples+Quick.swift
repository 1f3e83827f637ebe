import Compute

extension LabelledSamples {
    /// The samples that a quick run trains on: of each class its share; in a full run all of them.
    func thinned() -> LabelledSamples {
        guard QuickFactor.current < 1 else { return self }
        let kept = QuickFactor.samples(of: strata)
        return LabelledSamples(
            source: ThinnedSamples(source: source, kept: kept), targets: targets.map { $0.samples(kept) },
            weights: weights.map { all in kept.map { all[$0] } })
    }

    /// The class of each sample; where the first output is not one of classes, all samples are of one.
    private var strata: [Int] {
        switch targets.first {
        case .classes(let numbers)?: numbers.map { Int($0) }
        case .values(let values, let count)? where values.count > count: targets[0].classes
        case .values(let values, let count)? where values.count == count && values.allSatisfy { $0 == 0 || $0 == 1 }:
            values.map { Int($0) }
        default: Array(repeating: 0, count: count)
        }
    }
}

/// Some of another source's samples.
struct ThinnedSamples: SampleSource {
    let source: any SampleSource
    /// Which of the other source's samples these are.
    let kept: [Int]

    var count: Int { kept.count }
    var sampleShapes: [[Int]] { source.sampleShapes }
    var isDeterministic: Bool { source.isDeterministic }
    var givesTargets: Bool { source.givesTargets }

    func batches(_ order: [[Int]], random: RandomStream?) throws -> any BatchStream {
        try source.batches(order.map { batch in batch.map { kept[$0] } }, random: random)
    }
}

extension ThinnedSamples: FingerprintedSource {
    func add(to fingerprint: inout TrainingFingerprint) throws -> Bool {
        fingerprint.add(settings: kept)
        return try (source as? any FingerprintedSource)?.add(to: &fingerprint) ?? false
    }

    func beginUse() { (source as? any FingerprintedSource)?.beginUse() }

    func addContents(of indices: [Int], to fingerprint: inout TrainingFingerprint) throws -> Bool {
        let numbers = indices.map { kept[$0] }
        return try (source as? any FingerprintedSource)?.addContents(of: numbers, to: &fingerprint) ?? false
    }
}
