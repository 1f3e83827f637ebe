import Compute

/// How pictures are prepared, and changed at random, on their way from files or tensors to a model.
///
/// `ImageDataGenerator(rescale: 1 / 255, rotationRange: 20, horizontalFlip: true)`. The settings have Keras' names and
/// meanings; they are checked where the generator is first used. Changes at random (augmentation) belong to training:
/// `fit`, `preview` and `for batch in flow` apply them, `evaluate`, `predict` and validation data see the pictures as they
/// are.
public final class ImageDataGenerator {
    let settings: AugmentationSettings
    let preprocessing: PicturePreprocessing?
    private(set) var statistics: FeatureStatistics?

    /// Makes a generator; what is not given is not done.
    ///
    /// - Parameters:
    ///   - rescale: The factor of all levels, applied after everything but the standardisations; 0 is none.
    ///   - rotationRange: Rotations of up to so many degrees, either way.
    ///   - widthShiftRange: Shifts to the left or right: a fraction of the width below 1, pixels, or a list of distances.
    ///   - heightShiftRange: Shifts up or down: a fraction of the height below 1, pixels, or a list of distances. (Keras 3
    ///     takes the two the other way round than it says; here they are as documented.)
    ///   - shearRange: Shears of up to so many degrees, either way.
    ///   - zoomRange: The zoom of each direction, from 1 − z to 1 + z, or `[least, largest]`; below 1 enlarges.
    ///   - channelShiftRange: What is added to all levels at most, or taken away.
    ///   - brightnessRange: Factors of brightness, `[least, largest]`.
    ///   - contrastRange: Factors of contrast, from 1 − c to 1 + c, or `[least, largest]`.
    ///   - horizontalFlip: Whether half of the pictures are mirrored left to right.
    ///   - verticalFlip: Whether half of the pictures are mirrored top to bottom.
    ///   - fillMode: What is seen where a moved picture leaves room.
    ///   - randomErasing: The probability that a rectangle of a picture is replaced by noise.
    ///   - erasingScale: The least and the largest share of a picture that is erased.
    ///   - mixupAlpha: Above 0, each picture is blended with another one of its batch, and so are their one-hot labels
    ///     (Zhang and others, 2017); the share is drawn from the beta distribution β(α, α).
    ///   - cutmixAlpha: Above 0, a rectangle of each picture is replaced by that of another one of its batch, and the one-hot
    ///     labels are blended by area (Yun and others, 2019). With both, half of the batches are treated either way.
    ///   - samplewiseCenter: Whether each picture's own mean is subtracted.
    ///   - samplewiseStdNormalization: Whether each picture is divided by its own standard deviation; its mean is
    ///     subtracted first, as Keras does.
    ///   - featurewiseCenter: Whether the channels' means over all pictures are subtracted; `fit` computes them.
    ///   - featurewiseStdNormalization: Whether the channels are divided by their standard deviations over all pictures,
    ///     their means being subtracted first, as Keras does.
    ///   - validationSplit: The share of each class' first files that `subset: .validation` takes.
    ///   - preprocessing: A function from a picture [height, width, channels] of 0...255 to one of the same shape, called
    ///     by one thread at a time; an error that it throws is thrown where the picture is needed.
    public convenience init(
        rescale: Float? = nil, rotationRange: Double = 0, widthShiftRange: ShiftRange = 0,
        heightShiftRange: ShiftRange = 0, shearRange: Double = 0, zoomRange: FactorRange = 0,
        channelShiftRange: Double = 0, brightnessRange: FactorRange? = nil, contrastRange: FactorRange? = nil,
        horizontalFlip: Bool = false, verticalFlip: Bool = false, fillMode: FillMode = .nearest,
        randomErasing: Double = 0, erasingScale: FactorRange = [0.02, 0.33], mixupAlpha: Double = 0,
        cutmixAlpha: Double = 0, samplewiseCenter: Bool = false, samplewiseStdNormalization: Bool = false,
        featurewiseCenter: Bool = false, featurewiseStdNormalization: Bool = false, validationSplit: Double = 0,
        preprocessing: ((Tensor) throws -> Tensor)? = nil
    ) {
        let settings = AugmentationSettings(
            // As in Keras, a factor of 0 is none.
            rescale: rescale == 0 ? nil : rescale, rotationRange: rotationRange, widthShiftRange: widthShiftRange,
            heightShiftRange: heightShiftRange, shearRange: shearRange, zoomRange: zoomRange,
            channelShiftRange: channelShiftRange, brightnessRange: brightnessRange, contrastRange: contrastRange,
            horizontalFlip: horizontalFlip, verticalFlip: verticalFlip, fillMode: fillMode,
            randomErasing: randomErasing, erasingScale: erasingScale, mixupAlpha: mixupAlpha,
            cutmixAlpha: cutmixAlpha, samplewiseCenter: samplewiseCenter || samplewiseStdNormalization,
            samplewiseStdNormalization: samplewiseStdNormalization,
            featurewiseCenter: featurewiseCenter || featurewiseStdNormalization,
            featurewiseStdNormalization: featurewiseStdNormalization, validationSplit: validationSplit)
        self.init(settings, preprocessing.map { .function(SerialPreprocessing($0)) })
    }

    init(_ settings: AugmentationSettings, _ preprocessing: PicturePreprocessing?) {
        self.settings = settings
        self.preprocessing = preprocessing
    }

    /// Computes the channels' means and deviations that the featurewise settings need, from pictures
    /// [n, height, width, channels] of 0...255; they are multiplied by `rescale` first, as Keras does.
    ///
    /// Throws `TransferError.imageData` if a setting cannot be used or the tensor does not hold pictures.
    public func fit(_ pictures: Tensor) throws {
        try settings.check()
        guard pictures.shape.count == 4, pictures.count > 0 else {
            throw TransferError.imageData(
                .wrongPictures(expected: "[n, height, width, channels]", received: pictures.shape))
        }
        statistics = FeatureStatistics(
            pictures.values, channels: pictures.shape[3], scaledBy: settings.rescale ?? 1,
            mean: settings.featurewiseCenter, deviation: settings.featurewiseStdNormalization)
    }

    /// What is done to every picture, once the settings are known to be in order.
    ///
    /// Throws `TransferError.imageData` if a setting cannot be used, or statistics are missing or of other channels.
    func preparation(channels: Int) throws -> PicturePreparation {
        try settings.check()
        if settings.featurewiseCenter || settings.featurewiseStdNormalization {
            guard let statistics else {
                throw TransferError.imageData(
                    .notFitted(
                        setting: settings.featurewiseStdNormalization
                            ? "featurewiseStdNormalization" : "featurewiseCenter"))
            }
            let fitted = statistics.mean?.count ?? statistics.deviation?.count ?? 0
            guard fitted == channels else {
                throw TransferError.imageData(.otherChannels(fitted: fitted, received: channels))
            }
        }
        return PicturePreparation(settings: settings, statistics: statistics, preprocessing: preprocessing)
    }
}
