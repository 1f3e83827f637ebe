/// What the reading of a model from a file is done with, and what there is to tell about it.
final class ModelReading {
    let path: String
    /// The shape for inputs that were saved without one, without the batch.
    let inputShape: [Int]?
    private(set) var notes: [String] = []
    private var seen: Set<String> = []

    init(path: String, inputShape: [Int]? = nil) {
        self.path = path
        self.inputShape = inputShape
    }

    /// Adds a sentence; of those with one key only the first.
    func note(_ sentence: String, once key: String? = nil) {
        if seen.insert(key ?? sentence).inserted { notes.append(sentence) }
    }

    func invalid(_ reason: String) -> TransferError { .savedModel(.invalid(path: path, reason: reason)) }

    /// Shows what there is to tell, as one warning.
    func showNotes() {
        guard !notes.isEmpty else { return }
        let more = notes.count > 5 ? ["and \(notes.count - 5) more"] : []
        OutputSinks.current.show(.warning("'\(path)': " + (notes.prefix(5) + more).joined(separator: "; ")))
    }
}
