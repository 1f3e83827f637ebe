import Compute

extension ImageDataGenerator {
    /// Draws what would be done to a picture of the given shape [height, width, channels].
    ///
    /// The same seed gives the same transform; without one it depends on `setRandomSeed` and what was drawn before.
    /// Throws `TransferError.imageData` if a setting cannot be used or the shape is not a picture's.
    public func randomParameters(for shape: [Int], seed: Int? = nil) throws -> ImageTransform {
        try settings.check()
        try checkPicture(shape)
        var stream =
            seed.map { RandomStream(seed: UInt64(bitPattern: Int64($0)), number: 0) }
            ?? RandomState.shared.nextStream()
        return settings.transform(width: shape[1], height: shape[0], &stream)
    }

    /// Transforms a picture [height, width, channels] as given; it is not standardised.
    ///
    /// What is left empty is filled as `fillMode` says. Throws `TransferError.imageData` if a number cannot be used or the
    /// tensor is not a picture.
    public func applyTransform(_ picture: Tensor, _ parameters: ImageTransform) throws -> Tensor {
        try settings.check()
        try checkPicture(picture.shape)
        if let (name, value) = parameters.invalidNumber {
            throw TransferError.imageData(
                .invalidSetting(setting: name, value: "\(value)", allowed: "an ordinary number, a factor at least 0"))
        }
        let values = [Float](unsafeUninitializedCapacity: picture.count) { target, count in
            picture.values.withUnsafeBufferPointer { source in
                if let source = source.baseAddress {
                    settings.transform(source, shape: picture.shape, parameters, into: target)
                }
            }
            count = picture.count
        }
        return Tensor(checked: picture.shape, values)
    }

    /// Transforms a picture [height, width, channels] at random; it is not standardised.
    ///
    /// Throws `TransferError.imageData` if a setting cannot be used or the tensor is not a picture.
    public func randomTransform(_ picture: Tensor, seed: Int? = nil) throws -> Tensor {
        try applyTransform(picture, randomParameters(for: picture.shape, seed: seed))
    }

    private func checkPicture(_ shape: [Int]) throws {
        guard shape.count == 3, shape.allSatisfy({ $0 > 0 }) else {
            throw TransferError.imageData(.wrongPictures(expected: "[height, width, channels]", received: shape))
        }
    }
}

extension AugmentationSettings {
    /// Writes the transformed picture of a shape [height, width, channels] to `target`; after bytes, one more is read.
    func transform<Level: PixelLevel>(
        _ source: UnsafePointer<Level>, shape: [Int], _ transform: ImageTransform,
        into target: UnsafeMutableBufferPointer<Float>
    ) {
        guard let base = target.baseAddress else { return }
        let (height, width, channels) = (shape[0], shape[1], shape[2])
        if transform.movesPixels {
            // Brightness cuts fractions off, by which a hair becomes a whole level.
            AffineSampler(
                mapping: AffineMapping(transform, width: width, height: height), fill: fillMode, width: width,
                height: height, channels: channels, isExact: transform.brightness != nil
            ).apply(source, into: base)
        } else {
            for index in 0..<height * width * channels { base[index] = source[index].level }
        }
        PixelEffects(
            levels: UnsafeMutableBufferPointer(rebasing: target[..<(height * width * channels)]), width: width,
            height: height, channels: channels
        ).apply(transform)
    }
}
