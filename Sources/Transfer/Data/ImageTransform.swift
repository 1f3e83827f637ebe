/// What is done to one picture: Keras' parameters of `apply_transform`, in Keras' order.
///
/// Rotation, shift, shear and zoom say for each new pixel where it is taken from, so a zoom below 1 enlarges and a positive
/// shift moves the picture to the left or upwards.
public struct ImageTransform: Codable, Hashable, Sendable {
    /// The angle of rotation, in degrees.
    public var theta: Double
    /// The shift along the width, in pixels.
    public var tx: Double
    /// The shift along the height, in pixels.
    public var ty: Double
    /// The angle of the shear, in degrees.
    public var shear: Double
    /// The zoom along the width.
    public var zx: Double
    /// The zoom along the height.
    public var zy: Double
    /// Whether left and right change places.
    public var flipHorizontal: Bool
    /// Whether top and bottom change places.
    public var flipVertical: Bool
    /// What is added to all levels, the result kept within the picture's least and largest level; nil adds nothing.
    public var channelShift: Double?
    /// The factor of the brightness; nil leaves it.
    public var brightness: Double?
    /// The factor of each level's distance from the channel's mean; nil leaves it.
    public var contrast: Double?
    /// The part of the picture that is replaced by noise.
    var erasing: ErasedBox?

    /// Makes a transform; what is not given is not done.
    public init(
        theta: Double = 0, tx: Double = 0, ty: Double = 0, shear: Double = 0, zx: Double = 1, zy: Double = 1,
        flipHorizontal: Bool = false, flipVertical: Bool = false, channelShift: Double? = nil,
        brightness: Double? = nil, contrast: Double? = nil
    ) {
        self.theta = theta
        self.tx = tx
        self.ty = ty
        self.shear = shear
        self.zx = zx
        self.zy = zy
        self.flipHorizontal = flipHorizontal
        self.flipVertical = flipVertical
        self.channelShift = channelShift
        self.brightness = brightness
        self.contrast = contrast
    }

    /// Whether pixels change their places.
    var movesPixels: Bool {
        theta != 0 || tx != 0 || ty != 0 || shear != 0 || zx != 1 || zy != 1 || flipHorizontal || flipVertical
    }

    /// The first number that no picture can be transformed with, with its name.
    var invalidNumber: (name: String, value: Double)? {
        let numbers = [
            ("theta", theta), ("tx", tx), ("ty", ty), ("shear", shear), ("zx", zx), ("zy", zy),
            ("channelShift", channelShift ?? 0), ("brightness", brightness ?? 1), ("contrast", contrast ?? 1),
        ]
        return numbers.first { abs($0.1) <= 1e6 ? false : true }
            ?? numbers.first { ["zx", "zy", "brightness", "contrast"].contains($0.0) && $0.1 < 0 }
    }
}

/// A rectangle of a picture, in pixels.
struct ErasedBox: Codable, Hashable, Sendable {
    var left: Int
    var top: Int
    var width: Int
    var height: Int
    /// Where the noise that fills it comes from.
    var noise: UInt64
}
