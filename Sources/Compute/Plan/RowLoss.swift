import Foundation

/// The loss of one row of the output, with its gradient and the predictions that the row stands for.
struct RowLoss {
    let loss: Loss
    /// Whether the row holds what goes into the last activation instead of what comes out.
    let isBeforeActivation: Bool

    /// Keras keeps probabilities this far from 0 and 1.
    private static let epsilon: Float = 1e-7

    /// Returns the loss of a row y with targets t, and writes its gradient by the row.
    func callAsFunction(
        _ y: UnsafeMutablePointer<Float>, _ t: UnsafeMutablePointer<Float>, gradient: UnsafeMutablePointer<Float>,
        count: Int
    ) -> Double {
        switch (loss, isBeforeActivation) {
        case (.crossentropy, true), (.crossentropyOfLogits, _): crossentropy(logits: y, t, gradient, count)
        case (.crossentropy, false): crossentropy(probabilities: y, t, gradient, count)
        case (.binaryCrossentropy, true), (.binaryCrossentropyOfLogits, _):
            binaryCrossentropy(logits: y, t, gradient, count)
        case (.binaryCrossentropy, false): binaryCrossentropy(probabilities: y, t, gradient, count)
        case (.meanSquaredError, _):
            mean(y, t, gradient, count) { y, t in ((y - t) * (y - t), 2 * (y - t)) }
        case (.meanAbsoluteError, _):
            mean(y, t, gradient, count) { y, t in (abs(y - t), y == t ? 0 : y > t ? 1 : -1) }
        case (.huber(let delta), _):
            mean(y, t, gradient, count) { y, t in
                let error = y - t
                return abs(error) <= delta
                    ? (0.5 * error * error, error)
                    : (delta * abs(error) - 0.5 * delta * delta, error > 0 ? delta : -delta)
            }
        case (.hinge, _):
            mean(y, t, gradient, count) { y, t in 1 - t * y > 0 ? (1 - t * y, -t) : (0, 0) }
        }
    }

    /// Writes the predictions: softmax or sigmoid of a row that holds what goes into it.
    func predictions(_ y: UnsafeMutablePointer<Float>, into p: UnsafeMutablePointer<Float>, count: Int) {
        switch loss {
        case .crossentropy: softmax(y, into: p, count)
        default: for i in 0..<count { p[i] = 1 / (1 + exp(-y[i])) }
        }
    }

    private func mean(
        _ y: UnsafeMutablePointer<Float>, _ t: UnsafeMutablePointer<Float>, _ gradient: UnsafeMutablePointer<Float>,
        _ count: Int, _ term: (_ y: Float, _ t: Float) -> (value: Float, slope: Float)
    ) -> Double {
        var total = 0.0
        for i in 0..<count {
            let (value, slope) = term(y[i], t[i])
            total += Double(value)
            gradient[i] = slope / Float(count)
        }
        return total / Double(count)
    }

    /// −Σ t·log softmax(z), with the gradient Σt·p − t by z.
    private func crossentropy(
        logits: UnsafeMutablePointer<Float>, _ t: UnsafeMutablePointer<Float>, _ p: UnsafeMutablePointer<Float>,
        _ count: Int
    ) -> Double {
        let normalizer = softmax(logits, into: p, count)
        var loss = 0.0
        var mass: Float = 0
        for i in 0..<count {
            loss -= Double(t[i]) * Double(logits[i] - normalizer)
            mass += t[i]
        }
        for i in 0..<count { p[i] = mass * p[i] - t[i] }
        return loss
    }

    /// −Σ t·log q for q = y/Σy kept within [10⁻⁷, 1 − 10⁻⁷], with the gradient by y.
    private func crossentropy(
        probabilities y: UnsafeMutablePointer<Float>, _ t: UnsafeMutablePointer<Float>,
        _ gradient: UnsafeMutablePointer<Float>, _ count: Int
    ) -> Double {
        var total: Float = 0
        for i in 0..<count { total += y[i] }
        var loss = 0.0
        var dot: Float = 0
        for i in 0..<count {
            let q = y[i] / total
            let kept = min(max(q, Self.epsilon), 1 - Self.epsilon)
            loss -= Double(t[i]) * Double(log(kept))
            gradient[i] = q == kept ? -t[i] / q : 0
            dot += gradient[i] * q
        }
        for i in 0..<count { gradient[i] = (gradient[i] - dot) / total }
        return loss
    }

    /// The mean of max(z, 0) − z·t + log(1 + e^−|z|), which is the crossentropy with sigmoid z; gradient sigmoid z − t.
    private func binaryCrossentropy(
        logits: UnsafeMutablePointer<Float>, _ t: UnsafeMutablePointer<Float>,
        _ gradient: UnsafeMutablePointer<Float>, _ count: Int
    ) -> Double {
        mean(logits, t, gradient, count) { z, t in
            (max(z, 0) - z * t + log1p(exp(-abs(z))), 1 / (1 + exp(-z)) - t)
        }
    }

    /// The mean of −t log p − (1 − t) log(1 − p) for p kept within [10⁻⁷, 1 − 10⁻⁷].
    private func binaryCrossentropy(
        probabilities: UnsafeMutablePointer<Float>, _ t: UnsafeMutablePointer<Float>,
        _ gradient: UnsafeMutablePointer<Float>, _ count: Int
    ) -> Double {
        mean(probabilities, t, gradient, count) { y, t in
            let p = min(max(y, Self.epsilon), 1 - Self.epsilon)
            return (-t * log(p) - (1 - t) * log(1 - p), p == y ? (1 - t) / (1 - p) - t / p : 0)
        }
    }
}
