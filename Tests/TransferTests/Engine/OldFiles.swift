@testable import Transfer

/// The files of older releases of Keras, with the weights of a network of now.
enum OldFiles {
    /// The first file of ResNet50: other names, the shortcut after the third convolution, and Keras 1's arrays.
    static func resNet50(_ model: Model) throws -> MemoryWeightsFile {
        var entries: [(layer: Layer, name: String, arrays: [String])] = []
        func add(_ layer: String, _ name: String) throws {
            let layer = try model.layer(layer)
            let old = ["kernel": "W", "bias": "b", "moving_mean": "running_mean", "moving_variance": "running_std"]
            entries.append((layer, name, BackboneSamples.weightNames(layer).map { "\(name)_\(old[$0] ?? $0):0" }))
        }
        try add("conv1_conv", "conv1")
        try add("conv1_bn", "bn_conv1")
        for (stage, count) in zip(2..., [3, 4, 6, 3]) {
            for (number, letter) in zip(1...count, "abcdef") {
                let (new, old) = ("conv\(stage)_block\(number)", "\(stage)\(letter)_branch")
                for (part, branch) in [(1, "2a"), (2, "2b")] {
                    try add("\(new)_\(part)_conv", "res\(old)\(branch)")
                    try add("\(new)_\(part)_bn", "bn\(old)\(branch)")
                }
                try add("\(new)_3_conv", "res\(old)2c")
                if number == 1 { try add("\(new)_0_conv", "res\(old)1") }
                try add("\(new)_3_bn", "bn\(old)2c")
                if number == 1 { try add("\(new)_0_bn", "bn\(old)1") }
            }
        }
        if let last = model.layers.last, last.name == "predictions" { try add("predictions", "fc1000") }
        return MemoryWeightsFile(entries)
    }
}
