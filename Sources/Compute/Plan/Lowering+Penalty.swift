extension Lowering {
    /// Adds what the sizes of the trainable parameters add to the loss, and to their gradients.
    mutating func addPenalties() {
        var penalties: [(parameter: Parameter, penalty: Penalty)] = []
        for node in graph.nodes where node.isTrainable {
            for case (let parameter, let penalty?) in zip(node.parameters, node.penalties)
            where !penalties.contains(where: { $0.parameter === parameter }) {
                penalties.append((parameter, penalty))
            }
        }
        guard !penalties.isEmpty else { return }
        steps.append(
            LoopStep("penalties") { run in
                for (parameter, penalty) in penalties { run.penalty += penalty.loss(of: parameter) }
            })
        for (parameter, penalty) in penalties {
            guard let gradient = parameterGradients.first(where: { $0.parameter === parameter })?.value else {
                continue
            }
            steps.append(
                LoopStep("penalty's gradient", reads: [gradient], writes: [gradient]) { run in
                    penalty.addGradient(of: parameter, to: run.floats(gradient))
                })
        }
    }
}

extension Penalty {
    fileprivate func loss(of parameter: Parameter) -> Double {
        var (absolute, squares) = (0.0, 0.0)
        for i in 0..<parameter.count {
            let value = Double(parameter.address[i])
            absolute += abs(value)
            squares += value * value
        }
        return Double(l1) * absolute + Double(l2) * squares
    }

    fileprivate func addGradient(of parameter: Parameter, to gradient: UnsafeMutablePointer<Float>) {
        for i in 0..<parameter.count {
            let value = parameter.address[i]
            gradient[i] += 2 * l2 * value + (value > 0 ? l1 : value < 0 ? -l1 : 0)
        }
    }
}
