import Foundation

/// Finds pretrained weights on this machine: in the engine's own resources, then where Keras keeps them.
package enum PretrainedWeights {
    /// Keras' folder of weights: `$KERAS_HOME/models`, or `~/.keras/models`.
    package static var folder: String {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
        guard let keras = environment["KERAS_HOME"], !keras.isEmpty else { return "\(home)/.keras/models" }
        let base = keras == "~" || keras.hasPrefix("~/") ? home + keras.dropFirst() : keras
        return URL(fileURLWithPath: base).appendingPathComponent("models").path
    }

    /// The file with the weights of a variant of a network.
    ///
    /// `size` in pixels is that of the pictures; only the MobileNets have several, 224 if nil. Throws
    /// `TransferError.model` if there are no weights for this width multiplier or size.
    package static func file(
        _ model: PretrainedModel, includeTop: Bool = false, alpha: Double = 1, size: Int? = nil
    ) throws -> PretrainedFile {
        // A multiplier that went through 32 bits is not exactly the same number.
        guard let listed = model.alphas.first(where: { abs($0 - alpha) < 1e-6 }) else {
            let numbers = model.alphas.map { "\($0)" }.joined(separator: ", ")
            throw TransferError.model(
                .invalidBackbone(
                    model: "\(model.title) with the weights of ImageNet", expected: "one of the alphas \(numbers)",
                    received: "\(alpha)"))
        }
        guard !model.sizes.isEmpty else {
            return PretrainedFile(model: model, alpha: listed, includesTop: includeTop)
        }
        guard model.sizes.contains(size ?? 224) else {
            let numbers = model.sizes.map(String.init).joined(separator: ", ")
            throw TransferError.model(
                .invalidBackbone(
                    model: "\(model.title) with the weights of ImageNet", expected: "one of the sizes \(numbers)",
                    received: "\(size ?? 224)"))
        }
        return PretrainedFile(model: model, alpha: listed, size: size ?? 224, includesTop: includeTop)
    }

    /// Where a file of weights lies, after its size and checksum were found right.
    ///
    /// `folder` is Keras' folder of weights. Throws `TransferError.file`: `missingWeights`, with the command that
    /// fetches the file, or `corruptWeights`.
    package static func path(of file: PretrainedFile, in folder: String = folder) throws -> String {
        guard file.address != nil else { return try Resources.path(file.fileName) }
        let path = place(of: file, in: folder)
        if let problem = check(file, at: path) { throw TransferError.file(problem) }
        return path
    }

    /// Where a file of weights lies, or would lie if it were there.
    package static func place(of file: PretrainedFile, in folder: String = folder) -> String {
        (try? Resources.path(file.fileName)) ?? "\(folder)/\(file.fileName)"
    }

    /// What is wrong with a file of weights; nil if nothing is.
    ///
    /// A file that was found right and has not changed since is not read again, unless `isThorough`.
    package static func check(_ file: PretrainedFile, at path: String, isThorough: Bool = false) -> FileProblem? {
        guard let status = FileStatus(path) else { return missing(file, at: path) }
        func corrupt(_ expected: String, _ found: String) -> FileProblem {
            .corruptWeights(
                path: path, expected: expected, found: found,
                command: file.address == nil ? "swift build -c release" : "\(fetch) \(file.arguments) --force")
        }
        if let expected = file.byteCount, expected != status.byteCount {
            return corrupt("\(expected) bytes", "\(status.byteCount)")
        }
        guard let expected = file.md5 else {
            return HDF5Extent.defect(ofFile: path).map { corrupt("a whole HDF5 file", $0) }
        }
        let memory = VerifiedFiles()
        if !isThorough, memory.contains(path, status: status, md5: expected) { return nil }
        guard let found = MD5.hex(ofFile: path) else {
            return .unreadable(path: path, reason: "reading it stopped before its end")
        }
        guard found == expected else { return corrupt("the MD5 \(expected)", found) }
        memory.insert(path, status: status, md5: expected)
        return nil
    }

    /// Notes that a file, as it is now, has the checksum that Keras demands, because it was just found so.
    package static func remember(_ file: PretrainedFile, at path: String) {
        guard let md5 = file.md5, let status = FileStatus(path) else { return }
        VerifiedFiles().insert(path, status: status, md5: md5)
    }

    private static let fetch = "lesson weights fetch"

    private static func missing(_ file: PretrainedFile, at path: String) -> FileProblem {
        guard let address = file.address else { return .missingResource(name: file.fileName) }
        return .missingWeights(
            file: file.fileName, model: file.model.title,
            folder: URL(fileURLWithPath: path).deletingLastPathComponent().path, address: address,
            command: "\(fetch) \(file.arguments)")
    }
}
