import Foundation
import LessonFormat
import Testing

@Suite("Parameters have types, and can be given other values of these") struct ParameterTests {
    private func lesson(_ params: String) throws -> Lesson {
        try Lesson.parse("---\n\(params)\n---\ntext\n", file: "a.md")
    }

    @Test("each kind of value is read") func kinds() throws {
        let lesson = try lesson(
            """
            params:
              epochs: 3
              rate: 1e-4
              big: -2.5
              verbose: false
              name: VGG16
              code: "7"
              empty: ''
              sizes: [8, 16]
              shares: [1, 0.5]
              flags: [true]
              where: ["1", "b c"]
            total-timeout: 2m
            requires: [a.csv, data]
            """)
        let values: [(String, ParameterValue)] = [
            ("epochs", .integer(3)), ("rate", .number(1e-4)), ("big", .number(-2.5)), ("verbose", .flag(false)),
            ("name", .text("VGG16")), ("code", .text("7")), ("empty", .text("")),
            ("sizes", .list([.integer(8), .integer(16)])), ("shares", .list([.number(1), .number(0.5)])),
            ("flags", .list([.flag(true)])), ("where", .list([.text("1"), .text("b c")])),
        ]
        #expect(lesson.frontMatter.parameters == values.map { Parameter(name: $0, value: $1) })
        #expect(lesson.frontMatter.totalTimeout == 120)
        #expect(lesson.frontMatter.requirements == ["a.csv", "data"])
    }

    @Test("names and values of other kinds are refused, all at once") func problemsOfParameters() throws {
        let kinds = "must be a whole number, a number, true or false, a text, or a list of one of them"
        let expected = [
            "a.md:3: error: parameter 'two words' is no name in Swift",
            "a.md:4: error: parameter 'self' is no name in Swift",
            "a.md:5: error: parameter 'a' \(kinds), received a mapping",
            "a.md:6: error: parameter 'd' \(kinds), received a list",
            "a.md:7: error: parameter 'e' \(kinds), received a list",
            "a.md:8: error: parameter 'f' \(kinds), received nothing",
            "a.md:9: error: parameter 'g' \(kinds), received 'null'",
            "a.md:10: error: parameter 'h' \(kinds), received '~'",
            "a.md:11: error: parameter 'i' \(kinds), received '1e400'",
            "a.md:12: error: parameter 'j' \(kinds), received a list",
        ]
        let found = try problems(
            """
            ---
            params:
              two words: 1
              self: 2
              a: {b: c}
              d: []
              e: [1, x]
              f:
              g: null
              h: ~
              i: 1e400
              j: [1, -1e999]
            ---

            """)
        #expect(found.split(separator: "\n").map { String($0.prefix { $0 != ";" }) } == expected)
    }

    @Test(
        "values of the parameter's type are taken",
        arguments: [
            ("epochs=5", ParameterValue.integer(5)), ("rate=2", .number(2)), ("on=false", .flag(false)),
            ("name=5", .text("5")), ("name=", .text("")), ("sizes=1,2", .list([.integer(1), .integer(2)])),
            ("sizes=[4]", .list([.integer(4)])),
        ])
    func overrides(argument: String, value: ParameterValue) throws {
        let lesson = try lesson("params: {epochs: 3, rate: 0.5, on: true, name: a, sizes: [8]}")
        let changed = try lesson.setting([try #require(ParameterOverride(argument))])
        let parameter = try #require(changed.frontMatter.parameters.first { $0.isOverridden })
        #expect(parameter.value == value)
    }

    @Test(
        "others are refused",
        arguments: [
            ("epoch=5", "a.md: error: there is no parameter 'epoch'; did you mean 'epochs'?"),
            ("z=5", "a.md: error: there is no parameter 'z'; the lesson has epochs, sizes"),
            ("epochs=1.5", "a.md: error: parameter 'epochs' must be a whole number, received '1.5'; correct the value"),
            (
                "sizes=1,x",
                "a.md: error: parameter 'sizes' must be a list, each element a whole number, such as '8,9', "
                    + "received '1,x'; correct the value"
            ),
        ])
    func wrongOverrides(argument: String, message: String) throws {
        let lesson = try lesson("params: {epochs: 3, sizes: [8, 9]}")
        let override = try #require(ParameterOverride(argument))
        let error = #expect(throws: LessonRequestError.self) { try lesson.setting([override]) }
        #expect(error?.description == message)
    }

    @Test("types survive the record") func coding() throws {
        let values: [ParameterValue] = [
            .number(3), .integer(3), .flag(true), .text("3"), .list([.number(1), .number(2)]),
        ]
        let data = try JSONEncoder().encode(values)
        #expect(try JSONDecoder().decode([ParameterValue].self, from: data) == values)
    }
}
