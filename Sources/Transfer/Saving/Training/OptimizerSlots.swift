import Compute

/// The arrays that an optimizer remembers of each weight, and how Keras calls and orders them.
struct OptimizerSlots {
    /// One array of each weight.
    struct Slot {
        /// Where `UpdateState` has it among a weight's arrays.
        let index: Int
        let name: String
        /// What Keras 2 and TensorFlow called it.
        let olderNames: Set<String>

        init(_ index: Int, _ name: String, _ olderNames: Set<String>) {
            (self.index, self.name, self.olderNames) = (index, name, olderNames)
        }

        fileprivate func matches(_ name: String) -> Bool {
            let parts = name.split(separator: "/").map { String($0.prefix { $0 != ":" }) }
            guard let last = parts.last else { return false }
            // TensorFlow: `Adam/dense/kernel/m`, later `Adam/m/dense/kernel`; Keras 3: `adam/dense_kernel_momentum`.
            return last.hasSuffix("_" + self.name) || olderNames.contains(last)
                || parts.count > 2 && olderNames.contains(parts[1])
        }
    }

    /// The arrays in Keras 3's order: those of a group follow each other for each weight, one group after the other.
    let groups: [[Slot]]

    init(_ optimizer: Optimizer) {
        let momentum = Slot(0, "momentum", ["m", "momentum"])
        let moments = [momentum, Slot(1, "velocity", ["v", "velocity"])]
        var own: [[Slot]] =
            switch optimizer.rule {
            case .sgd(let factor, _): factor == 0 ? [] : [[momentum]]
            case .adam(_, _, _, let amsgrad):
                [moments] + (amsgrad ? [[Slot(2, "velocity_hat", ["vhat", "velocity_hat"])]] : [])
            case .rmsprop(_, let factor, _, let centered):
                [[Slot(0, "velocity", ["rms", "velocity"])]]
                    + (factor > 0 ? [[Slot(1, "momentum", ["momentum"])]] : [])
                    + (centered ? [[Slot(factor > 0 ? 2 : 1, "average_gradient", ["mg", "average_gradient"])]] : [])
            case .adagrad: [[Slot(0, "accumulator", ["accumulator"])]]
            case .adadelta:
                [
                    [
                        Slot(0, "accumulated_grad", ["accum_grad", "accumulated_grad"]),
                        Slot(1, "accumulated_delta_var", ["accum_var", "accumulated_delta_var"]),
                    ]
                ]
            case .nadam: [moments]
            }
        let count = own.joined().count
        let steps = optimizer.settings.gradientAccumulationSteps ?? 1
        if steps > 1 {
            own.insert([Slot(count + (optimizer.settings.useEMA ? 1 : 0), "gradient_accumulator", [])], at: 0)
        }
        if optimizer.settings.useEMA { own.insert([Slot(count, "average", ["average"])], at: 0) }
        groups = own
    }

    /// For each weight its arrays in `UpdateState`'s order, out of those of a file; nil if they do not fit the shapes.
    func sorted(_ entries: [OptimizerArrays.Entry], shapes: [[Int]]) -> [[[Float]]]? {
        let slots = groups.joined().sorted { $0.index < $1.index }
        let positions = namedPositions(entries, slots, shapes.count) ?? countedPositions(entries, shapes.count)
        var result: [[[Float]]] = []
        for (weight, shape) in shapes.enumerated() {
            var arrays: [[Float]] = []
            for slot in slots {
                guard let position = positions[slot.index]?[weight], entries.indices.contains(position),
                    entries[position].shape == shape
                else { return nil }
                arrays.append(entries[position].values)
            }
            result.append(arrays)
        }
        return result
    }

    /// Where the arrays of each slot are by their names; nil if names do not tell.
    private func namedPositions(
        _ entries: [OptimizerArrays.Entry], _ slots: [Slot], _ count: Int
    ) -> [Int: [Int]]? {
        var result: [Int: [Int]] = [:]
        for slot in slots {
            // A longer name ends as a shorter one may: `velocity_hat` and `hat`.
            let found = entries.indices.filter { slot.matches(entries[$0].name) }
            guard found.count == count else { return nil }
            result[slot.index] = found
        }
        return result
    }

    /// Where the arrays of each slot are by Keras' order: in Keras 3, whose files number them, weight by weight within a
    /// group; in Keras 2 all weights of a slot, then of the next.
    private func countedPositions(_ entries: [OptimizerArrays.Entry], _ count: Int) -> [Int: [Int]] {
        let isNumbered = entries.allSatisfy { Int($0.name) != nil }
        let groups = isNumbered ? groups : groups.joined().map { [$0] }
        var result: [Int: [Int]] = [:]
        var start = 0
        for group in groups {
            for (place, slot) in group.enumerated() {
                result[slot.index] = (0..<count).map { start + $0 * group.count + place }
            }
            start += group.count * count
        }
        return result
    }
}
