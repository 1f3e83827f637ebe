import Compute
import Foundation

/// The files that a program would have written during a dry run, so that it can read them again.
final class PlannedFiles: @unchecked Sendable {
    /// What a file would hold.
    enum Content {
        /// A whole model, or its weights.
        case model(Model)
        /// An array of this shape.
        case tensor([Int])
        /// Arrays of these shapes by their names.
        case archive([String: [Int]])
        /// Features with their classes.
        case features(FeatureSet)
    }

    private let lock = NSLock()
    private var contents: [String: Content] = [:]

    /// What the file at a path would hold; nil if it would not have been written.
    subscript(path: String) -> Content? {
        get { lock.withLock { contents[Self.key(path)] } }
        set { lock.withLock { contents[Self.key(path)] = newValue } }
    }

    private static func key(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}

/// The weights of a model that would have been written to a file.
struct PlannedWeightsFile: WeightsFile {
    let layers: [WeightsFileLayer]

    init(_ model: Model) {
        layers = model.layers.filter { !$0.parameters.isEmpty }.map { layer in
            WeightsFileLayer(
                name: layer.name,
                arrays: NamedWeights.list(layer).map { weight in
                    WeightsFileArray(
                        name: WeightName.role(weight.name), qualifiedName: weight.name, shape: weight.parameter.shape
                    ) { _ in }
                })
        }
    }
}

extension Planning {
    /// Notes that pretrained weights have to be fetched, if they are not there.
    func noteIfMissing(_ file: PretrainedFile) {
        guard FileStatus(PretrainedWeights.place(of: file)) == nil else { return }
        note(
            "the weights '\(file.fileName)' of \(file.model.title) are missing; get them with: lesson weights fetch "
                + file.arguments)
    }

    /// Whether a file of weights is not there; that is noted.
    func isMissing(weights path: String) -> Bool {
        guard files[path] == nil, !FileManager.default.fileExists(atPath: path) else { return false }
        note("the weights '\(path)' are missing; assumed that they fit")
        return true
    }

    /// The shapes of weights in a file, none of which is read; nil if it is missing, which is noted.
    func weights(_ path: String) throws -> (any WeightsFile)? {
        if case .model(let model) = files[path] { return PlannedWeightsFile(model) }
        return isMissing(weights: path) ? nil : try WeightsSource.open(path)
    }

    /// Remembers a model that would have been written to a file.
    func save(_ model: Model, to path: String) throws { try save(model, to: [path]) }

    /// Remembers a model that would have been written to some files, which share one copy.
    func save(_ model: Model, to paths: [String]) throws {
        guard !paths.isEmpty else { return }
        let copy = try model.copy()
        copy.compilation = model.compilation
        for path in paths { files[path] = .model(copy) }
    }

    /// A model that would have been written to a file; nil if there is none of the path.
    func savedModel(_ path: String, compile: Bool) throws -> Model? {
        guard case .model(let saved) = files[path] else { return nil }
        let model = try saved.copy()
        if compile { model.compilation = saved.compilation }
        return model
    }
}
