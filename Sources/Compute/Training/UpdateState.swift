/// What an optimizer does around its rule.
package struct UpdateSettings: Hashable, Sendable {
    /// The fraction λ of each parameter that a step takes away beforehand: p ← p − λ·η·p.
    package var weightDecay: Float?
    /// How large gradients are made smaller.
    package var clipping: GradientClipping?
    /// The momentum of a moving average a ← μ·a + (1 − μ)·p of each parameter.
    package var averageMomentum: Float?
    /// After how many steps the averages take the parameters' places; at the end of training in any case.
    package var averageOverwriteFrequency: Int?
    /// How many batches' gradients are averaged for one change of the parameters.
    package var accumulationSteps = 1

    /// Makes settings that do nothing.
    package init() {}
}

/// A rule with what it remembers of every parameter; memory for a parameter is made when it is first changed.
package final class UpdateState {
    private struct Slots {
        let parameter: Parameter
        let memory: [AlignedBuffer]
        let average: AlignedBuffer?
        let accumulated: AlignedBuffer?

        var all: [AlignedBuffer] { memory + [average, accumulated].compactMap { $0 } }
    }

    private let rule: UpdateRule
    private let settings: UpdateSettings
    private var slots: [ObjectIdentifier: Slots] = [:]
    /// Nadam's product of momenta.
    package private(set) var momentumProduct: Float = 1
    /// How many batches have been seen.
    package private(set) var iterations = 0

    /// Makes a state without memory.
    package init(_ rule: UpdateRule, _ settings: UpdateSettings = UpdateSettings()) {
        self.rule = rule
        self.settings = settings
    }

    /// Changes parameters along their gradients, each with its own rate; a parameter may appear once.
    package func step(_ gradients: [ParameterGradient], rate: (Parameter) -> Float) {
        let slots = gradients.map { memory(of: $0.parameter) }
        if settings.accumulationSteps <= 1 || isLastOfGroup(gradients, slots) {
            settings.clipping?.apply(to: gradients)
            let step = updates + 1
            if case .nadam(let beta1, _, _) = rule { momentumProduct *= UpdateRule.nadamMomentum(beta1, step: step) }
            let factors = StepFactors(step: step, momentumProduct: momentumProduct)
            for (gradient, slots) in zip(gradients, slots) {
                let rate = rate(gradient.parameter)
                gradient.parameter.update { p in
                    if let decay = settings.weightDecay { for i in p.indices { p[i] -= p[i] * decay * rate } }
                    rule.step(p, gradient.address, rate: rate, slots.memory.map(\.floats), factors)
                }
            }
        }
        for slots in slots { average(slots) }
        iterations += 1
    }

    /// How often the parameters have been changed.
    private var updates: Int { iterations / max(settings.accumulationSteps, 1) }

    /// Puts the moving averages in the parameters' places, if there are any.
    package func finish() {
        for slots in slots.values { overwrite(slots) }
    }

    /// Adds the gradients to those of the batches before; true with their mean after the last batch of a group.
    private func isLastOfGroup(_ gradients: [ParameterGradient], _ slots: [Slots]) -> Bool {
        let isLast = (iterations + 1) % settings.accumulationSteps == 0
        for (gradient, slots) in zip(gradients, slots) {
            guard let sum = slots.accumulated?.floats else { continue }
            for i in 0..<gradient.parameter.count {
                let total = gradient.address[i] + sum[i]
                gradient.address[i] = total / Float(settings.accumulationSteps)
                sum[i] = isLast ? 0 : total
            }
        }
        return isLast
    }

    private func average(_ slots: Slots) {
        guard let average = slots.average?.floats, let momentum = settings.averageMomentum else { return }
        let p = slots.parameter.address
        let kept = updates == 0 ? 0 : momentum
        for i in 0..<slots.parameter.count { average[i] = kept * average[i] + (1 - kept) * p[i] }
        if let frequency = settings.averageOverwriteFrequency, (updates + 1) % frequency == 0 { overwrite(slots) }
    }

    private func overwrite(_ slots: Slots) {
        guard let average = slots.average?.floats else { return }
        slots.parameter.update { p in for i in p.indices { p[i] = average[i] } }
    }

    private func memory(of parameter: Parameter) -> Slots {
        if let found = slots[ObjectIdentifier(parameter)] { return found }
        func buffer(_ value: Float) -> AlignedBuffer {
            let buffer = AlignedBuffer(byteCount: max(parameter.count, 1) * MemoryLayout<Float>.stride)
            buffer.floats.initialize(repeating: value, count: parameter.count)
            return buffer
        }
        let made = Slots(
            parameter: parameter, memory: rule.initialMemory.map(buffer),
            average: settings.averageMomentum.map { _ in buffer(0) },
            accumulated: settings.accumulationSteps > 1 ? buffer(0) : nil)
        // A parameter that joins later begins its average with itself.
        if let average = made.average { average.floats.update(from: parameter.address, count: parameter.count) }
        slots[ObjectIdentifier(parameter)] = made
        return made
    }
}

