import Foundation
import Testing

@testable import Transfer

/// What the suites about kept trainings share.
enum MemoLab {
    /// Runs the body with trainings kept in a folder.
    static func withMemo<T>(
        _ folder: String, engine: String = "test", limit: Int = 1 << 30, _ body: () throws -> T
    ) rethrows -> T {
        TrainingMemo.current = TrainingMemo(directory: folder, engine: engine, limit: limit, leastSeconds: 0)
        defer { TrainingMemo.current = nil }
        return try body()
    }

    /// How many trainings the body did not do because they were kept.
    static func restored(_ body: () throws -> Void) rethrows -> Int {
        let (sink, before) = (RestoringSink(), OutputSinks.current)
        OutputSinks.current = sink
        defer { OutputSinks.current = before }
        try body()
        return sink.count
    }

    /// Whether the body trained, once, or took a kept training.
    static func isRestored(_ body: () throws -> Void) rethrows -> Bool { try restored(body) == 1 }

    /// A small compiled model of pictures of 8 × 8 pixels or of six numbers, from a seed.
    static func model(_ shape: [Int] = [6], seed: Int = 8, frozen: Bool = false) throws -> Sequential {
        setRandomSeed(seed)
        let first = Dense(12, activation: .relu, name: "first")
        let model = try Sequential(name: "small") {
            Input(shape: shape, name: "in")
            Flatten(name: "flat")
            first
            Dropout(0.3, name: "drop")
            Dense(3, activation: .softmax, name: "last")
        }
        first.trainable = !frozen
        try model.compile(optimizer: .adam(learningRate: 0.02), loss: .sparseCategoricalCrossentropy)
        return model
    }

    /// Forty samples of six numbers.
    static func x() throws -> Tensor {
        try Tensor(shape: [40, 6], values: (0..<240).map { sin(Float($0) * 0.7) })
    }

    /// Their classes.
    static func y() throws -> Tensor { try Tensor(shape: [40], values: (0..<40).map { Float($0 % 3) }) }

    /// Trains on them.
    @discardableResult
    static func fit(_ model: Model, epochs: Int = 2, _ callbacks: [Callback] = []) throws -> History {
        try model.fit(x: x(), y: y(), batchSize: 7, epochs: epochs, validationSplit: 0.2, callbacks: callbacks)
    }

    /// All files below a folder, by their paths in it.
    static func files(_ folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let enumerator = try #require(FileManager.default.enumerator(atPath: folder))
        for case let path as String in enumerator {
            if let data = FileManager.default.contents(atPath: folder + "/" + path) { files[path] = data }
        }
        return files
    }
}

/// Hears how many trainings were restored, and what was shown.
private final class RestoringSink: OutputSink, @unchecked Sendable {
    private let lock = NSLock()
    private var restored = 0

    func show(_ output: Output) {}
    func report(_ progress: WorkProgress) {}
    func trainingWasRestored(secondsSaved: Double) { lock.withLock { restored += 1 } }
    var count: Int { lock.withLock { restored } }
}
