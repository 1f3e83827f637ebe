/// What a network was trained to find in place of pixels of 0...255 in the order red, green, blue.
enum PixelScaling {
    /// Blue, green, red, less the means of ImageNet, as Caffe's networks: VGG and ResNet.
    case caffe
    /// pixel / 127.5 − 1, from −1 to 1, as TensorFlow's networks: Inception and the MobileNets.
    case tensorFlow
    /// (pixel − 127) / 128, as EfficientNet-Lite.
    case lite

    /// ImageNet's means of blue, green and red.
    private static let means: [Float] = [103.939, 116.779, 123.68]

    func callAsFunction(_ pixels: Tensor) -> Tensor {
        switch self {
        case .caffe: Self.centred(pixels)
        case .tensorFlow: pixels.map { $0 / 127.5 - 1 }
        case .lite: pixels.map { ($0 - 127) / 128 }
        }
    }

    /// Numbers that are no colour pictures stay as they are.
    private static func centred(_ pixels: Tensor) -> Tensor {
        guard pixels.shape.last == 3 else { return pixels }
        let values = [Float](unsafeUninitializedCapacity: pixels.count) { result, count in
            pixels.values.withUnsafeBufferPointer { source in
                for start in stride(from: 0, to: source.count, by: 3) {
                    for channel in 0..<3 { result[start + channel] = source[start + 2 - channel] - means[channel] }
                }
            }
            count = pixels.count
        }
        return Tensor(checked: pixels.shape, values)
    }
}
