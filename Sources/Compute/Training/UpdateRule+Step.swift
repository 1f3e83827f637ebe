import Foundation

/// The factors of a step that are the same for every parameter.
struct StepFactors {
    /// The step's number, counted from 1.
    let step: Int
    /// The product of Nadam's momenta u₁…uₜ.
    let momentumProduct: Float

    func power(_ base: Float) -> Float { Float(pow(Double(base), Double(step))) }
}

extension UpdateRule {
    /// Nadam's momentum at a step: β₁(1 − ½·0.96ᵗ).
    static func nadamMomentum(_ beta1: Float, step: Int) -> Float {
        beta1 * (1 - 0.5 * Float(pow(0.96, Double(step))))
    }

    /// Changes the numbers p along their gradient g, with what is remembered of them.
    func step(
        _ p: UnsafeMutableBufferPointer<Float>, _ g: UnsafeMutablePointer<Float>, rate: Float,
        _ memory: [UnsafeMutablePointer<Float>], _ factors: StepFactors
    ) {
        switch self {
        case .sgd(let momentum, let nesterov):
            guard let m = memory.first else {
                for i in p.indices { p[i] -= rate * g[i] }
                return
            }
            for i in p.indices {
                m[i] = momentum * m[i] - rate * g[i]
                p[i] += nesterov ? momentum * m[i] - rate * g[i] : m[i]
            }
        case .adam(let beta1, let beta2, let epsilon, let amsgrad):
            let (m, v) = (memory[0], memory[1])
            let rate = rate * (1 - factors.power(beta2)).squareRoot() / (1 - factors.power(beta1))
            for i in p.indices {
                m[i] += (g[i] - m[i]) * (1 - beta1)
                v[i] += (g[i] * g[i] - v[i]) * (1 - beta2)
                var spread = v[i]
                if amsgrad {
                    memory[2][i] = max(memory[2][i], spread)
                    spread = memory[2][i]
                }
                p[i] -= m[i] * rate / (spread.squareRoot() + epsilon)
            }
        case .rmsprop(let rho, let momentum, let epsilon, let centered):
            let v = memory[0]
            let m = momentum > 0 ? memory[1] : nil
            let mean = centered ? memory[memory.count - 1] : nil
            for i in p.indices {
                v[i] = rho * v[i] + (1 - rho) * g[i] * g[i]
                var spread = v[i]
                if let mean {
                    mean[i] = rho * mean[i] + (1 - rho) * g[i]
                    spread -= mean[i] * mean[i]
                }
                let change = rate * g[i] / (spread + epsilon).squareRoot()
                if let m {
                    m[i] = momentum * m[i] + change
                    p[i] -= m[i]
                } else {
                    p[i] -= change
                }
            }
        case .adagrad(_, let epsilon):
            let a = memory[0]
            for i in p.indices {
                a[i] += g[i] * g[i]
                p[i] -= rate * g[i] / (a[i] + epsilon).squareRoot()
            }
        case .adadelta(let rho, let epsilon):
            let (a, b) = (memory[0], memory[1])
            for i in p.indices {
                a[i] = rho * a[i] + (1 - rho) * g[i] * g[i]
                let change = -(b[i] + epsilon).squareRoot() * g[i] / (a[i] + epsilon).squareRoot()
                b[i] = rho * b[i] + (1 - rho) * change * change
                p[i] += rate * change
            }
        case .nadam(let beta1, let beta2, let epsilon):
            let (m, v) = (memory[0], memory[1])
            let now = Self.nadamMomentum(beta1, step: factors.step)
            let next = Self.nadamMomentum(beta1, step: factors.step + 1)
            let mFactor = next / (1 - factors.momentumProduct * next)
            let gFactor = (1 - now) / (1 - factors.momentumProduct)
            let vFactor = 1 / (1 - factors.power(beta2))
            for i in p.indices {
                m[i] += (g[i] - m[i]) * (1 - beta1)
                v[i] += (g[i] * g[i] - v[i]) * (1 - beta2)
                p[i] -= (mFactor * m[i] + gFactor * g[i]) * rate / ((v[i] * vFactor).squareRoot() + epsilon)
            }
        }
    }
}
