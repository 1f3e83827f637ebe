extension ImageDataGenerator {
    /// Makes a generator that prepares pictures for a backbone, `preprocessing: base.preprocess`; all else is as for a
    /// function in that place.
    public convenience init(
        rescale: Float? = nil, rotationRange: Double = 0, widthShiftRange: ShiftRange = 0,
        heightShiftRange: ShiftRange = 0, shearRange: Double = 0, zoomRange: FactorRange = 0,
        channelShiftRange: Double = 0, brightnessRange: FactorRange? = nil, contrastRange: FactorRange? = nil,
        horizontalFlip: Bool = false, verticalFlip: Bool = false, fillMode: FillMode = .nearest,
        randomErasing: Double = 0, erasingScale: FactorRange = [0.02, 0.33], mixupAlpha: Double = 0,
        cutmixAlpha: Double = 0, samplewiseCenter: Bool = false, samplewiseStdNormalization: Bool = false,
        featurewiseCenter: Bool = false, featurewiseStdNormalization: Bool = false, validationSplit: Double = 0,
        preprocessing: PixelScaling
    ) {
        let plain = ImageDataGenerator(
            rescale: rescale, rotationRange: rotationRange, widthShiftRange: widthShiftRange,
            heightShiftRange: heightShiftRange, shearRange: shearRange, zoomRange: zoomRange,
            channelShiftRange: channelShiftRange, brightnessRange: brightnessRange, contrastRange: contrastRange,
            horizontalFlip: horizontalFlip, verticalFlip: verticalFlip, fillMode: fillMode,
            randomErasing: randomErasing, erasingScale: erasingScale, mixupAlpha: mixupAlpha,
            cutmixAlpha: cutmixAlpha, samplewiseCenter: samplewiseCenter,
            samplewiseStdNormalization: samplewiseStdNormalization, featurewiseCenter: featurewiseCenter,
            featurewiseStdNormalization: featurewiseStdNormalization, validationSplit: validationSplit)
        self.init(plain.settings, .scaling(preprocessing))
    }
}
