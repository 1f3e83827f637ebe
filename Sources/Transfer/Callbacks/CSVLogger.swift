import Foundation

/// Writes each epoch's numbers to a file of comma-separated values, as Keras does.
public final class CSVLogger: Callback {
    let path: String
    let separator: String
    private let append: Bool
    private var names: [String]?
    private var text = ""

    /// Makes the callback; see `Callback.csvLogger`.
    public init(_ path: String, separator: String = ",", append: Bool = false) {
        self.path = path
        self.separator = separator
        self.append = append
    }

    /// What the file holds already that is to stay.
    ///
    /// Throws `TransferError.file` if there is a file that cannot be read, which must not be written over.
    func beginning() throws -> String {
        guard append else { return "" }
        let bytes: [UInt8]
        do {
            let source = try ByteSource(path)
            bytes = try source.bytes(at: 0, count: source.count)
        } catch TransferError.file(.missing) {
            return ""
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw TransferError.file(.unreadable(path: path, reason: "it is not UTF-8 text"))
        }
        return text
    }

    override var addedMetrics: [String]? { [] }

    /// Begins the file anew, or goes on at its end.
    ///
    /// Throws `TransferError.training` if the separator is empty, and `TransferError.file` if the file cannot be written,
    /// or cannot be read and should be gone on with.
    public override func trainingWillBegin(_ training: Training) throws {
        try checkSettings(training)
        names = nil
        text = try beginning()
        let header = text.split(separator: "\n").first.map { $0.components(separatedBy: separator) }
        if let header { names = Array(header.dropFirst()) }
        // A place that cannot be written to is found before the first epoch, not after it.
        try write(training)
    }

    override func checkSettings(_ training: Training) throws {
        try TrainingProblem.requirePath(path, "the path of csvLogger")
        try TrainingProblem.require(
            !separator.isEmpty, "the separator of csvLogger", "empty", "a text such as \",\" or \";\"")
    }

    /// Adds the epoch's line.
    ///
    /// Throws `TransferError.file` if the file cannot be written.
    public override func epochDidEnd(_ epoch: Int, _ training: Training) throws {
        let names = self.names ?? training.metrics.map(\.name).sorted()
        if self.names == nil { text += (["epoch"] + names).joined(separator: separator) + "\n" }
        self.names = names
        let values = names.map { name in training.metrics.first { $0.name == name }.map { "\($0.value)" } ?? "NA" }
        text += (["\(epoch)"] + values).joined(separator: separator) + "\n"
        try write(training)
    }

    private func write(_ training: Training) throws {
        try AtomicFile.write(Data(text.utf8), to: path)
        training.writtenFiles.append(WrittenFile(path: path))
    }
}

extension Callback {
    /// Writes a line an epoch to a file: the epoch, counted from 0, and its numbers by name; `append` goes on at the end
    /// of a file there is.
    public static func csvLogger(_ path: String, separator: String = ",", append: Bool = false) -> Callback {
        CSVLogger(path, separator: separator, append: append)
    }
}
