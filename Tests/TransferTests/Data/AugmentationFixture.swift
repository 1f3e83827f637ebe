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
        let flipHorizontal: Bool?
        let flipVertical: Bool?
        let channelShiftIntensity: Double?
        let brightness: Double?

        var transform: ImageTransform {
            ImageTransform(
                theta: theta ?? 0, tx: tx ?? 0, ty: ty ?? 0, shear: shear ?? 0, zx: zx ?? 1, zy: zy ?? 1,
                flipHorizontal: flipHorizontal ?? false, flipVertical: flipVertical ?? false,
                channelShift: channelShiftIntensity, brightness: brightness)
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
        let samplewiseCenter: Bool?
        let samplewiseStdNormalization: Bool?
        let featurewiseCenter: Bool?
        let featurewiseStdNormalization: Bool?

        var generator: ImageDataGenerator {
            ImageDataGenerator(
                rescale: rescale, samplewiseCenter: samplewiseCenter ?? false,
                samplewiseStdNormalization: samplewiseStdNormalization ?? false,
                featurewiseCenter: featurewiseCenter ?? false,
                featurewiseStdNormalization: featurewiseStdNormalization ?? false)
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
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(
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
