@testable import Transfer

/// Backbones by their names in Keras, with weights from a formula that the generator of the golden outputs knows too.
enum BackboneSamples {
    static let names = ["VGG16", "VGG19", "ResNet50", "InceptionV3", "MobileNet", "MobileNetV2"]

    /// Makes a network whose kernels are zero, or as a file has them.
    static func make(
        _ name: String, _ settings: BackboneSettings, alpha: Double = 1, depthMultiplier: Int = 1,
        file: (any WeightsFile)? = nil
    ) throws -> Backbone {
        var settings = settings
        settings.initializer = .zeros
        let file = file.map { BackboneFile($0, path: "memory.h5") }
        return switch name {
        case "VGG16": try VGG16(settings, file: file)
        case "VGG19": try VGG19(settings, file: file)
        case "ResNet50": try ResNet50(settings, file: file)
        case "InceptionV3": try InceptionV3(settings, file: file)
        case "MobileNet": try MobileNet(settings, alpha: alpha, depthMultiplier: depthMultiplier, file: file)
        default: try MobileNetV2(settings, alpha: alpha, file: file)
        }
    }

    /// Gives every weight center + scale · pattern, the pattern in another order for every weight.
    static func setWeights(of model: Model, gain: Double) throws {
        for (layerNumber, layer) in model.layers.filter({ $0.parameterCount > 0 }).enumerated() {
            let weights = try zip(layer.weights, weightNames(layer)).enumerated().map { number, weight in
                let (shape, name) = (weight.0.shape, weight.1)
                let inputs = layer is DepthwiseConv2D ? shape.prefix(2) : shape.dropLast()
                let (center, scale): (Double, Double) =
                    switch name {
                    case "kernel": (0, gain * (6 / Double(inputs.reduce(1, *))).squareRoot())
                    case "gamma": (1, 0.2)
                    case "moving_variance": (1, 0.3)
                    case "bias": (0, 0.05)
                    default: (0, 0.1)
                    }
                let step = 1 + (layerNumber * 7 + number * 3) % 1000
                let period = pattern.indices.map { index in
                    Float(center + scale * pattern[(index * step + layerNumber * 131) % pattern.count])
                }
                return try Tensor(shape: shape, values: repeated(period, count: weight.0.count))
            }
            try layer.setWeights(weights)
        }
    }

    /// What the weights of a layer are to it: `kernel`, `bias`.
    static func weightNames(_ layer: Layer) -> [String] {
        NamedWeights.list(layer).map { String($0.name.dropFirst(layer.name.count + 1)) }
    }

    private static let pattern: [Double] = {
        var state = 1
        return (0..<4093).map { _ in
            state = (state * 1_103_515_245 + 12345) % (1 << 31)
            return Double((state >> 8) % 2001) / 1000 - 1
        }
    }()

    private static func repeated(_ period: [Float], count: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
            for start in stride(from: 0, to: count, by: period.count) {
                let end = min(start + period.count, count)
                _ = UnsafeMutableBufferPointer(rebasing: buffer[start..<end])
                    .initialize(fromContentsOf: period[..<(end - start)])
            }
            initialized = count
        }
    }
}

/// A weights file that holds what a model's layers hold, in another order and under other names.
struct MemoryWeightsFile: WeightsFile {
    let layers: [WeightsFileLayer]

    /// A file of some layers, each with the name that it has in the file, and those of its arrays.
    init(_ entries: [(layer: Layer, name: String, arrays: [String])]) {
        layers = entries.map { layer, name, arrays in
            let list = zip(layer.weights, arrays).map { weight, array in
                WeightsFileArray(name: array, qualifiedName: array, shape: weight.shape) {
                    _ = $0.update(fromContentsOf: weight.values)
                }
            }
            return WeightsFileLayer(name: name, arrays: list)
        }
    }

    /// A file of some layers, each under the name that a function gives it.
    init(_ layers: [Layer], name: (String) -> String) {
        self.init(
            layers.filter { $0.parameterCount > 0 }.map { layer in
                let name = name(layer.name)
                return (layer, name, BackboneSamples.weightNames(layer).map { "\(name)/\($0)" })
            })
    }
}

/// The sentence with which something is refused; empty if it is not.
func refusal(_ body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch { return "\(error)" }
}
