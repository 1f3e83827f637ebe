import Foundation
import Testing

@Suite("Swift's own random numbers begin at the lesson's seed", .serialized)
struct RandomNumberTests {
    /// What the cells of a lesson with this seed print, as its page shows it.
    private func page(seed: Int, _ cells: [String]) throws -> String {
        var page = ""
        let text = "---\nseed: \(seed)\n---\n# T\n\n" + cells.map { "```swift \($0)\n```\n" }.joined(separator: "\n")
        try LessonTool.withLessons(["l.md": text]) { directory in
            let result = try LessonTool.run(["run", "l.md"], in: directory)
            #expect(result.status == 0, "\(result.errors)")
            page = try String(contentsOfFile: "\(directory)/outputs/l.md", encoding: .utf8)
        }
        return page
    }

    @Test("The same seed draws the same, another seed something else, and no two runs the same UUID")
    func seeds() throws {
        let cells = [
            "\nprint(\"drawn\", (0..<8).map { _ in Int.random(in: 0..<1000) }, [1, 2, 3, 4, 5, 6, 7, 8].shuffled())",
            "\nvar generator = SystemRandomNumberGenerator()\nprint(\"drawn\", generator.next(), Double.random(in: 0..<1))",
            "\nprint(\"unique\", UUID())",
        ]
        func lines(_ page: String, _ word: String) -> [String] {
            page.split(separator: "\n").map(String.init).filter { $0.hasPrefix(word + " ") }
        }
        let first = try page(seed: 7, cells)
        let again = try page(seed: 7, cells)
        let other = try page(seed: 8, cells)
        #expect(lines(first, "drawn").count == 2)
        #expect(lines(first, "drawn") == lines(again, "drawn"))
        for (mine, others) in zip(lines(first, "drawn"), lines(other, "drawn")) { #expect(mine != others) }
        #expect(lines(first, "unique").count == 1)
        #expect(lines(first, "unique") != lines(again, "unique"))
    }

    @Test("A cell may set the seed, and cells that run again after an expected trap draw what they drew")
    func again() throws {
        let page = try page(
            seed: 3,
            [
                "id=draw\nlet before = (0..<5).map { _ in Int.random(in: 0..<1_000_000) }\nprint(\"before\", before)",
                "expect=trap\nlet none: Int? = nil\nprint(none!)",
                "\nprint(\"before\", before)",
                "\nsetRandomSeed(5)\nlet one = UInt64.random(in: 0...UInt64.max)\nsetRandomSeed(5)\n"
                    + "print(one == UInt64.random(in: 0...UInt64.max) ? \"as before\" : \"something else\")",
            ])
        let before = page.split(separator: "\n").filter { $0.hasPrefix("before ") }
        #expect(before.count == 2 && before.first == before.last)
        #expect(page.contains("as before\n"))
    }

    @Test("They are spread evenly, and bits do not depend on each other")
    func even() throws {
        let page = try page(
            seed: 1,
            [
                """

                let numbers = (0..<100_000).map { _ in Double.random(in: 0..<1) }
                let mean = numbers.reduce(0, +) / 100_000
                let pairs = zip(numbers, numbers.dropFirst()).map { ($0 - 0.5) * ($1 - 0.5) }.reduce(0, +) / 99_999 * 12
                let bits = (0..<10_000).map { _ in UInt64.random(in: 0...UInt64.max).nonzeroBitCount }.reduce(0, +)
                // Five deviations of each: 0.29 and 1 by the root of 100,000, 4 by that of 10,000.
                print(abs(mean - 0.5) < 0.0046 && abs(pairs) < 0.016 && abs(Double(bits) / 10_000 - 32) < 0.2 ? "even" : "uneven")
                """
            ])
        #expect(page.contains("\neven\n"))
    }
}
