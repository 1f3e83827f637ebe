/// Reads a JPEG, PNG, BMP or PPM picture as a tensor [height, width, channels] of values 0...255.
///
/// The format is told by the file's first bytes, whatever its name. Alpha is dropped. With a target size [height, width]
/// the picture is scaled to it, its proportions disregarded, as Pillow does; `cropToAspectRatio` first cuts off what does
/// not fit the proportions, equally at both sides, as Keras' `smart_resize`. Throws `TransferError.picture` if it cannot
/// be read, `TransferError.folder` for an impossible size.
public func loadImage(
    _ path: String, targetSize: [Int]? = nil, colorMode: ColorMode = .rgb,
    interpolation: PictureInterpolation = .bilinear, cropToAspectRatio: Bool = false,
    orientation: PictureOrientation = .stored
) throws -> Tensor {
    let reading = try PictureReading(
        targetSize: targetSize, colorMode: colorMode, interpolation: interpolation,
        cropToAspectRatio: cropToAspectRatio, orientation: orientation)
    if let planning = Planning.current {
        let size = try reading.size ?? PictureFile(contentsOf: path).size(orientation)
        return planning.picture(path, shape: [size.height, size.width, colorMode.channels])
    }
    let picture = try DecodedPicture(contentsOf: path, reading)
    return Tensor(
        checked: [picture.size.height, picture.size.width, colorMode.channels], picture.pixels.map { Float($0) })
}

extension PictureReading {
    /// A way to read pictures at a size [height, width], or as they are.
    ///
    /// Throws `TransferError.folder` for an impossible size.
    init(
        targetSize: [Int]?, colorMode: ColorMode, interpolation: PictureInterpolation, cropToAspectRatio: Bool,
        orientation: PictureOrientation = .stored, usesScaledDecoding: Bool = false
    ) throws {
        self.init(
            colorMode: colorMode, interpolation: interpolation, cropsToAspectRatio: cropToAspectRatio,
            orientation: orientation, usesScaledDecoding: usesScaledDecoding)
        guard let targetSize else { return }
        try checkTargetSize(targetSize)
        size = PixelSize(width: targetSize[1], height: targetSize[0])
    }
}

/// Throws unless a size is [height, width] of at least one pixel.
func checkTargetSize(_ size: [Int]) throws {
    guard size.count == 2, PixelSize(width: size[1], height: size[0]).isAllowed else {
        throw TransferError.folder(
            .invalidSetting(
                setting: "targetSize", value: "\(size)",
                allowed: "[height, width] in pixels, at most \(DecodedPicture.megapixelLimit) million in all"))
    }
}
