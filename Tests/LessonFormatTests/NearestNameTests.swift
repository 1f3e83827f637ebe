import LessonFormat
import Testing

@Suite("Names misspelt find the nearest known one") struct NearestNameTests {
    @Test(
        "few letters may differ",
        arguments: [
            ("hid", "hide"), ("captoin", "caption"), ("STATIC", "static"), ("norun", "no-run"), ("captions", "caption"),
        ])
    func near(name: String, expected: String) {
        #expect(nearestName(to: name, among: ["id", "hide", "static", "no-run", "caption"]) == expected)
    }

    @Test("names far from all have none", arguments: ["x", "points", "", "tolerance"])
    func far(name: String) {
        #expect(nearestName(to: name, among: ["id", "hide", "static", "no-run", "caption"]) == nil)
    }
}
