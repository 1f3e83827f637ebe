/// The weights file that a backbone is made from.
struct BackboneFile {
    let contents: any WeightsFile
    let path: String

    init(_ contents: any WeightsFile, path: String) {
        self.contents = contents
        self.path = path
    }

    /// Opens the file that a network's weights are to come from; nil for random weights.
    ///
    /// Throws `TransferError.file` if it is missing, damaged or holds no weights, and `TransferError.model` if there are none of
    /// ImageNet for `alpha`.
    init?(_ model: PretrainedModel, _ settings: BackboneSettings, alpha: Double = 1) throws {
        switch settings.weights {
        case .imagenet:
            let size = model.size(forHeight: settings.inputShape[0], width: settings.inputShape[1])
            let file = try PretrainedWeights.file(model, includeTop: settings.includeTop, alpha: alpha, size: size)
            if let planning = Planning.current {
                planning.noteIfMissing(file)
                return nil
            }
            path = try PretrainedWeights.path(of: file)
        case .file(let given):
            if let planning = Planning.current, planning.isMissing(weights: given) { return nil }
            path = given
        case .none: return nil
        }
        contents = try WeightsSource.open(path)
    }
}
