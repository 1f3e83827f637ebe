import Compute
import Testing

@Suite("An optimizer's steps are those of Keras")
struct UpdateRuleTests {
    /// A rule with its settings, and what Keras 3.15 makes of [1, 2] with rate 0.1 in three steps along [.1, −.2],
    /// [.3, 0], [−.05, 1].
    struct Trace: Sendable, CustomTestStringConvertible {
        let rule: UpdateRule
        var settings = UpdateSettings()
        let result: [Float]

        var testDescription: String { "\(rule), \(settings)" }
    }

    private static let descent = UpdateRule.sgd(momentum: 0, nesterov: false)

    private static func settings(_ change: (inout UpdateSettings) -> Void) -> UpdateSettings {
        var settings = UpdateSettings()
        change(&settings)
        return settings
    }

    static let golden: [Trace] = [
        Trace(rule: descent, result: [0.965, 1.920]),
        Trace(rule: .sgd(momentum: 0.9, nesterov: false), result: [0.92090, 1.95420]),
        Trace(rule: .sgd(momentum: 0.9, nesterov: true), result: [0.89381, 1.87878]),
        Trace(rule: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false), result: [0.748137, 2.114507]),
        Trace(rule: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: true), result: [0.748137, 2.114474]),
        Trace(
            rule: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false),
            settings: settings { $0.weightDecay = 0.004 }, result: [0.747054, 2.112001]),
        Trace(
            rule: .rmsprop(rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false), result: [0.434520, 2.004998]),
        Trace(
            rule: .rmsprop(rho: 0.9, momentum: 0.9, epsilon: 1e-7, centered: true), result: [-0.470945, 2.580937]),
        Trace(rule: descent, settings: settings { $0.clipping = .norm(0.1) }, result: [0.986027, 1.998957]),
        Trace(rule: descent, settings: settings { $0.weightDecay = 0.01 }, result: [0.962053, 1.913966]),
    ]

    @Test("after three steps", arguments: golden)
    func steps(trace: Trace) {
        let parameter = Parameter(name: "p", shape: [2], values: [1, 2])
        let state = UpdateState(trace.rule, trace.settings)
        for gradient: [Float] in [[0.1, -0.2], [0.3, 0], [-0.05, 1]] {
            var gradient = gradient
            gradient.withUnsafeMutableBufferPointer { buffer in
                guard let address = buffer.baseAddress else { return }
                state.step([ParameterGradient(parameter: parameter, address: address)]) { _ in 0.1 }
            }
        }
        for (found, wanted) in zip(parameter.values, trace.result) { #expect(abs(found - wanted) < 1e-5) }
    }
}
