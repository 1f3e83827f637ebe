/// Why a model could not be trained or evaluated.
public enum TrainingProblem: Hashable, Sendable {
    /// `compile` has not been called.
    case notCompiled(model: String)
    /// There is no weight that training could change.
    case nothingTrainable(model: String)
    /// The model has another number of outputs than there are classes.
    case wrongClassCount(model: String, outputs: [Int], classes: Int)
    /// The validation data have another number of classes than the training data; `names` are theirs, if they have names.
    case validationClasses(validation: Int, names: [String], training: Int)
    /// The validation samples have other dimensions than the training samples, of each input.
    case validationShapes(validation: [[Int]], training: [[Int]])
    /// The loss does not fit how the targets are given.
    case wrongTargets(loss: String, expected: String, received: String)
    /// A target that is no class number of the model.
    case classOutOfRange(value: Float, classes: Int)
    /// The model has another number of outputs than targets were given for.
    case wrongTargetCount(model: String, outputs: [String], received: Int)
    /// Inputs and targets differ in their number of samples.
    case unequalCounts(inputs: Int, targets: Int)
    /// The optimizer has trained weights of another model.
    case usedOptimizer(model: String, optimizer: String)
    /// There are no samples.
    case noSamples
    /// A setting is outside what is allowed.
    case invalidSetting(setting: String, value: String, allowed: String)
    /// The loss is no longer a number; `source` says where the first such numbers are.
    case lossNotFinite(model: String, loss: String, epoch: Int, batch: Int, source: String, learningRate: Double)
    /// The loss is no longer a number because an input is none; `index` is the number's position within the sample.
    case inputNotFinite(input: String, value: String, sample: Int, index: [Int])
    /// Whether more or less of a watched metric is better cannot be told by its name.
    case unknownDirection(monitor: String)
    /// A callback watches a metric that there is not.
    case unknownMonitor(monitor: String, known: [String])

    /// What a model is to end with that gives something else.
    private static func ending(outputs: [Int], classes: Int) -> String {
        let layer = classes == 1 ? "Dense(1, activation: .sigmoid)" : "Dense(\(classes), activation: .softmax)"
        if outputs.count > 1 {
            return "put GlobalAveragePooling2D() or Flatten() before its end, which is to be \(layer)"
        }
        return "end it with \(layer), or give data of \(outputs.last ?? 0) classes"
    }

    /// The sentence for people.
    var message: String {
        switch self {
        case .notCompiled(let model):
            "model '\(model)' has no optimizer and loss yet; call compile(optimizer:loss:metrics:) first"
        case .nothingTrainable(let model):
            "nothing in model '\(model)' can be trained: every layer with weights is frozen; unfreeze one, or add a Dense layer"
        case .wrongClassCount(let model, let outputs, let classes):
            "model '\(model)' gives \(Shapes.text(outputs)), but the data have "
                + (classes == 1 ? "one number a sample" : "\(classes) classes") + "; "
                + Self.ending(outputs: outputs, classes: classes)
        case .validationClasses(let validation, let names, let training):
            """
            the validation data have \(validation) class\(validation == 1 ? "" : "es")\
            \(names.isEmpty ? "" : " (\(Words.list(names)))"), the training data \(training); give both the same classes\
            \(names.isEmpty ? "" : ":")
            """
        case .validationShapes(let validation, let training):
            """
            the validation data have samples of shape \(Self.text(validation)), the training data of shape \
            \(Self.text(training)); give both the same shape, pictures the same targetSize: and colorMode:
            """
        case .wrongTargets(let loss, let expected, let received):
            "the loss \(loss) takes \(expected), but received \(received); change the loss or the targets"
        case .classOutOfRange(let value, let classes):
            "the targets hold \(value), but the model has classes 0 to \(classes - 1); number the classes from 0"
        case .wrongTargetCount(let model, let outputs, let received):
            """
            model '\(model)' has \(outputs.count) outputs (\(Words.list(outputs))), but targets were given for \(received); \
            give an array of targets for each output, and compile with a loss for each
            """
        case .unequalCounts(let inputs, let targets):
            "there are \(inputs) inputs but \(targets) targets; give one target for each input"
        case .usedOptimizer(let model, let optimizer):
            """
            the optimizer \(optimizer) of model '\(model)' has trained another model, of whose weights it keeps a memory; \
            call compile with an optimizer of its own
            """
        case .noSamples:
            "there are no samples to train on or evaluate; give at least one"
        case .invalidSetting(let setting, let value, let allowed):
            "\(setting) was \(value); give \(allowed)"
        case .lossNotFinite(let model, let loss, let epoch, let batch, let source, let learningRate):
            """
            the loss of model '\(model)' became \(loss) in epoch \(epoch), batch \(batch): \(source); expected a finite \
            loss: lower the learning rate (\(learningRate)), clip the gradients (clipNorm: 1) or rescale the inputs
            """
        case .inputNotFinite(let input, let value, let sample, let index):
            """
            \(input) holds \(value) at sample \(sample), index \(index.count == 1 ? "\(index[0])" : "\(index)"), so the loss \
            became no number; give finite numbers: replace it, or leave the sample out
            """
        case .unknownDirection(let monitor):
            """
            a callback watches '\(monitor)', of which it cannot tell whether more or less is better; give mode: .min or \
            mode: .max
            """
        case .unknownMonitor(let monitor, let known):
            """
            a callback asks for '\(monitor)', which this training does not measure; available are: \
            \(Words.list(known, atMost: 12)); \(Self.remedy(monitor, known))
            """
        }
    }

    private static func text(_ shapes: [[Int]]) -> String { shapes.map { "\($0)" }.joined(separator: " and ") }

    private static func remedy(_ monitor: String, _ known: [String]) -> String {
        let isValidated = known.contains { $0.hasPrefix("val_") }
        if !isValidated, monitor.hasPrefix("val_") {
            let plain = String(monitor.dropFirst(4))
            let instead = known.contains(plain) ? plain : "loss"
            return "give fit validationData:, which the numbers that begin with val_ need, or ask for '\(instead)'"
        }
        return Words.suggestion(for: monitor, among: known).map { "did you mean '\($0)'?" }
            ?? "ask for one of these, or add the metric in compile"
    }
}
