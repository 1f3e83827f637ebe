import Compute
import Testing

@Suite("An optimizer's steps are those of Keras")
struct UpdateRuleTests {
    /// What Keras 3.15 makes of [1, 2] with rate 0.1 in three steps along [.1, −.2], [.3, 0], [−.05, 1].
    static let golden: [(UpdateRule, [Float])] = [
        (.sgd(momentum: 0, nesterov: false), [0.965, 1.920]),
        (.sgd(momentum: 0.9, nesterov: false), [0.92090, 1.95420]),
        (.sgd(momentum: 0.9, nesterov: true), [0.89381, 1.87878]),
        (.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false), [0.748137, 2.114507]),
    ]

    @Test("after three steps", arguments: golden)
    func steps(rule: UpdateRule, expected: [Float]) {
        let parameter = Parameter(name: "p", shape: [2], values: [1, 2])
        let state = UpdateState(rule)
        for gradient: [Float] in [[0.1, -0.2], [0.3, 0], [-0.05, 1]] {
            var gradient = gradient
            gradient.withUnsafeMutableBufferPointer { buffer in
                guard let address = buffer.baseAddress else { return }
                state.step([ParameterGradient(parameter: parameter, address: address)]) { _ in 0.1 }
            }
        }
        for (found, wanted) in zip(parameter.values, expected) { #expect(abs(found - wanted) < 1e-5) }
    }
}
