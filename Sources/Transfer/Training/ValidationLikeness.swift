extension LabelledSamples {
    /// Throws if validation samples do not have the dimensions and classes of these, which fit the model.
    func check(validation: LabelledSamples) throws {
        try source.check(validation: validation.source)
        for (training, validation) in zip(targets, validation.targets) {
            guard let expected = training.classCount, let received = validation.classCount, expected != received else {
                continue
            }
            throw TransferError.training(.validationClasses(validation: received, names: [], training: expected))
        }
    }
}

extension SampleSource {
    /// Throws if validation samples do not have the dimensions of these, which fit the model.
    func check(validation: any SampleSource) throws {
        guard validation.sampleShapes == sampleShapes else {
            throw TransferError.training(
                .validationShapes(validation: validation.sampleShapes, training: sampleShapes))
        }
    }
}

extension ImageFlow {
    /// Throws if validation pictures have another size or number of classes than these, which fit the model, and tells
    /// of classes with other numbers: every one would count as a mistake.
    func check(validation: ImageFlow, _ loss: LossFunction) throws {
        guard validation.imageShape == imageShape else {
            throw TransferError.training(
                .validationShapes(validation: [validation.imageShape], training: [imageShape]))
        }
        let areKnown = givenTargets == nil && validation.givenTargets == nil && !isAssumed && !validation.isAssumed
        guard areKnown, !classNames.isEmpty, !validation.classNames.isEmpty, classNames != validation.classNames else {
            return
        }
        // A number for all classes together, as a regression has, fits any of them.
        if validation.classNames.count != classNames.count, classMode == .categorical || loss.isSparse {
            throw TransferError.training(
                .validationClasses(
                    validation: validation.classNames.count, names: validation.classNames, training: classNames.count))
        }
        OutputSinks.current.show(
            .warning(
                """
                the classes of the validation data are \(Words.list(validation.classNames, atMost: 12)), those of the \
                training data \(Words.list(classNames, atMost: 12)), so that the same number is not the same class; give \
                both flows the same classes:
                """))
    }
}
