import Foundation
package import Transfer

/// All that is known about the weights of a network, as text.
package struct WeightsInfo {
    private let model: PretrainedModel
    private let files: [PretrainedFile]
    private let folder: String

    /// Describes the files of one variant of a network.
    package init(model: PretrainedModel, files: [PretrainedFile], folder: String = PretrainedWeights.folder) {
        self.model = model
        self.files = files
        self.folder = folder
    }

    /// The text, a paragraph for each file.
    package var text: String {
        var lines = ["\(model.title), trained on ImageNet", "  licence     \(model.licence)"]
        if model.alphas.count > 1 {
            lines.append("  alphas      \(model.alphas.map { "\($0)" }.joined(separator: ", "))")
        }
        if !model.sizes.isEmpty {
            lines.append("  sizes       \(model.sizes.map(String.init).joined(separator: ", ")) pixels")
        }
        lines.append("  looked for  among the engine's resources, then in")
        lines.append("              \(folder)")
        return (lines + files.flatMap(paragraph)).joined(separator: "\n")
    }

    private func paragraph(_ file: PretrainedFile) -> [String] {
        let state = WeightsState(of: file, in: folder)
        var lines = ["", "\(file.variant): \(Self.word(for: state))"]
        if case .corrupt(let reason) = state { lines.append("  problem     \(reason)") }
        lines.append("  file        \(file.fileName)")
        lines.append("  parameters  \(Self.grouped(file.parameterCount))")
        if let count = file.byteCount { lines.append("  size        \(Self.grouped(count)) bytes") }
        lines.append("  md5         \(file.md5 ?? "Keras checks none; the server's is compared while fetching")")
        if let address = file.address {
            lines.append("  address     \(address)")
            lines.append("  command     lesson weights fetch \(file.arguments)")
        }
        return lines
    }

    private static func word(for state: WeightsState) -> String {
        switch state {
        case .ok: "here"
        case .corrupt: "damaged"
        case .partial(let count, let total): "the first \(ByteCount.progress(count, of: total)) are here"
        case .missing: "not here"
        }
    }

    private static func grouped(_ number: Int) -> String {
        number.formatted(.number.grouping(.automatic).locale(Locale(identifier: "en_US")))
    }
}
