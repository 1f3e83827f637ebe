import Foundation

/// A path in which `{epoch:02d}`, `{batch:04d}` and `{val_loss:.2f}` stand for the epoch and the batch in it, both counted
/// from 1, and the epoch's numbers.
struct CheckpointPath {
    let template: String

    /// A name, the least width, the decimals and the kind of number.
    private static var placeholder: Regex<(Substring, Substring, Substring?, Substring?, Substring?)> {
        /\{(\w+)(?::(0?\d{0,2})(\.\d{1,2})?([dfeg])?)?\}/
    }

    init(_ template: String) {
        self.template = template
    }

    /// Throws `TransferError.training` unless everything in braces is understood, and is the name of a number there will be.
    func check(_ expected: ExpectedMetrics, atBatches: Bool) throws {
        try check()
        try TrainingProblem.require(
            atBatches || !names("batch"), "the checkpoint's path", template,
            "a path without {batch}, or saveFrequency: .batches(100)")
        for name in metrics { try expected.check(name) }
    }

    /// The numbers that count, which have no decimals.
    private static let counters = ["epoch", "batch"]

    /// The numbers that the path names besides those of the epoch and the batch.
    var metrics: [String] {
        template.matches(of: Self.placeholder).map { String($0.1) }.filter { !Self.counters.contains($0) }
    }

    /// Whether the path holds a number of the name.
    func names(_ name: String) -> Bool { template.matches(of: Self.placeholder).contains { $0.1 == name } }

    /// Throws `TransferError.training` unless everything in braces is understood.
    func check() throws {
        var isUnderstood = !template.replacing(Self.placeholder, with: "").contains { $0 == "{" || $0 == "}" }
        for match in template.matches(of: Self.placeholder) {
            let isWhole = match.4 == "d"
            if Self.counters.contains(String(match.1)) ? match.3 != nil || !(isWhole || match.4 == nil) : isWhole {
                isUnderstood = false
            }
        }
        guard isUnderstood else {
            throw TransferError.training(
                .invalidSetting(
                    setting: "the checkpoint's path", value: template,
                    allowed:
                        "a path with {epoch}, {epoch:02d}, {batch}, or a metric as in {val_loss:.2f}, and no other braces"
                ))
        }
    }

    /// The path after an epoch, or a batch of it.
    ///
    /// Throws `TransferError.training` if it names a metric that there is not.
    func name(epoch: Int, batch: Int = 0, _ metrics: [(name: String, value: Double)]) throws -> String {
        var result = ""
        var rest = Substring(template)
        while let match = rest.firstMatch(of: Self.placeholder) {
            result += rest[..<match.range.lowerBound]
            let (name, width) = (String(match.1), match.2.map(String.init) ?? "")
            if Self.counters.contains(name) {
                result += String(format: "%\(width)ld", name == "epoch" ? epoch : batch)
            } else if let metric = metrics.first(where: { $0.name == name }) {
                let precision = match.3.map(String.init) ?? ""
                result +=
                    match.4.map { String(format: "%\(width)\(precision)\($0)", metric.value) } ?? "\(metric.value)"
            } else {
                throw TransferError.training(.unknownMonitor(monitor: name, known: ["epoch"] + metrics.map(\.name)))
            }
            rest = rest[match.range.upperBound...]
        }
        return result + rest
    }
}
