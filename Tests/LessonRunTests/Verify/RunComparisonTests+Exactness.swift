import LessonRun
import Testing
import Transfer

extension RunComparisonTests {
    @Test("A title in the front matter is compared, also where the prose holds values")
    func title() throws {
        let other = Self.source.replacing("title: T", with: "title: U")
        let found = differences(try record(), try record(source: other), source: other)
        #expect(found.count == 1 && found[0].contains("title"), "\(found)")
    }

    @Test("Names that read alike when they are joined are told apart")
    func joined() throws {
        let two = CellOutput.shown(.table(Table(columns: ["a", "b"], rows: [["1", "2"]])))
        let one = CellOutput.shown(.table(Table(columns: ["a, b"], rows: [["3"]])))
        #expect(!differences(try record([two]), try record([one])).isEmpty)
    }

    @Test("What was printed and what was shown keep their order")
    func order() throws {
        let outputs: [CellOutput] = [.stream(.stdout, "x\n"), .value("5", "Int")]
        #expect(differences(try record(outputs), try record(outputs)) == [])
        #expect(!differences(try record(outputs), try record(outputs.reversed())).isEmpty)
    }

    @Test("Single-precision numbers beyond 2^24, which are all whole, have the tolerance of others")
    func large() throws {
        func metric(_ value: Double) throws -> RunRecord {
            try record([.shown(.metric(Metric(name: "loss", value: value)))])
        }
        #expect(differences(try metric(20_000_002), try metric(20_000_000)) == [])
        #expect(!differences(try metric(20_000_000), try metric(20_100_000)).isEmpty)
        #expect(!differences(try metric(200), try metric(201)).isEmpty)
    }
}
