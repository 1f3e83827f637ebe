import Compute

/// A flow's pictures as a model's samples: as they are, or changed at random for training.
struct FlowSamples: SampleSource {
    let flow: ImageFlow
    let isAugmented: Bool

    private var settings: AugmentationSettings { flow.generator.settings }

    var count: Int { flow.count }
    var sampleShapes: [[Int]] { [flow.imageShape] }
    var isDeterministic: Bool { !(isAugmented && settings.isRandom) }
    var givesTargets: Bool { flow.classMode == .input || isAugmented && settings.mixesBatches }

    func batches(_ order: [[Int]], random: RandomStream?) throws -> any BatchStream {
        if Planning.isOn { return try plannedBatches(order) }
        var preparation = try flow.generator.preparation(channels: flow.imageShape[2])
        // Nobody but the memo asks what a function made of the pictures.
        if preparation.preprocessing?.isFunction == true, TrainingMemo.current != nil {
            preparation.digests = flow.prepared
        }
        return PrefetchedBatches(order, random: random, flow.supply, preparation, targets: try targets())
    }

    func targets() throws -> BatchTargets {
        if flow.classMode == .input { return .inputs }
        guard isAugmented, settings.mixesBatches else { return .ofSamples }
        let targets = try flow.targets()
        return .mixed(
            BatchMixing(
                mixupAlpha: settings.mixupAlpha, cutmixAlpha: settings.cutmixAlpha, targets: targets.values,
                columns: targets.count / max(1, flow.count)))
    }
}
