extension BackboneBuilder {
    /// The layers of VGG, given how many convolutions each of the five blocks has.
    mutating func vgg(_ input: SymbolicTensor, convolutions: [Int]) throws -> SymbolicTensor {
        var x = input
        for (index, (count, filters)) in zip(convolutions, [64, 128, 256, 512, 512]).enumerated() {
            let block = "block\(index + 1)"
            for number in 1...count {
                x = try convolution(
                    x, filters, 3, padding: .same, activation: .relu, useBias: true, name: "\(block)_conv\(number)")
            }
            x = try MaxPooling2D(name: "\(block)_pool")(x)
        }
        guard settings.includeTop else { return try pooled(x, namesPooling: false) }
        x = try Flatten(name: "flatten")(x)
        x = try dense(x, 4096, activation: .relu, name: "fc1")
        x = try dense(x, 4096, activation: .relu, name: "fc2")
        return try classifier(x)
    }
}
