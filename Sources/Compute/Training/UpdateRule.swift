import Foundation

/// How an optimizer turns a gradient g into a change of a parameter p, in Keras' formulas.
package enum UpdateRule: Hashable, Sendable {
    /// m ← μ·m − η·g; p ← p + m, or with Nesterov's look ahead p ← p + μ·m − η·g.
    case sgd(momentum: Float, nesterov: Bool)
    /// m ← m + (g − m)(1 − β₁); v ← v + (g² − v)(1 − β₂); p ← p − α·m/(√v + ε) with α = η·√(1 − β₂ᵗ)/(1 − β₁ᵗ).
    case adam(beta1: Float, beta2: Float, epsilon: Float)

    /// How many numbers the rule remembers for each number of a parameter.
    fileprivate var slotCount: Int {
        switch self {
        case .sgd(let momentum, _): momentum == 0 ? 0 : 1
        case .adam: 2
        }
    }
}

/// A rule with what it remembers of every parameter; memory for a parameter is made when it is first changed.
package final class UpdateState {
    private struct Slots {
        let parameter: Parameter
        let buffers: [AlignedBuffer]
    }

    private let rule: UpdateRule
    private var slots: [ObjectIdentifier: Slots] = [:]
    private var steps = 0

    /// Makes a state without memory.
    package init(_ rule: UpdateRule) {
        self.rule = rule
    }

    /// Begins a step, in which every parameter is changed at most once.
    package func beginStep() { steps += 1 }

    /// Changes a parameter along its gradient.
    package func apply(_ gradient: UnsafePointer<Float>, to parameter: Parameter, learningRate: Float) {
        let buffers = buffers(of: parameter)
        parameter.update { p in
            switch rule {
            case .sgd(let momentum, let nesterov):
                guard let m = buffers.first?.floats else {
                    for i in p.indices { p[i] -= learningRate * gradient[i] }
                    return
                }
                for i in p.indices {
                    m[i] = momentum * m[i] - learningRate * gradient[i]
                    p[i] += nesterov ? momentum * m[i] - learningRate * gradient[i] : m[i]
                }
            case .adam(let beta1, let beta2, let epsilon):
                let (m, v) = (buffers[0].floats, buffers[1].floats)
                let rate = learningRate * (1 - power(beta2, steps)).squareRoot() / (1 - power(beta1, steps))
                for i in p.indices {
                    m[i] += (gradient[i] - m[i]) * (1 - beta1)
                    v[i] += (gradient[i] * gradient[i] - v[i]) * (1 - beta2)
                    p[i] -= m[i] * rate / (v[i].squareRoot() + epsilon)
                }
            }
        }
    }

    private func buffers(of parameter: Parameter) -> [AlignedBuffer] {
        if let found = slots[ObjectIdentifier(parameter)] { return found.buffers }
        let buffers = (0..<rule.slotCount).map { _ in
            let buffer = AlignedBuffer(byteCount: max(parameter.count, 1) * MemoryLayout<Float>.stride)
            buffer.floats.update(repeating: 0, count: parameter.count)
            return buffer
        }
        slots[ObjectIdentifier(parameter)] = Slots(parameter: parameter, buffers: buffers)
        return buffers
    }

    private func power(_ base: Float, _ exponent: Int) -> Float {
        Float(pow(Double(base), Double(exponent)))
    }
}
