import Figures
import Foundation
import LessonRun
import Testing

@testable import Transfer

@Suite("Pictures are compared as they look")
struct PictureDistanceTests {
    private static let photographs = ["chelsea_224", "coffee_224", "fish9_128", "tajMahal_224", "windmill8_128"]

    private func photograph(_ name: String) throws -> DecodedPicture {
        try DecodedPicture(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("../../TransferTests/Fixtures/Engine/Golden/\(name).png").standardized.path)
    }

    private func file(_ picture: DecodedPicture) throws -> Picture {
        Picture(
            png: Array(try picture.png()), width: picture.size.width, height: picture.size.height, altText: "")
    }

    /// A picture whose pixels are those of another one, changed.
    private func changed(_ picture: DecodedPicture, _ change: (inout [UInt8]) -> Void) throws -> Picture {
        var pixels = picture.pixels
        change(&pixels)
        return try file(DecodedPicture(size: picture.size, pixels: pixels))
    }

    private func isVisible(_ first: Picture, _ second: Picture) -> Bool {
        if case .visible = PictureDistance(first, second) { true } else { false }
    }

    @Test("The same pixels in another file look the same", arguments: photographs)
    func encoding(name: String) throws {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../TransferTests/Fixtures/Engine/Golden/\(name).png").standardized
        let original = Picture(png: Array(try Data(contentsOf: url)), width: 0, height: 0, altText: "")
        let encoded = try file(try photograph(name))
        #expect(original.png != encoded.png)
        #expect(PictureDistance(original, encoded) == .invisible)
    }

    @Test("Noise of two levels is not seen, noise of sixteen levels is", arguments: photographs)
    func noise(name: String) throws {
        let picture = try photograph(name)
        func noisy(_ amplitude: Int) throws -> Picture {
            var state: UInt64 = 1
            return try changed(picture) { pixels in
                for index in pixels.indices {
                    // Knuth's MMIX generator; its high bits are random enough for noise.
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    let offset = Int(state >> 33) % (2 * amplitude + 1) - amplitude
                    pixels[index] = UInt8(clamping: Int(pixels[index]) + offset)
                }
            }
        }
        let original = try file(picture)
        #expect(PictureDistance(original, try noisy(2)) == .invisible)
        #expect(isVisible(original, try noisy(16)))
    }

    @Test("A photograph that is moved by one pixel looks different", arguments: photographs)
    func shift(name: String) throws {
        let picture = try photograph(name)
        let shifted = try changed(picture) { pixels in pixels = Array(pixels[3...] + pixels[..<3]) }
        #expect(isVisible(try file(picture), shifted))
    }

    @Test("A changed digit in a chart is seen; another photograph is too")
    func drawing() throws {
        func chart(_ title: String) throws -> Picture {
            let series = LineChart.Series(name: "loss", x: [1, 2, 3], y: [3, 2, 1])
            let chart = Chart(
                title: title, content: .lines(LineChart(xLabel: "epoch", yLabel: "loss", series: [series])))
            return Picture(png: try chart.png(theme: .light, width: 400, scale: 1), width: 400, height: 0, altText: "")
        }
        #expect(PictureDistance(try chart("Epoch 3"), try chart("Epoch 3")) == .invisible)
        #expect(isVisible(try chart("Epoch 3"), try chart("Epoch 8")))
        #expect(isVisible(try file(try photograph("chelsea_224")), try file(try photograph("coffee_224"))))
    }

    @Test("The distance is that of the published coordinates, and says where it is")
    func values() throws {
        func plain(_ color: [UInt8], side: Int) throws -> DecodedPicture {
            try DecodedPicture(
                size: PixelSize(width: side, height: side),
                pixels: Array(repeatElement(color, count: side * side).joined()))
        }
        // Red is (53.24, 80.09, 67.20) and blue (32.30, 79.19, -107.86) in CIELAB.
        let (red, blue) = (try file(plain([255, 0, 0], side: 8)), try file(plain([0, 0, 255], side: 8)))
        #expect(
            PictureDistance(red, blue) == .visible("looks different, by ΔE 176.3 around x 4, y 3 (just visible: 2.3)"))
        let white = try plain([255, 255, 255], side: 20)
        func dotted(_ count: Int) throws -> Picture {
            try changed(white) { pixels in
                for index in 0..<(3 * count) { pixels[(17 * 20 + 17) * 3 + index] = 0 }
            }
        }
        // A pixel of black in a whole block of white would be ΔE 100 / 64; the block in the corner has 16.
        #expect(
            PictureDistance(try file(white), try dotted(1))
                == .visible("looks different, by ΔE 6.3 around x 18, y 17 (just visible: 2.3)"))
        let dot = try changed(white) { pixels in for index in 0..<3 { pixels[index] = 0 } }
        #expect(PictureDistance(try file(white), dot) == .invisible)
    }

    @Test("Sizes are told, and so is what is no picture")
    func problems() throws {
        let (large, small) = (try file(try photograph("fish9_224")), try file(try photograph("fish9_128")))
        #expect(PictureDistance(large, small) == .sizes("224 × 224", "128 × 128"))
        let broken = Picture(png: [1, 2, 3], width: 1, height: 1, altText: "")
        guard case .unreadable(let reason) = PictureDistance(large, broken) else {
            Issue.record("three bytes were taken for a picture")
            return
        }
        #expect(reason.contains("picture"))
    }
}
