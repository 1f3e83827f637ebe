import Foundation

/// A raster picture as a PNG file's bytes, with the words for who cannot see it.
public struct Picture: Hashable, Sendable {
    /// The PNG file's bytes.
    public var png: [UInt8]
    /// The width in pixels.
    public var width: Int
    /// The height in pixels.
    public var height: Int
    /// What the picture shows, in one sentence.
    public var altText: String

    /// Makes a picture from PNG bytes and their size in pixels.
    public init(png: [UInt8], width: Int, height: Int, altText: String) {
        self.png = png
        self.width = width
        self.height = height
        self.altText = altText
    }
}

extension Picture: Codable {
    private enum CodingKeys: String, CodingKey {
        case png
        case width
        case height
        case altText
    }

    /// Reads a picture whose `png` is Base64 text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        png = Array(try container.decode(Data.self, forKey: .png))
        width = try container.decode(Int.self, forKey: .width)
        height = try container.decode(Int.self, forKey: .height)
        altText = try container.decode(String.self, forKey: .altText)
    }

    /// Writes a picture whose `png` is Base64 text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Data(png), forKey: .png)
        try container.encode(width, forKey: .width)
        try container.encode(height, forKey: .height)
        try container.encode(altText, forKey: .altText)
    }
}
