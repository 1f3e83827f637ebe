import LessonRun
import Testing
import Transfer

@Suite("Shown values name types as the lesson writes them, without the modules that cells are made of")
struct ShownNameTests {
    @Test("Objects, values inside values, types, errors and failed casts; what a type says of itself stays")
    func names() throws {
        let record = try Lab.run(fixture: "shown-names")
        #expect(record.status == .passed)
        func text(_ id: String) throws -> String? {
            guard case .shown(.value(let value)) = try record.cell(id).outputs.first else { return nil }
            return value.text
        }
        #expect(try text("object") == "Box<Point>")
        #expect(try text("struct") == "Point(x: 1, box: Box<Int>)")
        #expect(try text("array") == "[Place.here, Place.at(Point(x: 1, box: Box<Int>))]")
        #expect(try text("own") == "[not of Cell1.Point]")
        #expect(try text("text") == "[\"see Cell1.Point\", \"Transfer.Optimizer\"]")
        #expect(try text("hidden") == "[Hidden(depth: 2)]")
        #expect(try text("tuple") == "(Point, 1.5, Point(x: 1, box: Box<Int>))")
        #expect(try text("engine") == "Optional(Optimizer)")
        #expect(
            try record.cell("printed").outputs == [
                .stream(.stdout, "at(Cell1.Point(x: 1, box: Cell1.Box<Swift.Int>))\n")
            ])
        #expect(try record.cell("thrown").outcome.message == "Bad(place: Place.here)")
        #expect(record.inlineValues.map(\.text) == ["Box<Int>"])
    }

    @Test("A failed cast says the same each time")
    func cast() throws {
        let record = try Lab.run(fixture: "shown-names")
        let message = try record.cell("cast").outcome.message
        #expect(message == "Could not cast value of type 'String' to 'Int'.")
    }
}
