import Foundation
import LessonFormat
import LessonRun
import Testing
import Transfer

@testable import LessonRender

@Suite("The run record is stable JSON that reads back") struct JSONRendererTests {
    @Test("a record reads back equal") func roundTrip() throws {
        var record = try SampleRecord.everything()
        record.metrics = [RunRecord.RecordedMetric(cell: "a", name: "b", value: -.infinity)]
        let data = try JSONRenderer.render(record)
        #expect(try JSONRenderer.record(from: data) == record)
        var newer = record
        newer.version += 1
        let other = try JSONRenderer.render(newer)
        #expect(throws: DecodingError.self) { try JSONRenderer.record(from: other) }
        #expect(try JSONRenderer.render(JSONRenderer.record(from: data)) == data)
    }

    @Test("numbers that are not finite are text") func nonFinite() throws {
        let record = try SampleRecord.record([
            SampleRecord.cell([
                .shown(.metric(Metric(name: "x", value: .nan))), .shown(.metric(Metric(name: "y", value: .infinity))),
            ])
        ])
        let text = String(decoding: try JSONRenderer.render(record), as: UTF8.self)
        #expect(text.contains("\"value\" : \"NaN\""))
        #expect(text.contains("\"value\" : \"Infinity\""))
        let values = try JSONRenderer.record(from: Data(text.utf8)).cells.first?.outputs.compactMap { output in
            if case .shown(.metric(let metric)) = output { metric.value } else { nil }
        }
        #expect(values?.first?.isNaN == true)
        #expect(values?.last == .infinity)
    }

    @Test("keys are sorted, slashes are themselves, the text ends in a line ending") func form() throws {
        let record = try SampleRecord.record([SampleRecord.cell([.stream(.stdout, "a/b")])])
        let text = String(decoding: try JSONRenderer.render(record), as: UTF8.self)
        let keys = text.matches(of: #/(?m)^  "([a-zA-Z]+)" :/#).map { String($0.output.1) }
        #expect(
            keys == [
                "blocks", "host", "inlineValues", "lesson", "metrics", "parameters", "seed", "status", "title",
                "version",
            ])
        #expect(text.contains("\"text\" : \"a/b\""))
        #expect(text.hasSuffix("}\n"))
    }
}
