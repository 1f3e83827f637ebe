package import Transfer

/// All files of pretrained weights that there are, and what of them is on this machine.
package struct WeightsShelf {
    /// Keras' folder of weights.
    package let folder: String

    /// Looks into Keras' folder.
    package init(folder: String = PretrainedWeights.folder) {
        self.folder = folder
    }

    /// A file and what there is of it.
    package struct Entry: Hashable, Sendable {
        /// The file.
        package let file: PretrainedFile
        /// What there is of it.
        package let state: WeightsState
    }

    /// The files of one network or of all, without top first.
    package static func files(of model: PretrainedModel? = nil) -> [PretrainedFile] {
        (model.map { [$0] } ?? PretrainedModel.allCases).flatMap(\.files)
    }

    /// The files of one network or of all, with what there is of each.
    ///
    /// Without `isComplete`, of the MobileNets' many variants only those that are here and the usual ones.
    package func entries(of model: PretrainedModel? = nil, isComplete: Bool = false) -> [Entry] {
        Self.files(of: model).compactMap { file in
            let state = WeightsState(of: file, in: folder)
            return isComplete || file.isUsual || state != .missing ? Entry(file: file, state: state) : nil
        }
    }

    /// Reads every file that is here from beginning to end.
    package func verify(_ model: PretrainedModel? = nil) -> [Entry] {
        entries(of: model, isComplete: true).compactMap { entry in
            switch entry.state {
            case .missing, .partial: nil
            case .ok, .corrupt:
                Entry(file: entry.file, state: WeightsState(of: entry.file, in: folder, isThorough: true))
            }
        }
    }
}
