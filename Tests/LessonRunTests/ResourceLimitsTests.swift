import LessonRun
import Testing

@Suite("Sizes are read as people write them")
struct ResourceLimitsTests {
    @Test(
        "A number with a unit, in powers of 1024 or of 1000",
        arguments: [
            ("4GiB", 4 << 30), ("512MiB", 512 << 20), ("64 KiB", 64 << 10), ("1000", 1000), ("2MB", 2_000_000),
            ("1g", 1 << 30),
        ])
    func sizes(text: String, bytes: Int) {
        #expect(ResourceLimits.bytes(text) == bytes)
    }

    @Test("Anything else is none", arguments: ["", "GiB", "0", "-1MiB", "4 parsecs", "99999999999TiB", "1.5GiB"])
    func others(_ text: String) {
        #expect(ResourceLimits.bytes(text) == nil)
    }

    @Test("The standard limit is below the machine's memory")
    func standard() {
        #expect(ResourceLimits().memory > 1 << 28)
        #expect(!ResourceLimits().stopsAtOutputLimit)
    }
}
