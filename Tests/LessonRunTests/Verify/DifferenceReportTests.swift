import LessonRun
import Testing

@Suite("Differences are told in lines for a person")
struct DifferenceReportTests {
    @Test("The report tells twenty differences of a cell, how many more there are, and what to do") func report() {
        func differences(_ count: Int) -> [Difference] {
            (0..<count).map { Difference(.output, line: 7, cell: "one", subject: "n\($0)", before: "1", after: "2") }
        }
        let many = DifferenceReport(lesson: "l/t.md", differences: differences(32))
        #expect(many.lines.count == 21)
        #expect(many.lines.first == "l/t.md:7: n0 1 -> 2")
        #expect(many.lines.last == "l/t.md: … and 12 more in cell 'one'")
        #expect(DifferenceReport(lesson: "l/t.md", differences: differences(21)).lines.count == 21)
        #expect(
            many.summary(command: "lesson update l/t.md")
                == "l/t.md: 32 differences; accept them with: lesson update l/t.md")
        let link = DifferenceReport(
            lesson: "t.md", differences: differences(1) + [Difference(.link, line: 3, subject: "x")])
        #expect(
            link.summary(command: "U") == "t.md: 2 differences; correct the link in the lesson, and accept it with: U")
        #expect(link.acceptance == "t.md: 1 difference accepted; correct the link in the lesson")
    }
}
