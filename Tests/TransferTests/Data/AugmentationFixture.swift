import Foundation
import Testing
import Transfer

/// What Keras' `ImageDataGenerator` makes of some pictures.
struct AugmentationFixture: Decodable {
    /// Where numbers lie in the file beside, and their shape.
    struct Numbers: Decodable {
        let offset: Int
        let shape: [Int]
    }

    struct Parameters: Decodable {
        let theta: Double?
        let tx: Double?
        let ty: Double?
        let shear: Double?
        let zx: Double?
        let zy: Double?
        let flip_horizontal: Bool?
        let flip_vertical: Bool?
        let channel_shift_intensity: Double?
        let brightness: Double?

        var transform: ImageTransform {
            ImageTransform(
                theta: theta ?? 0, tx: tx ?? 0, ty: ty ?? 0, shear: shear ?? 0, zx: zx ?? 1, zy: zy ?? 1,
                flipHorizontal: flip_horizontal ?? false, flipVertical: flip_vertical ?? false,
                channelShift: channel_shift_intensity, brightness: brightness)
        }
    }

    struct Case: Decodable {
        let picture: String
        let fill: String
        let parameters: Parameters
        let expected: Numbers
    }

    struct Settings: Decodable {
        let rescale: Float?
        let samplewise_center: Bool?
        let samplewise_std_normalization: Bool?
        let featurewise_center: Bool?
        let featurewise_std_normalization: Bool?

        var generator: ImageDataGenerator {
            ImageDataGenerator(
                rescale: rescale, samplewiseCenter: samplewise_center ?? false,
                samplewiseStdNormalization: samplewise_std_normalization ?? false,
                featurewiseCenter: featurewise_center ?? false,
                featurewiseStdNormalization: featurewise_std_normalization ?? false)
        }
    }

    struct Fit: Decodable {
        let settings: Settings
        let expected: Numbers
    }

    struct Listing: Decodable {
        let filenames: [String]
        let labels: [Int]
        let indices: [String: Int]
        let targets: Numbers?
        let printed: String
    }

    let pictures: [String: Numbers]
    let cases: [Case]
    let several: Numbers
    let fits: [Fit]
    let tree: [String]
    let folders: [String: Listing]

    static func load() throws -> AugmentationFixture {
        try JSONDecoder().decode(
            AugmentationFixture.self, from: Data(contentsOf: fixture("Engine/augmentation.json")))
    }

    static func tensor(_ numbers: Numbers) throws -> Tensor {
        let data = try all.get()
        let count = numbers.shape.reduce(1, *)
        return try Tensor(shape: numbers.shape, values: Array(data[numbers.offset..<numbers.offset + count]))
    }

    private static let all = Result {
        let data = try Data(contentsOf: fixture("Engine/augmentation.bin"))
        return data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
            }
        }
    }
}
