/// How pictures are prepared on their way from files to a model.
public struct ImageDataGenerator {
    private let rescale: Float?
    private let preprocessing: ((Tensor) -> Tensor)?

    /// Makes a generator that first applies `preprocessing` to a picture's pixels (0...255, [height, width, 3]), then
    /// multiplies by `rescale`.
    public init(rescale: Float? = nil, preprocessing: ((Tensor) -> Tensor)? = nil) {
        self.rescale = rescale
        self.preprocessing = preprocessing
    }

    /// The pictures of a folder that holds one folder for each class; prints how many were found.
    ///
    /// Pictures are scaled to `targetSize`, [height, width] in pixels. With a `seed` the flow's shuffling does not
    /// depend on anything else that is random. Throws `TransferError.folder` if there are none.
    public func flowFromDirectory(
        _ path: String, targetSize: [Int] = [256, 256], batchSize: Int = 32, classMode: ClassMode = .categorical,
        shuffle: Bool = true, seed: Int? = nil, interpolation: PictureInterpolation = .bilinear
    ) throws -> ImageFlow {
        try checkTargetSize(targetSize)
        guard batchSize > 0 else {
            throw TransferError.folder(
                .invalidSetting(setting: "batchSize", value: "\(batchSize)", allowed: "a number of at least 1"))
        }
        let folder = try ImageFolder(path)
        print("Found \(folder.filenames.count) images belonging to \(folder.classNames.count) classes.")
        return ImageFlow(
            folder: folder, generator: self, targetSize: targetSize, batchSize: batchSize, classMode: classMode,
            shuffle: shuffle, seed: seed, interpolation: interpolation)
    }

    func prepared(_ picture: Tensor) -> [Float] {
        var values = preprocessing?(picture).values ?? picture.values
        if let rescale {
            for i in values.indices { values[i] *= rescale }
        }
        return values
    }
}
