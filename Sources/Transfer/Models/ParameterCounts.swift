import Compute
import Foundation

extension Model {
    /// The weights that training changes, of the layers that are trainable now.
    func trainedParameters() throws -> [Parameter] {
        let changeable = Set(allLayers.flatMap(\.trainableParameters).map { ObjectIdentifier($0) })
        return try builtNetwork().graph().nodes.filter(\.isTrainable).flatMap(\.parameters).filter {
            changeable.contains(ObjectIdentifier($0))
        }
    }
}

/// How many of a model's numbers training changes.
struct ParameterCounts {
    private(set) var trainable = 0
    private(set) var frozen = 0

    init(_ model: Model) {
        var seen: Set<ObjectIdentifier> = []
        add(model, &seen)
    }

    private mutating func add(_ layer: Layer, _ seen: inout Set<ObjectIdentifier>) {
        guard seen.insert(ObjectIdentifier(layer)).inserted else { return }
        if let model = layer as? Model {
            for layer in model.layers { add(layer, &seen) }
            return
        }
        let count = layer.trainableParameters.reduce(0) { $0 + $1.count }
        if layer.trainable { trainable += count } else { frozen += count }
        frozen += layer.otherParameters.reduce(0) { $0 + $1.count }
    }

    /// A number of parameters with the memory they take: `1,084 (4.23 KB)`.
    static func text(_ count: Int, byteCount: Int? = nil) -> String {
        var size = Double(byteCount ?? count * MemoryLayout<Float>.size)
        var unit = "B"
        for next in ["KB", "MB", "GB"] where size >= 1024 {
            size /= 1024
            unit = next
        }
        return "\(grouped(count)) (\(String(format: "%.2f", size)) \(unit))"
    }

    /// A number with a comma after every third digit from the right.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (position, digit) in String(number).reversed().enumerated() {
            if position > 0 && position % 3 == 0 { text = "," + text }
            text = String(digit) + text
        }
        return text
    }
}

/// How many numbers an optimizer remembers, counted as Keras does: nothing before its first step, then also the number
/// of steps (8 bytes) and the learning rate.
struct OptimizerCounts {
    let count: Int
    let byteCount: Int

    init(_ optimizer: Optimizer?) {
        guard let optimizer, optimizer.iterations > 0 else {
            (count, byteCount) = (0, 0)
            return
        }
        let remembered = optimizer.state.rememberedCount
        count = remembered + 2
        byteCount = remembered * MemoryLayout<Float>.size + 12
    }
}
