/// A network that Keras offers with weights trained on ImageNet, named as `lesson weights` names it.
package enum PretrainedModel: String, CaseIterable, Sendable {
    case vgg16
    case vgg19
    case resnet50
    case inceptionv3
    case mobilenet
    case mobilenetv2
    case efficientnetlite0

    /// The name of the network's type in a lesson.
    package var title: String {
        switch self {
        case .vgg16: "VGG16"
        case .vgg19: "VGG19"
        case .resnet50: "ResNet50"
        case .inceptionv3: "InceptionV3"
        case .mobilenet: "MobileNet"
        case .mobilenetv2: "MobileNetV2"
        case .efficientnetlite0: "EfficientNetLite0"
        }
    }

    /// The width multipliers that there are weights for; only the MobileNets have others than 1.
    package var alphas: [Double] {
        switch self {
        case .mobilenet: [0.25, 0.5, 0.75, 1]
        case .mobilenetv2: [0.35, 0.5, 0.75, 1, 1.3, 1.4]
        default: [1]
        }
    }

    /// The picture sizes, in pixels, that there are separate weights for; empty where one file serves all.
    package var sizes: [Int] {
        switch self {
        case .mobilenet: [128, 160, 192, 224]
        case .mobilenetv2: [96, 128, 160, 192, 224]
        default: []
        }
    }

    /// The size whose weights Keras loads for pictures of `height` × `width` pixels: their own where they are square
    /// and there are weights for it, else 224; nil where one file serves all.
    package func size(forHeight height: Int, width: Int) -> Int? {
        guard !sizes.isEmpty else { return nil }
        return height == width && sizes.contains(height) ? height : 224
    }

    /// All files with weights of this network, without top before with it.
    package var files: [PretrainedFile] {
        // One file of the network that comes along serves both.
        let tops = self == .efficientnetlite0 ? [true] : [false, true]
        let sizes: [Int?] = sizes.isEmpty ? [nil] : sizes
        return alphas.reversed().flatMap { alpha in
            sizes.reversed().flatMap { size in
                tops.map { PretrainedFile(model: self, alpha: alpha, size: size, includesTop: $0) }
            }
        }
    }

    /// The folder of Keras' weights on the server, with a slash at the end; nil for the network that comes along.
    var address: String? {
        let base = "https://storage.googleapis.com/tensorflow/keras-applications/"
        return switch self {
        case .vgg16: base + "vgg16/"
        case .vgg19: base + "vgg19/"
        case .resnet50: base + "resnet/"
        case .inceptionv3: base + "inception_v3/"
        case .mobilenet: base + "mobilenet/"
        case .mobilenetv2: base + "mobilenet_v2/"
        case .efficientnetlite0: nil
        }
    }

    /// Under which terms the weights are offered, as Keras' documentation of its applications says.
    package var licence: String {
        switch self {
        case .vgg16, .vgg19: "Creative Commons Attribution; released by the Visual Geometry Group, Oxford"
        case .resnet50: "MIT; released by Kaiming He"
        case .inceptionv3, .mobilenet, .mobilenetv2: "Apache License; released by Google"
        case .efficientnetlite0: "Apache License 2.0; released by ML Illustrated"
        }
    }
}
