extension LabelledSamples {
    /// Tells of classes that only the samples held out for validation have: sorted by class, the last ones are of one.
    func warnOfMissingClasses(heldOut: LabelledSamples, _ compilation: Compilation) {
        guard !Planning.isOn, compilation.losses.count == 1, compilation.loss.areClassesExclusive(targets[0]) else {
            return
        }
        let missing = Set(heldOut.targets[0].classes).subtracting(targets[0].classes).sorted()
        guard !missing.isEmpty else { return }
        let isOne = missing.count == 1
        let names = missing.prefix(12).map(String.init).joined(separator: ", ") + (missing.count > 12 ? ", …" : "")
        OutputSinks.current.show(
            .warning(
                """
                validationSplit holds out the last \(heldOut.count) samples, and of class\(isOne ? "" : "es") \(names) \
                only these have any: the model cannot learn \(isOne ? "it" : "them"); bring the samples into a random order \
                first: let order = (0..<\(count + heldOut.count)).shuffled(), x.samples(order), y.samples(order)
                """))
    }
}

extension LossFunction {
    /// Whether the targets say one class for each sample.
    fileprivate func areClassesExclusive(_ targets: TargetValues) -> Bool {
        switch kind {
        case .categoricalCrossentropy, .sparseCategoricalCrossentropy: true
        case .binaryCrossentropy: targets.classCount == nil
        case .meanSquaredError, .meanAbsoluteError, .huber, .hinge: false
        }
    }
}
