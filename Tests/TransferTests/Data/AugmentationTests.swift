import Foundation
import Testing

@testable import Transfer

@Suite("Pictures are transformed as Keras transforms them")
struct AugmentationTests {
    private func largestDifference(_ a: Tensor, _ b: Tensor) throws -> Float {
        try #require(a.shape == b.shape)
        return zip(a.values, b.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }

    private func fill(_ name: String) throws -> FillMode {
        switch name {
        case "nearest": .nearest
        case "reflect": .reflect
        case "wrap": .wrap
        default: .constant(77)
        }
    }

    @Test("with fixed parameters and every fill mode, from numbers and from bytes")
    func fixedParameters() throws {
        let golden = try AugmentationFixture.load()
        #expect(golden.cases.count > 100)
        var largest: Float = 0
        for (number, example) in golden.cases.enumerated() {
            let picture = try AugmentationFixture.tensor(try #require(golden.pictures[example.picture]))
            let expected = try AugmentationFixture.tensor(example.expected)
            let generator = ImageDataGenerator(fillMode: try fill(example.fill))
            let transform = example.parameters.transform
            let result = try generator.applyTransform(picture, transform)
            let bytes = picture.values.map { UInt8($0) } + [0]
            var fromBytes = [Float](repeating: 0, count: picture.count)
            fromBytes.withUnsafeMutableBufferPointer { target in
                bytes.withUnsafeBufferPointer { source in
                    guard let base = source.baseAddress else { return }
                    generator.settings.transform(base, shape: picture.shape, transform, into: target)
                }
            }
            let difference = try max(
                largestDifference(result, expected),
                largestDifference(Tensor(shape: picture.shape, values: fromBytes), expected))
            largest = max(largest, difference)
            #expect(difference <= 1, "case \(number): \(example)")
        }
        reportFigures("Largest difference to Keras' transforms: \(largest) grey levels")
    }

    @Test("and standardised by themselves or by all")
    func standardisation() throws {
        let golden = try AugmentationFixture.load()
        let several = try AugmentationFixture.tensor(golden.several)
        for fit in golden.fits {
            let generator = fit.settings.generator
            try generator.fit(several)
            let flow = try generator.flow(x: several, batchSize: 3, shuffle: false)
            let second = try flow.tensor().samples(1..<2).reshaped(Array(several.shape.dropFirst()))
            let expected = try AugmentationFixture.tensor(fit.expected)
            #expect(try largestDifference(second, expected) < 1e-4, "\(fit)")
        }
    }

    @Test("with shifts as documented: width across, height down")
    func shifts() throws {
        let picture = try Tensor(shape: [2, 4, 1], values: [1, 2, 3, 4, 5, 6, 7, 8])
        let across = ImageDataGenerator(widthShiftRange: [1])
        let down = ImageDataGenerator(heightShiftRange: [1], fillMode: .constant(0))
        let wide = Set(try (0..<20).map { try across.randomTransform(picture, seed: $0).values })
        #expect(wide == [[2, 3, 4, 4, 6, 7, 8, 8], [1, 1, 2, 3, 5, 5, 6, 7]])
        let high = Set(try (0..<20).map { try down.randomTransform(picture, seed: $0).values })
        #expect(high == [[5, 6, 7, 8, 0, 0, 0, 0], [0, 0, 0, 0, 1, 2, 3, 4]])
    }

    @Test("turning by right angles exactly, without a border of fill")
    func rightAngles() throws {
        let picture = try Tensor(shape: [3, 3, 1], values: [1, 2, 3, 4, 5, 6, 7, 8, 9])
        for fill in [FillMode.nearest, .reflect, .wrap, .constant(0)] {
            let turned = try ImageDataGenerator(fillMode: fill).applyTransform(picture, ImageTransform(theta: 90))
            for (value, expected) in zip(turned.values, [3, 6, 9, 2, 5, 8, 1, 4, 7] as [Float]) {
                #expect(abs(value - expected) < 1e-4, "\(fill)")
            }
        }
    }

    @Test("with random numbers within their ranges, and all of them")
    func ranges() throws {
        let generator = ImageDataGenerator(
            rotationRange: 20, widthShiftRange: 0.25, heightShiftRange: 3, shearRange: 10, zoomRange: [0.5, 0.75],
            channelShiftRange: 8, brightnessRange: [0.9, 1.2], contrastRange: 0.3, horizontalFlip: true,
            verticalFlip: true)
        let drawn = try (0..<400).map { try generator.randomParameters(for: [50, 40, 3], seed: $0) }
        func span(_ values: [Double]) -> ClosedRange<Double> { (values.min() ?? 0)...(values.max() ?? 0) }
        func covers(_ values: [Double], _ least: Double, _ largest: Double) -> Bool {
            let (span, room) = (span(values), (largest - least) / 50)
            return span.lowerBound >= least && span.lowerBound < least + room && span.upperBound <= largest
                && span.upperBound > largest - room
        }
        #expect(covers(drawn.map(\.theta), -20, 20))
        #expect(covers(drawn.map(\.tx), -10, 10))
        #expect(Set(drawn.map(\.ty)) == [-2, -1, 0, 1, 2])
        #expect(covers(drawn.map(\.shear), -10, 10))
        #expect(covers(drawn.map(\.zx), 0.5, 0.75) && covers(drawn.map(\.zy), 0.5, 0.75))
        #expect(drawn.contains { $0.zx != $0.zy })
        #expect(covers(drawn.compactMap(\.channelShift), -8, 8))
        #expect(covers(drawn.compactMap(\.brightness), 0.9, 1.2))
        #expect(covers(drawn.compactMap(\.contrast), 0.7, 1.3))
        #expect((150...250).contains(drawn.filter(\.flipHorizontal).count))
        #expect((150...250).contains(drawn.filter(\.flipVertical).count))
        let still = ImageDataGenerator(rescale: 2, samplewiseCenter: true)
        #expect(try still.randomParameters(for: [9, 9, 3], seed: 1) == ImageTransform())
    }

    @Test("with contrast about each channel's mean, and a rectangle of noise")
    func newerEffects() throws {
        let picture = try Tensor(shape: [1, 2, 2], values: [100, 0, 200, 50])
        let flat = try ImageDataGenerator().applyTransform(picture, ImageTransform(contrast: 0))
        #expect(flat.values == [150, 25, 150, 25])
        let strong = try ImageDataGenerator().applyTransform(picture, ImageTransform(contrast: 4))
        #expect(strong.values == [0, 0, 255, 125])
        let square = try Tensor(shape: [40, 40, 1], values: (0..<1600).map { Float($0 % 200) })
        let eraser = ImageDataGenerator(randomErasing: 1, erasingScale: [0.1, 0.2])
        for seed in 0..<20 {
            let erased = try eraser.randomTransform(square, seed: seed)
            let changed = zip(erased.values, square.values).filter { $0 != $1 }.count
            #expect((130...320).contains(changed))
            #expect(erased.values.allSatisfy { $0 >= 0 && $0 <= 199 })
        }
        #expect(try eraser.randomTransform(square, seed: 1) != eraser.randomTransform(square, seed: 2))
    }

    @Test("refusing numbers that make no sense, with the remedy")
    func refusals() throws {
        let picture = try Tensor(shape: [2, 2, 3], repeating: 1)
        let wrong: [(ImageDataGenerator, String)] = [
            (ImageDataGenerator(rotationRange: .nan), "rotationRange"),
            (ImageDataGenerator(widthShiftRange: -0.5), "widthShiftRange"),
            (ImageDataGenerator(shearRange: 90), "shearRange"),
            (ImageDataGenerator(zoomRange: [1.2, 0.8]), "zoomRange"),
            (ImageDataGenerator(zoomRange: [1, 2, 3]), "zoomRange"),
            (ImageDataGenerator(zoomRange: 1.5), "zoomRange"),
            (ImageDataGenerator(brightnessRange: []), "brightnessRange"),
            (ImageDataGenerator(fillMode: .constant(.infinity)), "fillMode"),
            (ImageDataGenerator(randomErasing: 2), "randomErasing"),
            (ImageDataGenerator(mixupAlpha: -1), "mixupAlpha"),
            (ImageDataGenerator(validationSplit: 1), "validationSplit"),
            (ImageDataGenerator(rescale: .infinity), "rescale"),
        ]
        for (generator, setting) in wrong {
            let error = #expect(throws: TransferError.self) { try generator.randomTransform(picture) }
            #expect(error?.description.contains(setting) == true && error?.description.contains("; give") == true)
        }
        let generator = ImageDataGenerator(featurewiseStdNormalization: true)
        #expect(throws: TransferError.imageData(.notFitted(setting: "featurewiseStdNormalization"))) {
            try generator.flow(x: picture.expandedDimensions()).tensor()
        }
        try generator.fit(Tensor(shape: [2, 2, 2, 1], repeating: 1))
        #expect(throws: TransferError.imageData(.otherChannels(fitted: 1, received: 3))) {
            try generator.flow(x: picture.expandedDimensions()).tensor()
        }
        #expect(throws: TransferError.self) {
            try ImageDataGenerator().applyTransform(picture, ImageTransform(zx: -1))
        }
        #expect(throws: TransferError.self) { try ImageDataGenerator().applyTransform(picture.reshaped([12]), .init()) }
        #expect(throws: TransferError.self) { try ImageDataGenerator().fit(picture) }
        let shrinking = ImageDataGenerator { (try? $0.reshaped([$0.count]).samples(0..<3)) ?? $0 }
        #expect(throws: TransferError.imageData(.preprocessingChangedShape(before: [2, 2, 3], after: [3]))) {
            try shrinking.flow(x: picture.expandedDimensions()).tensor()
        }
    }

    @Test(
        "a flip, rotation and zoom of 224 pixels in well below a millisecond",
        .enabled(if: ProcessInfo.processInfo.environment["TRANSFER_TIMINGS"] != nil, "set TRANSFER_TIMINGS to measure"))
    func timing() throws {
        let bytes = (0..<224 * 224 * 3 + 1).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
        let settings = ImageDataGenerator(rotationRange: 20).settings
        let target = UnsafeMutableBufferPointer<Float>.allocate(capacity: 224 * 224 * 3)
        defer { target.deallocate() }
        let clock = ContinuousClock()
        var best = Duration.seconds(1)
        for number in 0..<50 {
            let transform = ImageTransform(theta: Double(number % 20), zx: 0.9, zy: 1.1, flipHorizontal: true)
            let time = clock.measure {
                bytes.withUnsafeBufferPointer { source in
                    guard let base = source.baseAddress else { return }
                    settings.transform(base, shape: [224, 224, 3], transform, into: target)
                }
            }
            best = min(best, time)
        }
        print("A transform of 224 pixels takes", best)
        #if !DEBUG
            #expect(best < .milliseconds(1))
        #endif
    }
}
