package import Foundation
import LessonFormat
package import LessonRun

/// Lessons as JUnit XML, as Jenkins, GitLab and the like read it: a suite a lesson, a test case a cell.
///
/// The elements and attributes are those that the schema of Jenkins' xUnit plug-in knows. A lesson that could not run
/// is a suite with one case, `lesson`, in error; a cell that could not run for want of data or weights is in error too. A
/// lesson whose outputs were compared has a case `outputs` besides.
package enum JUnitRenderer {
    /// The XML of lessons, as UTF-8.
    package static func render(_ lessons: [LessonResult]) -> Data {
        let suites = lessons.map(Suite.init)
        let totals = [
            ("tests", suites.map(\.cases.count)), ("failures", suites.map { $0.count(.failure) }),
            ("errors", suites.map { $0.count(.error) }),
        ].map { "\($0)=\"\($1.reduce(0, +))\"" }.joined(separator: " ")
        let seconds = time(lessons.map(\.seconds).reduce(0, +))
        let body = suites.map(\.xml).joined()
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"lesson\" \(totals) time=\"\(seconds)\">\n"
            + "\(body)</testsuites>\n"
        return Data(text.utf8)
    }

    fileprivate static func time(_ seconds: Double) -> String { String(format: "%.3f", seconds) }

    /// Text that XML admits, with its special characters as entities.
    fileprivate static func text(_ text: String) -> String { TerminalText(text).plain.htmlEscaped }

    fileprivate static func attribute(_ text: String) -> String {
        Self.text(text).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
    }
}

/// One lesson's element.
private struct Suite {
    enum Verdict {
        case passed
        case failure
        case error
        case skipped
    }

    let result: LessonResult
    let cases: [(verdict: Verdict, xml: String)]

    init(_ result: LessonResult) {
        self.result = result
        let name = JUnitRenderer.attribute(result.outputs)
        let problems = result.problems.map { problem in
            ([result.lesson] + [problem.line].compactMap { $0.map(String.init) }).joined(separator: ":")
                + ": \(problem.message)"
        }
        let whole: [(Verdict, String)] =
            problems.isEmpty
            ? []
            : [
                (
                    .error,
                    Self.element(
                        name: "lesson", suite: name, seconds: result.seconds, tag: "error",
                        type: ExitWords.words(for: result.exit), message: result.problems[0].message,
                        details: problems.joined(separator: "\n"))
                )
            ]
        cases = whole + result.cells.map { Self.testCase($0, of: result, suite: name) } + Self.comparison(result, name)
    }

    /// The case `outputs` of a lesson whose outputs were compared.
    private static func comparison(_ result: LessonResult, _ suite: String) -> [(Verdict, String)] {
        guard result.differences != nil else { return [] }
        let lines = DifferenceReport(lesson: result.lesson, differences: result.staleness).lines
        guard let first = lines.first else {
            return [(.passed, element(name: "outputs", suite: suite, seconds: 0))]
        }
        let xml = element(
            name: "outputs", suite: suite, seconds: 0, tag: "failure", type: ExitWords.words(for: result.exit),
            message: first, details: lines.joined(separator: "\n"))
        return [(.failure, xml)]
    }

    func count(_ verdict: Verdict) -> Int { cases.count { $0.verdict == verdict } }

    var xml: String {
        let stamp = result.date.isEmpty ? "" : " timestamp=\"\(JUnitRenderer.attribute(Self.timestamp(result.date)))\""
        return """
            <testsuite name="\(JUnitRenderer.attribute(result.outputs))" tests="\(cases.count)" \
            failures="\(count(.failure))" errors="\(count(.error))" skipped="\(count(.skipped))" \
            time="\(JUnitRenderer.time(result.seconds))"\(stamp)>
            \(cases.map(\.xml).joined())</testsuite>

            """
    }

    /// The schema's date and time has no zone; all dates are in UTC.
    private static func timestamp(_ date: String) -> String { date.hasSuffix("Z") ? String(date.dropLast()) : date }

    private static func testCase(
        _ cell: CellResult, of result: LessonResult, suite: String
    ) -> (verdict: Verdict, xml: String) {
        let seconds = cell.timing.compile + cell.timing.run
        switch cell.verdict {
        case .passed:
            return (.passed, element(name: cell.id, suite: suite, seconds: seconds))
        case .skipped:
            let reason =
                cell.outcome.message.isEmpty ? skippingWords(cell.outcome.kind) : cell.outcome.message
            return (
                .skipped, element(name: cell.id, suite: suite, seconds: seconds, tag: "skipped", message: reason)
            )
        case .failed:
            let isError = cell.outcome.cause == .environment
            let place = "\(result.lesson):\(cell.outcome.line ?? cell.line)"
            let errors = cell.compileErrors.map { $0.text(file: result.lesson) }
            let message = cell.outcome.message.isEmpty ? cell.outcome.kind.title : cell.outcome.message
            let details =
                errors.isEmpty
                ? "\(place): \(cell.outcome.kind.title): \(message)\(cell.outcome.helpLine)"
                : errors.joined(separator: "\n")
            let xml = element(
                name: cell.id, suite: suite, seconds: seconds, tag: isError ? "error" : "failure",
                type: cell.outcome.kind.rawValue, message: "\(place): \(message)", details: details)
            return (isError ? .error : .failure, xml)
        }
    }

    private static func skippingWords(_ kind: Outcome.Kind) -> String {
        switch kind {
        case .shown: "shown, not run"
        case .unshown: "run for the cells behind it"
        default: "an earlier cell failed"
        }
    }

    private static func element(
        name: String, suite: String, seconds: Double, tag: String? = nil, type: String? = nil, message: String = "",
        details: String? = nil
    ) -> String {
        let head =
            "<testcase name=\"\(JUnitRenderer.attribute(name))\" classname=\"\(suite)\" time=\"\(JUnitRenderer.time(seconds))\""
        guard let tag else { return head + " />\n" }
        let type = type.map { " type=\"\(JUnitRenderer.attribute($0))\"" } ?? ""
        let inner = "<\(tag)\(type) message=\"\(JUnitRenderer.attribute(message))\""
        let content = details.map { ">\(JUnitRenderer.text($0))</\(tag)>" } ?? " />"
        return "\(head)>\n\(inner)\(content)\n</testcase>\n"
    }
}
