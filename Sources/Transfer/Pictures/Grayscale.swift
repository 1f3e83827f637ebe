/// Turns colours into brightness, as Pillow's `convert("L")` does.
enum Grayscale {
    /// Replaces RGB pixels, in place, by one byte each at the beginning of the same memory.
    static func convert(_ pixels: UnsafeMutablePointer<UInt8>, count: Int) {
        for pixel in 0..<count {
            let (red, green, blue) = (pixels[3 * pixel], pixels[3 * pixel + 1], pixels[3 * pixel + 2])
            let sum = UInt32(red) &* 19595 &+ UInt32(green) &* 38470 &+ UInt32(blue) &* 7471 &+ 0x8000
            pixels[pixel] = UInt8(truncatingIfNeeded: sum >> 16)
        }
    }
}
