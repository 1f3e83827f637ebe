/// Everything the engine refuses, as data; `description` is the sentence for people, ending in the remedy.
public enum TransferError: Error, Hashable, Sendable {
    /// A picture file that could not be read.
    case picture(PictureProblem)
    /// A tensor that could not be made.
    case tensor(TensorProblem)
    /// A file of numbers or weights that could not be used.
    case file(FileProblem)
    /// A layer that could not be made, called or found.
    case layer(LayerProblem)
    /// A model that could not be made or used.
    case model(ModelProblem)
    /// A whole model that could not be read from a file, written to one, or copied.
    case savedModel(SavedModelProblem)
    /// Training that could not be done.
    case training(TrainingProblem)
    /// A folder of pictures that could not be used.
    case folder(FolderProblem)
    /// Pictures that could not be prepared, or a flow of them that could not be made.
    case imageData(ImageDataProblem)
    /// A data set that could not be found or used.
    case dataset(DatasetProblem)
    /// A kernel library that failed.
    case engine(reason: String)
    /// Labels and predictions that no report can be made from.
    case report(ReportProblem)
}

extension TransferError {
    /// Whether something is missing or damaged on this machine that no change of the cell would mend.
    package var isEnvironmentFailure: Bool {
        switch self {
        case .dataset(.missing), .file(.missingWeights), .file(.corruptWeights), .file(.missingResource): true
        default: false
        }
    }
}

extension TransferError {
    /// Whether the error is one of the program itself, whatever data and weights there are; in a dry run that has guessed
    /// something about missing data, what depends on that is not.
    package var isIndependentOfData: Bool {
        // What does not fit a guessed number of classes or samples may fit the real one.
        let isGuessed = Planning.current?.assumptions.areMade ?? false
        return switch self {
        case .training(.wrongClassCount), .training(.validationClasses), .training(.classOutOfRange),
            .training(.unequalCounts), .training(.noSamples),
            .training(.wrongTargets), .model(.unequalSamples), .tensor, .report:
            !isGuessed
        case .layer, .model, .training: true
        case .file(.weightsDiffer), .file(.noCommonLayer), .file(.unknownEnding): true
        case .savedModel(.notDescribable), .savedModel(.unknownFormat): true
        case .folder(.invalidSetting): true
        case .imageData(.unreadableList), .imageData(.unreadableFolder), .imageData(.listLine), .imageData(.empty):
            false
        case .imageData: true
        case .picture, .file, .savedModel, .folder, .dataset, .engine: false
        }
    }
}

extension TransferError: CustomStringConvertible {
    /// One sentence that says what was expected, what was received, and what to do.
    public var description: String {
        switch self {
        case .picture(let problem): problem.message
        case .tensor(let problem): problem.message
        case .file(let problem): problem.message
        case .layer(let problem): problem.message
        case .model(let problem): problem.message
        case .savedModel(let problem): problem.message
        case .training(let problem): problem.message
        case .folder(let problem): problem.message
        case .imageData(let problem): problem.message
        case .dataset(let problem): problem.message
        case .engine(let reason): "\(reason); free some memory or use smaller batches, and run it again"
        case .report(let problem): problem.message
        }
    }
}
