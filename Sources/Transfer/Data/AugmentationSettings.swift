import Compute
import Foundation

/// The numbers that a generator was made with.
struct AugmentationSettings: Hashable, Sendable {
    var rescale: Float?
    var rotationRange: Double
    var widthShiftRange: ShiftRange
    var heightShiftRange: ShiftRange
    var shearRange: Double
    var zoomRange: FactorRange
    var channelShiftRange: Double
    var brightnessRange: FactorRange?
    var contrastRange: FactorRange?
    var horizontalFlip: Bool
    var verticalFlip: Bool
    var fillMode: FillMode
    var randomErasing: Double
    var erasingScale: FactorRange
    var mixupAlpha: Double
    var cutmixAlpha: Double
    var samplewiseCenter: Bool
    var samplewiseStdNormalization: Bool
    var featurewiseCenter: Bool
    var featurewiseStdNormalization: Bool
    var validationSplit: Double

    /// Throws `TransferError.imageData` that names the first setting which cannot be used.
    func check() throws {
        func require(_ condition: Bool, _ setting: String, _ value: Any, _ allowed: String) throws {
            guard condition else {
                throw TransferError.imageData(
                    .invalidSetting(setting: setting, value: "\(value)", allowed: allowed))
            }
        }
        func require(_ range: FactorRange?, _ setting: String) throws {
            guard let range else { return }
            let isValid = range.bounds.map { $0 >= 0 && $0 <= $1 && $1 <= 1e6 } ?? false
            try require(
                isValid, setting, range,
                "a number from 0 to 1, or [least, largest] of two factors from 0 to 1000000")
        }
        if let rescale {
            try require(
                rescale.isFinite, "rescale", rescale, "a finite factor such as 1 / 255")
        }
        try require(
            abs(rotationRange) <= 1e6, "rotationRange", rotationRange, "a number of degrees such as 20, at most 1000000"
        )
        for (shift, name) in [(widthShiftRange, "widthShiftRange"), (heightShiftRange, "heightShiftRange")] {
            try require(
                shift.isValid, name, shift,
                "a fraction of the side below 1 (0.2), pixels (12, at most 1000000), or a list of such numbers")
        }
        try require(abs(shearRange) < 90, "shearRange", shearRange, "a number of degrees below 90, for example 10")
        try require(zoomRange, "zoomRange")
        try require(brightnessRange, "brightnessRange")
        try require(contrastRange, "contrastRange")
        try require(
            abs(channelShiftRange) <= 1e6, "channelShiftRange", channelShiftRange,
            "a number of levels such as 20, at most 1000000")
        if case .constant(let level) = fillMode {
            try require(abs(level) <= 1e6, "the level of fillMode", level, "a level such as 0, at most 1000000")
        }
        try require(
            randomErasing >= 0 && randomErasing <= 1, "randomErasing", randomErasing, "a probability from 0 to 1")
        let area = erasingScale.bounds.map { $0 > 0 && $0 <= $1 && $1 <= 1 } ?? false
        try require(
            erasingScale.numbers.count == 2 && area, "erasingScale", erasingScale,
            "[least, largest] of two shares of the picture from above 0 to 1")
        for (alpha, name) in [(mixupAlpha, "mixupAlpha"), (cutmixAlpha, "cutmixAlpha")] {
            try require(alpha >= 0 && alpha <= 1000, name, alpha, "a number from 0 to 1000, for example 0.2")
        }
        try require(
            validationSplit >= 0 && validationSplit < 1, "validationSplit", validationSplit,
            "a fraction of at least 0 and below 1")
    }

    /// Whether pictures change from one pass to the next.
    var isRandom: Bool { changesPictures || mixesBatches }

    /// Whether pictures of a batch are mixed with each other.
    var mixesBatches: Bool { mixupAlpha > 0 || cutmixAlpha > 0 }

    private var changesPictures: Bool {
        rotationRange != 0 || !widthShiftRange.isZero || !heightShiftRange.isZero || shearRange != 0
            || changesZoom || channelShiftRange != 0 || brightnessRange != nil || contrastRange != nil
            || horizontalFlip || verticalFlip || randomErasing > 0
    }

    private var changesZoom: Bool { zoomRange.bounds.map { $0 != 1 || $1 != 1 } ?? false }

    /// Draws what is done to a picture; the settings have been checked.
    func transform(width: Int, height: Int, _ stream: inout RandomStream) -> ImageTransform {
        var result = ImageTransform()
        if rotationRange != 0 { result.theta = stream.uniform(from: -rotationRange, to: rotationRange) }
        result.tx = widthShiftRange.distance(along: width, &stream)
        result.ty = heightShiftRange.distance(along: height, &stream)
        if shearRange != 0 { result.shear = stream.uniform(from: -shearRange, to: shearRange) }
        if changesZoom, let (least, largest) = zoomRange.bounds {
            result.zx = stream.uniform(from: least, to: largest)
            result.zy = stream.uniform(from: least, to: largest)
        }
        if horizontalFlip { result.flipHorizontal = stream.happens(0.5) }
        if verticalFlip { result.flipVertical = stream.happens(0.5) }
        if channelShiftRange != 0 {
            result.channelShift = stream.uniform(from: -channelShiftRange, to: channelShiftRange)
        }
        if let (least, largest) = brightnessRange?.bounds {
            result.brightness = stream.uniform(from: least, to: largest)
        }
        if let (least, largest) = contrastRange?.bounds { result.contrast = stream.uniform(from: least, to: largest) }
        if randomErasing > 0, stream.happens(randomErasing) {
            result.erasing = erasedBox(width: width, height: height, &stream)
        }
        return result
    }

    /// A rectangle of a random share of the picture, with sides in a proportion of 0.3 to 1 / 0.3.
    private func erasedBox(width: Int, height: Int, _ stream: inout RandomStream) -> ErasedBox? {
        guard let (least, largest) = erasingScale.bounds else { return nil }
        let area = stream.uniform(from: least, to: largest) * Double(width * height)
        let proportion = exp(stream.uniform(from: log(0.3), to: log(1 / 0.3)))
        let across = min(width, max(1, Int((area * proportion).squareRoot())))
        let down = min(height, max(1, Int((area / proportion).squareRoot())))
        return ErasedBox(
            left: stream.index(below: width - across + 1), top: stream.index(below: height - down + 1), width: across,
            height: down, noise: stream.next())
    }
}

extension ShiftRange {
    /// Draws a distance in pixels along a side of so many pixels.
    fileprivate func distance(along side: Int, _ stream: inout RandomStream) -> Double {
        switch self {
        case .upTo(let limit):
            guard limit > 0 else { return 0 }
            return stream.uniform(from: -limit, to: limit) * (limit < 1 ? Double(side) : 1)
        case .wholePixels(let limit):
            guard limit > 0 else { return 0 }
            let distance = Double(stream.index(below: limit))
            return stream.happens(0.5) ? distance : -distance
        case .choices(let distances):
            guard let largest = distances.max() else { return 0 }
            let distance = distances[stream.index(below: distances.count)] * (largest < 1 ? Double(side) : 1)
            return stream.happens(0.5) ? distance : -distance
        }
    }
}
