/// What a network was trained to find in place of pixels of 0...255 in the order red, green, blue: a backbone's
/// `preprocess`.
///
/// It is called like a function, `try base.preprocess(pictures)`, or given to a generator,
/// `ImageDataGenerator(preprocessing: VGG16.preprocess)`; equal ones do the same to every picture.
public enum PixelScaling: String, Hashable, Sendable {
    /// Blue, green, red, less the means of ImageNet [103.939, 116.779, 123.68], as Caffe's networks: VGG and ResNet.
    case caffe
    /// pixel / 127.5 − 1, from −1 to 1, as TensorFlow's networks: Inception and the MobileNets.
    case tensorFlow
    /// (pixel − 127) / 128, as EfficientNet-Lite.
    case lite

    /// ImageNet's means of blue, green and red.
    private static let means: (blue: Float, green: Float, red: Float) = (103.939, 116.779, 123.68)

    /// Prepares a picture [height, width, 3] of 0...255, or many of them.
    ///
    /// Throws `TransferError.imageData` where the colours are to change places but the last dimension is not 3.
    public func callAsFunction(_ pixels: Tensor) throws -> Tensor {
        try check(pixels.shape)
        let values = [Float](unsafeUninitializedCapacity: pixels.count) { result, count in
            _ = result.initialize(from: pixels.values)
            scale(result)
            count = pixels.count
        }
        return Tensor(checked: pixels.shape, values)
    }

    /// Prepares pictures of a shape in place.
    ///
    /// Throws `TransferError.imageData` where the colours are to change places but the last dimension is not 3.
    func apply(to levels: UnsafeMutableBufferPointer<Float>, shape: [Int]) throws {
        try check(shape)
        scale(levels)
    }

    private func check(_ shape: [Int]) throws {
        guard self != .caffe || shape.last == 3 else { throw TransferError.imageData(.notRGB(received: shape)) }
    }

    private func scale(_ levels: UnsafeMutableBufferPointer<Float>) {
        switch self {
        case .caffe:
            let means = Self.means
            for red in stride(from: 0, to: levels.count, by: 3) {
                let first = levels[red]
                levels[red] = levels[red + 2] - means.blue
                levels[red + 1] -= means.green
                levels[red + 2] = first - means.red
            }
        case .tensorFlow: for index in levels.indices { levels[index] = levels[index] / 127.5 - 1 }
        case .lite: for index in levels.indices { levels[index] = (levels[index] - 127) / 128 }
        }
    }
}
