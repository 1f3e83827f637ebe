public import Foundation

/// A raster picture as a PNG file's bytes, with the words for who cannot see it.
public struct Picture: Codable, Hashable, Sendable {
    /// The PNG file's bytes.
    public var png: Data
    /// The width in pixels.
    public var width: Int
    /// The height in pixels.
    public var height: Int
    /// What the picture shows, in one sentence.
    public var altText: String

    /// Makes a picture from PNG bytes and their size in pixels.
    public init(png: Data, width: Int, height: Int, altText: String) {
        self.png = png
        self.width = width
        self.height = height
        self.altText = altText
    }
}
