/// What a file of weights seems to be, judged by the names and numbers of its layers.
enum WeightsFileKind {
    /// A network whose layers have names of their own.
    private struct Network {
        let name: String
        /// A layer that this network has, and one that only its top has.
        let sign, top: String
        /// How many layers begin with the word.
        var counted: (word: String, count: Int)?
    }

    private static let networks = [
        Network(name: "VGG16", sign: "block1_conv1", top: "predictions", counted: ("block", 13)),
        Network(name: "VGG19", sign: "block1_conv1", top: "predictions", counted: ("block", 16)),
        Network(name: "ResNet50 with the names of Keras before 2.3", sign: "res2a_branch2a", top: "fc1000"),
        Network(name: "ResNet50", sign: "conv2_block1_1_conv", top: "predictions"),
        Network(name: "MobileNet", sign: "conv_dw_1", top: "conv_preds"),
        Network(name: "MobileNetV2", sign: "expanded_conv_depthwise", top: "predictions"),
        Network(name: "EfficientNetLite0", sign: "stem_conv", top: "predictions"),
    ]

    /// A few words, for example `VGG16 without its top`; nil if there is no telling.
    static func words(for layers: [WeightsFileLayer]) -> String? {
        let names = layers.map(\.name)
        for network in networks where names.contains(network.sign) {
            if let (word, count) = network.counted, names.count(where: { $0.hasPrefix(word) }) != count { continue }
            return network.name + (names.contains(network.top) || names.contains("Logits") ? " with" : " without")
                + " its top"
        }
        let isDense = layers.allSatisfy { $0.arrays.first?.shape.count == 2 && $0.arrays.count <= 2 }
        if !layers.isEmpty, layers.count <= 3, isDense { return "only a head of dense layers" }
        if let (base, arrays) = layers.map({ ($0.name, $0.arrays.count) }).first(where: { $0.1 > 8 }) {
            return "a model that contains the model '\(base)' of \(arrays) weights"
        }
        let kinds = layers.filter { $0.name.hasPrefix("conv2d") }.count
        if kinds == 94 { return "InceptionV3 " + (layers.count > 188 ? "with" : "without") + " its top" }
        if layers.isEmpty { return "a file without any weights" }
        return nil
    }
}