extension UpdateState {
    /// How many numbers are remembered of the parameters, Nadam's product of momenta included.
    package var rememberedCount: Int {
        let product = if case .nadam = rule { 1 } else { 0 }
        return slots.values.reduce(product) { $0 + $1.parameter.count * $1.all.count }
    }

    /// Whether no parameter has been changed yet.
    package var isFresh: Bool { slots.isEmpty }

    /// Whether each of some parameters has been changed.
    package func remembers(_ parameters: [Parameter]) -> Bool {
        parameters.allSatisfy { slots[ObjectIdentifier($0)] != nil }
    }

    /// Forgets everything, as before the first step.
    package func reset() {
        slots = [:]
        momentumProduct = 1
        iterations = 0
    }

    /// Everything that is remembered, so that training can go on from here later.
    package struct Memory: Sendable {
        /// How many batches have been seen.
        package var iterations: Int
        /// The product of Nadam's momenta.
        package var momentumProduct: Float
        /// For each parameter that has been changed its arrays.
        package var arrays: [Int: [[Float]]]

        /// Makes a memory.
        package init(iterations: Int, momentumProduct: Float, arrays: [Int: [[Float]]]) {
            self.iterations = iterations
            self.momentumProduct = momentumProduct
            self.arrays = arrays
        }
    }

    /// An array that is remembered, to be read where it lies.
    package struct Remembered: Sendable {
        fileprivate let buffer: AlignedBuffer
        /// How many numbers there are.
        package let count: Int

        /// Lets the numbers be read in place.
        package func read<T>(_ body: (UnsafeBufferPointer<Float>) throws -> T) rethrows -> T {
            try body(UnsafeBufferPointer(start: buffer.floats, count: count))
        }
    }

    /// The arrays that are remembered, parameters given by their position in a list.
    package func remembered(of parameters: [Parameter]) -> [Int: [Remembered]] {
        let arrays = parameters.enumerated().compactMap { position, parameter in
            slots[ObjectIdentifier(parameter)].map { slots in
                (position, slots.all.map { Remembered(buffer: $0, count: parameter.count) })
            }
        }
        return Dictionary(uniqueKeysWithValues: arrays)
    }

    /// What is remembered, parameters given by their position in a list.
    package func memory(of parameters: [Parameter]) -> Memory {
        var arrays: [Int: [[Float]]] = [:]
        for (position, parameter) in parameters.enumerated() {
            guard let slots = slots[ObjectIdentifier(parameter)] else { continue }
            arrays[position] = slots.all.map {
                Array(UnsafeBufferPointer(start: $0.floats, count: parameter.count))
            }
        }
        return Memory(iterations: iterations, momentumProduct: momentumProduct, arrays: arrays)
    }

    /// What is remembered of every parameter of a list; of those not changed yet, what it will begin with.
    package func completeMemory(of parameters: [Parameter]) -> Memory {
        var memory = memory(of: parameters)
        for (position, parameter) in parameters.enumerated() where memory.arrays[position] == nil {
            func filled(_ value: Float) -> [Float] { [Float](repeating: value, count: parameter.count) }
            memory.arrays[position] =
                rule.initialMemory.map(filled) + (settings.averageMomentum == nil ? [] : [parameter.values])
                + (settings.accumulationSteps > 1 ? [filled(0)] : [])
        }
        return memory
    }

    /// Goes on from what was remembered; returns whether it fits the rule and the parameters.
    package func restore(_ memory: Memory, of parameters: [Parameter]) -> Bool {
        let isFitting = fits(memory.arrays.mapValues { $0.map(\.count) }, parameters)
        guard isFitting else { return false }
        restore(memory.iterations, momentumProduct: memory.momentumProduct, memory.arrays.keys, of: parameters) {
            position, slot, target in
            _ = target.update(fromContentsOf: memory.arrays[position]?[slot] ?? [])
        }
        return true
    }

    /// Whether arrays of so many numbers, by their parameters' positions in a list, are what the rule remembers of them.
    package func fits(_ counts: [Int: [Int]], _ parameters: [Parameter]) -> Bool {
        counts.allSatisfy { position, counts in
            guard parameters.indices.contains(position) else { return false }
            return counts == Array(repeating: parameters[position].count, count: slotCount)
        }
    }

    /// How many arrays are remembered of each parameter.
    private var slotCount: Int {
        rule.initialMemory.count + (settings.averageMomentum == nil ? 0 : 1) + (settings.accumulationSteps > 1 ? 1 : 0)
    }

    /// Goes on from what was remembered of some parameters, arrays that fit, which are written to where they are to lie.
    package func restore(
        _ iterations: Int, momentumProduct: Float, _ positions: some Sequence<Int>, of parameters: [Parameter],
        _ write: (_ position: Int, _ slot: Int, _ target: UnsafeMutableBufferPointer<Float>) throws -> Void
    ) rethrows {
        for position in positions {
            let parameter = parameters[position]
            for (slot, buffer) in memory(of: parameter).all.enumerated() {
                try write(
                    position, slot, UnsafeMutableBufferPointer(start: buffer.floats, count: parameter.count))
            }
        }
        self.iterations = iterations
        self.momentumProduct = momentumProduct
    }
}
