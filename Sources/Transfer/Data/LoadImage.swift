/// Reads a PNG or JPEG picture as a tensor [height, width, 3] of RGB values 0...255.
///
/// With a target size [height, width] the picture is scaled to it, its proportions disregarded, as Pillow does; throws
/// `TransferError.picture` if it cannot be read, `TransferError.folder` for an impossible size.
public func loadImage(
    _ path: String, targetSize: [Int]? = nil, interpolation: Interpolation = .bilinear
) throws -> Tensor {
    var picture = try DecodedPicture(contentsOf: path)
    if let targetSize {
        try checkTargetSize(targetSize)
        picture = try picture.resized(width: targetSize[1], height: targetSize[0], interpolation: interpolation)
    }
    return Tensor(checked: [picture.height, picture.width, 3], picture.rgb.map { Float($0) })
}

/// Throws unless a size is [height, width] of at least one pixel.
func checkTargetSize(_ size: [Int]) throws {
    guard size.count == 2, size.allSatisfy({ $0 > 0 }) else {
        throw TransferError.folder(
            .invalidSetting(setting: "targetSize", value: "\(size)", allowed: "[height, width] in pixels"))
    }
}
