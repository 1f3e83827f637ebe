import Foundation
import FoundationXML
import LessonRender
import LessonRun
import Testing

@Suite("JUnit files say of every cell how it fared")
struct JUnitTests {
    private func sample() throws -> [LessonResult] {
        let record = try SampleRecord.everything()
        return [
            LessonResult(record, lesson: "lessons/a.md", outputs: "a", exit: 1),
            LessonResult(
                lesson: "lessons/b.md", outputs: "week/b", exit: 2,
                problems: [
                    LessonResult.Problem(line: 3, message: "unknown option 'hid' & \"more\""),
                    LessonResult.Problem(message: "no line"),
                ]),
        ]
    }

    @Test("The elements, their numbers and their order are those of the usual schema") func structure() throws {
        let data = JUnitRenderer.render(try sample())
        let document = try XMLDocument(data: data)
        let root = try #require(document.rootElement())
        #expect(root.name == "testsuites")
        let suites = root.elements(forName: "testsuite")
        #expect(suites.map { $0.attribute(forName: "name")?.stringValue } == ["a", "week/b"])
        var totals = ["tests": 0, "failures": 0, "errors": 0]
        let children = ["failure": "failures", "error": "errors", "skipped": "skipped"]
        for suite in suites {
            let cases = suite.elements(forName: "testcase")
            func number(_ name: String) -> Int? { suite.attribute(forName: name)?.stringValue.flatMap { Int($0) } }
            #expect(number("tests") == cases.count)
            for (child, count) in children {
                #expect(number(count) == cases.count { !$0.elements(forName: child).isEmpty })
            }
            for name in totals.keys { totals[name, default: 0] += number(name) ?? 0 }
            let known: Set = ["name", "classname", "time"]
            for element in cases {
                #expect(Set((element.attributes ?? []).compactMap(\.name)) == known)
                #expect((element.children ?? []).filter { $0.kind == .element }.count <= 1)
            }
        }
        for (name, total) in totals { #expect(root.attribute(forName: name)?.stringValue == "\(total)") }
        #expect(totals["tests"] == 13)
        #expect(suites[0].attribute(forName: "timestamp")?.stringValue == "2026-01-02T03:04:05")
    }

    @Test("A failure has its kind, its message with file and line, and the compiler's words") func failures() throws {
        let text = String(decoding: JUnitRenderer.render(try sample()), as: UTF8.self)
        #expect(
            text.contains(
                """
                <testcase name="wrong" classname="a" time="4.690">
                <failure type="compile-error" message="lessons/a.md:11: compile error">lessons/a.md:11:14: error: \
                cannot convert value of type 'String' to specified type 'Int'
                let b: Int = &quot;a&quot;
                             ^~~</failure>
                </testcase>
                """))
        #expect(
            text.contains(
                "<failure type=\"trap\" message=\"lessons/a.md:10: Index out of range\">"
                    + "lessons/a.md:10: trap: Index out of range\nhelp: count from 0</failure>"))
        #expect(text.contains("<skipped message=\"an earlier cell failed\" />"))
        #expect(
            text.contains(
                """
                <testcase name="lesson" classname="week/b" time="0.000">
                <error type="invalid" message="unknown option 'hid' &amp; &quot;more&quot;">lessons/b.md:3: unknown \
                option 'hid' &amp; &quot;more&quot;
                lessons/b.md: no line</error>
                </testcase>
                """))
    }

    @Test("Characters that XML does not admit are left out") func controls() throws {
        let cell = SampleRecord.cell(outcome: Outcome(.thrownError, message: "a\u{1B}[31mb\u{0}c\nd\u{FFFF}", line: 10))
        let record = try SampleRecord.record([cell], status: .failed)
        let data = JUnitRenderer.render([LessonResult(record, lesson: "a.md", outputs: "a", exit: 1)])
        let document = try XMLDocument(data: data)
        let failure = try #require(try document.nodes(forXPath: "//failure").first as? XMLElement)
        #expect(failure.attribute(forName: "message")?.stringValue == "a.md:10: abc\nd")
    }
}
