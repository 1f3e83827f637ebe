import Foundation
package import Transfer

/// What there is of a file of pretrained weights on this machine.
package enum WeightsState: Hashable, Sendable {
    /// The file is there and right.
    case ok
    /// The file is there, but damaged or cut off.
    case corrupt(reason: String)
    /// A download has brought this many bytes so far, of a total that is known if the server has told it.
    case partial(byteCount: Int, total: Int?)
    /// There is nothing.
    case missing

    /// Looks at a file in Keras' folder, or among the engine's resources.
    ///
    /// Reads the whole file if `isThorough`, and else only if it has changed since it was last found right.
    package init(of file: PretrainedFile, in folder: String = PretrainedWeights.folder, isThorough: Bool = false) {
        let path = PretrainedWeights.place(of: file, in: folder)
        switch PretrainedWeights.check(file, at: path, isThorough: isThorough) {
        case nil: self = .ok
        case .missingWeights:
            let part = PartialDownload.progress(besides: path)
            self = part.byteCount > 0 ? .partial(byteCount: part.byteCount, total: part.total) : .missing
        case let problem?: self = .corrupt(reason: TransferError.file(problem).description)
        }
    }
}
