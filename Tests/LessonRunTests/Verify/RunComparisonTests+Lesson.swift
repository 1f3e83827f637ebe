import LessonFormat
import LessonRun
import Testing

/// The cells, the prose and the values in it, and the front matter.
extension RunComparisonTests {
    @Test("A changed, new or missing cell is one difference, and makes none in the others") func cells() throws {
        func changed(_ old: String, _ new: String) throws -> [String] {
            let source = Self.source.replacing(old, with: new)
            return differences(try record(), try record(source: source), source: source)
        }
        #expect(
            try changed("0.9)", "0.8)") == ["7: cell 'one' has changed since its outputs were written"])
        #expect(
            try changed("id=one", "id=one hide") == [
                "7: the options of cell 'one' have changed since its outputs were written"
            ])
        #expect(try changed("id=one", "id=one timeout=9s tolerance=0.5") == [])
        #expect(
            try changed("# T\n", "# T\n\n```swift\nlet a = 1\n```\n") == ["7: cell 'cell-1' is new, without outputs"])
        #expect(
            try changed("```swift\nprint(2)\n```", "") == ["cell 'cell-2' is gone, its outputs are not"])
        #expect(try changed("```swift\nprint", "```swift id=two\nprint").count == 1)
    }

    @Test("Changed prose is shown at its line, the seed and parameters by name") func lesson() throws {
        var source = Self.source.replacing("and so on.", with: "and that is all.")
        #expect(
            differences(try record(), try record(source: source), source: source) == [
                "11: the prose: 'The accuracy is `swift %.2f accuracy`, and so on.' -> "
                    + "'The accuracy is `swift %.2f accuracy`, and that is all.'"
            ])
        source = Self.source.replacing("# T\n", with: "# T\n\nOne.\n\nTwo.\n")
        #expect(
            differences(try record(), try record(source: source), source: source) == [
                "7: the prose (and 1 more line): (nothing) -> 'One.'"
            ])
        source = Self.source.replacing("epochs: 3}", with: "epochs: 5, rate: 0.5}\nseed: 7")
        #expect(
            differences(try record(), try record(source: source), source: source) == [
                "the seed 0 -> 7", "the parameter epochs 3 -> 5", "the parameter rate (nothing) -> 0.5",
            ])
        var before = try record()
        before.parameters[0].value = .integer(1)
        before.quick = 0.1
        before.status = .failed
        #expect(
            differences(before, try record()) == [
                "the outputs are those of a run that failed", "the outputs are those of a quick run",
                "the parameter epochs (the outputs were made with '-p') 1 -> 3",
            ])
    }

    @Test("Values in the prose have the tolerance of the cell before them") func inlineValues() throws {
        let (before, after) = (try record(accuracy: 0.9), try record(accuracy: 0.8))
        #expect(differences(before, after) == ["11: `swift %.2f accuracy` 0.90 -> 0.80"])
        #expect(differences(before, try record(accuracy: 0.9004)) == [])
        let source = Self.source.replacing("id=one", with: "id=one tolerance=0.1")
        func wide(_ accuracy: Double) throws -> RunRecord { try record(source: source, accuracy: accuracy) }
        #expect(differences(try wide(0.9), try wide(0.8), source: source) == [])
        #expect(
            differences(try wide(0.9), try wide(0.79), source: source) == [
                "11: `swift %.2f accuracy` 0.90 -> 0.79 (tolerance 0.1)"
            ])
        let percent = source.replacing("accuracy`,", with: "accuracy` %,")
        func percentage(_ accuracy: Double) throws -> RunRecord { try record(source: percent, accuracy: accuracy) }
        #expect(differences(try percentage(90), try percentage(80), source: percent) == [])
        #expect(differences(try percentage(90), try percentage(79), source: percent).count == 1)
    }
}
