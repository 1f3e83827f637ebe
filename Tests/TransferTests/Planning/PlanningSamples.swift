import Foundation
import Synchronization

@testable import Transfer

/// Dry runs for tests, and what they tell.
enum PlanningSamples {
    /// What a dry run told.
    final class Told: Sendable {
        private let events = Mutex<[PlanningEvent]>([])

        func append(_ event: PlanningEvent) { events.withLock { $0.take(event) } }

        var calls: [PlannedCall] {
            events.withLock { $0.compactMap { if case .call(let call) = $0 { call } else { nil } } }
        }

        var notes: [String] {
            events.withLock { $0.compactMap { if case .note(let note) = $0 { note } else { nil } } }
        }
    }

    /// Runs the body dry, silently.
    static func planning<T>(_ told: Told = Told(), _ body: () throws -> T) throws -> T {
        let planning = Planning { told.append($0) }
        Planning.current = planning
        defer { Planning.current = nil }
        var result: T?
        _ = try RecordingSink.recording { result = try body() }
        guard let result else { throw CocoaError(.featureUnsupported) }
        return result
    }

    /// A small classifier of pictures, compiled.
    static func classifier(_ classes: Int = 3, size: Int = 32, name: String = "small") throws -> Sequential {
        let model = try Sequential(name: name) {
            Input(shape: [size, size, 3])
            Conv2D(8, kernelSize: 3, activation: .relu)
            GlobalAveragePooling2D()
            Dense(classes, activation: .softmax)
        }
        try model.compile(optimizer: .adam(learningRate: 1e-3), loss: .categoricalCrossentropy)
        return model
    }
}
