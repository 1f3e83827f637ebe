extension BackboneBuilder {
    /// A convolution's filters, and the height and width of its kernel.
    private typealias Kernel = (filters: Int, height: Int, width: Int)

    /// The layers of Inception without its top.
    mutating func inceptionV3(_ input: SymbolicTensor) throws -> SymbolicTensor {
        var x = try unit(input, (32, 3, 3), strides: 2, padding: .valid)
        x = try unit(x, (32, 3, 3), padding: .valid)
        x = try unit(x, (64, 3, 3))
        x = try maximum(x)
        x = try unit(x, (80, 1, 1), padding: .valid)
        x = try unit(x, (192, 3, 3), padding: .valid)
        x = try maximum(x)
        for (number, filters) in [32, 64, 64].enumerated() {
            let branches = [[(64, 1, 1)], [(48, 1, 1), (64, 5, 5)], [(64, 1, 1), (96, 3, 3), (96, 3, 3)]]
            x = try mixed(x, branches, pooled: filters, name: "mixed\(number)")
        }
        x = try reduced(x, [[(384, 3, 3)], [(64, 1, 1), (96, 3, 3), (96, 3, 3)]], name: "mixed3")
        for (number, n) in zip(4..., [128, 160, 160, 192]) {
            let branches = [
                [(192, 1, 1)], [(n, 1, 1), (n, 1, 7), (192, 7, 1)],
                [(n, 1, 1), (n, 7, 1), (n, 1, 7), (n, 7, 1), (192, 1, 7)],
            ]
            x = try mixed(x, branches, pooled: 192, name: "mixed\(number)")
        }
        x = try reduced(
            x, [[(192, 1, 1), (320, 3, 3)], [(192, 1, 1), (192, 1, 7), (192, 7, 1), (192, 3, 3)]], name: "mixed8")
        for number in 0..<2 { x = try split(x, number: number) }
        return x
    }

    /// A convolution without bias, a normalization without scale, and a rectifier, named as Keras counts them.
    private mutating func unit(
        _ x: SymbolicTensor, _ kernel: Kernel, strides: Int = 1, padding: WindowPadding = .same
    ) throws -> SymbolicTensor {
        let x = try Conv2D(
            kernel.filters, kernelSize: (kernel.height, kernel.width), strides: (strides, strides), padding: padding,
            useBias: false, kernelInitializer: start(.glorotUniform), name: nextName("Conv2D"))(x)
        let normalized = try BatchNormalization(scale: false, name: nextName("BatchNormalization"))(x)
        return try Activation(.relu, name: nextName("Activation"))(normalized)
    }

    /// Convolutions one after another.
    private mutating func chain(_ x: SymbolicTensor, _ kernels: [Kernel]) throws -> SymbolicTensor {
        try kernels.reduce(x) { try unit($0, $1) }
    }

    private mutating func maximum(_ x: SymbolicTensor) throws -> SymbolicTensor {
        try MaxPooling2D(poolSize: 3, strides: 2, name: nextName("MaxPooling2D"))(x)
    }

    /// The mean of each pixel's surroundings, convolved.
    private mutating func average(_ x: SymbolicTensor, _ filters: Int) throws -> SymbolicTensor {
        let mean = try AveragePooling2D(
            poolSize: 3, strides: 1, padding: .same, name: nextName("AveragePooling2D"))(x)
        return try unit(mean, (filters, 1, 1))
    }

    /// Branches side by side, of which the last averages.
    private mutating func mixed(_ x: SymbolicTensor, _ branches: [[Kernel]], pooled filters: Int, name: String) throws
        -> SymbolicTensor
    {
        var results = try branches.map { try chain(x, $0) }
        results.append(try average(x, filters))
        return try Concatenate(axis: 3, name: name)(results)
    }

    /// Branches side by side that end in half the height and width, of which the last takes maxima.
    private mutating func reduced(_ x: SymbolicTensor, _ branches: [[Kernel]], name: String) throws -> SymbolicTensor {
        var results: [SymbolicTensor] = []
        for branch in branches {
            let x = try chain(x, branch.dropLast())
            for last in branch.suffix(1) { results.append(try unit(x, last, strides: 2, padding: .valid)) }
        }
        results.append(try maximum(x))
        return try Concatenate(axis: 3, name: name)(results)
    }

    /// One of the last two blocks, whose branches divide once more.
    private mutating func split(_ x: SymbolicTensor, number: Int) throws -> SymbolicTensor {
        let single = try unit(x, (320, 1, 1))
        let narrow = try unit(x, (384, 1, 1))
        let narrowHalves = try [unit(narrow, (384, 1, 3)), unit(narrow, (384, 3, 1))]
        let short = try Concatenate(axis: 3, name: "mixed9_\(number)")(narrowHalves)
        let wide = try chain(x, [(448, 1, 1), (384, 3, 3)])
        let wideHalves = try [unit(wide, (384, 1, 3)), unit(wide, (384, 3, 1))]
        let long = try Concatenate(axis: 3, name: nextName("Concatenate"))(wideHalves)
        let mean = try average(x, 192)
        return try Concatenate(axis: 3, name: "mixed\(9 + number)")([single, short, long, mean])
    }
}
