extension Lowering {
    /// Adds the mean loss of an output over the batch, its gradient, and the predictions as the plan's output.
    mutating func addLoss(_ loss: Loss, _ position: Int) throws {
        let output = graph.outputs[position]
        let isBeforeActivation = absorbsIntoLoss(output)
        let row = RowLoss(loss: loss, isBeforeActivation: isBeforeActivation)
        let result = try plain(value(output))
        let predictions = isBeforeActivation ? Value(plain: result.shape) : result
        let gradient = isTraining ? Value(plain: result.shape) : nil
        let columns = max(result.shape.last ?? 1, 1)
        let rows = result.count / columns
        let (batch, rowsPerSample) = (batchSize, rows / batchSize)
        steps.append(
            LoopStep(
                "loss", reads: [result],
                writes: (isBeforeActivation ? [predictions] : []) + (gradient.map { [$0] } ?? [])
            ) { run in
                let labels = run.targets[position]
                var target = [Float](repeating: 0, count: columns)
                var slope = [Float](repeating: 0, count: columns)
                for number in 0..<rows {
                    let y = run.floats(result) + number * columns
                    labels.targets.copy(number, into: &target)
                    let weight = labels.sampleWeights?[number / rowsPerSample] ?? 1
                    run.losses[position] +=
                        row(y, &target, gradient: &slope, count: columns) * Double(weight) / Double(rowsPerSample)
                    if isBeforeActivation {
                        row.predictions(y, into: run.floats(predictions) + number * columns, count: columns)
                    }
                    guard let gradient else { continue }
                    let g = run.floats(gradient) + number * columns
                    for i in 0..<columns { g[i] = slope[i] * weight * labels.lossWeight / Float(batch * rowsPerSample) }
                }
            })
        outputs.append(predictions)
        guard let gradient else { return }
        // Where the loss has absorbed the activation, the gradient is the one by what goes into it.
        try addGradient(gradient, to: isBeforeActivation ? graph.nodes[output].inputs[0] : output)
    }

    /// Whether the loss takes what goes into an activation instead of what comes out.
    func absorbsIntoLoss(_ index: Int) -> Bool {
        guard case .activation(let activation) = graph.nodes[index].operation, consumers[index].isEmpty else {
            return false
        }
        let positions = graph.outputs.indices.filter { graph.outputs[$0] == index }
        guard positions.count == 1, mode.losses.indices.contains(positions[0]) else { return false }
        return mode.losses[positions[0]].absorbs(activation)
    }
}

extension Targets {
    fileprivate func copy(_ number: Int, into row: inout [Float]) {
        switch self {
        case .classes(let numbers):
            for i in row.indices { row[i] = 0 }
            let number = Int(numbers[number])
            if row.indices.contains(number) { row[number] = 1 }
        case .values(let values):
            for i in row.indices { row[i] = values[number * row.count + i] }
        }
    }
}
