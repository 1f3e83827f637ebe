import Foundation

/// How well a model does on some data.
public struct Evaluation: Hashable, Sendable, CustomStringConvertible {
    private let names: [String]
    private let values: [Double]

    init(_ named: [(name: String, value: Double)]) {
        names = named.map(\.name)
        values = named.map(\.value)
    }

    /// The mean loss, regularization included.
    public var loss: Double { self["loss"] ?? .nan }

    /// The accuracy, if the model is compiled with it.
    public var accuracy: Double? { self["accuracy"] }

    /// A number by Keras' name, for example `precision`; nil if the model is not compiled with it.
    public subscript(name: String) -> Double? { names.firstIndex(of: name).map { values[$0] } }

    /// The numbers by Keras' names, the loss first.
    public var metrics: [(name: String, value: Double)] { Array(zip(names, values)) }

    /// The metrics with four decimals, as Keras prints them.
    public var description: String { Self.text(metrics) }

    static func text(_ metrics: [(name: String, value: Double)]) -> String {
        metrics.map { "\($0.name): \(number($0.value))" }.joined(separator: " - ")
    }

    private static func number(_ value: Double) -> String {
        String(format: abs(value) > 1e-3 || value == 0 ? "%.4f" : "%.4e", value)
    }
}
