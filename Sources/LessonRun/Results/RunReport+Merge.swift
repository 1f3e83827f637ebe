extension RunReport {
    /// What keeps reports from being one.
    public enum MergeProblem: Error, Hashable, Sendable {
        /// Reports of shards of different divisions, for example 1/2 and 3/5.
        case mixedCounts([Int])
        /// Shards without a report.
        case missingShards([Int], count: Int)
        /// Lessons that were there for some of the shards only.
        case differentLists([String])
        /// Lessons that no shard took, because they divided the lessons differently.
        case missingLessons([String])
    }

    /// The reports as one, in order of their shards; a lesson that several hold is taken from the latest run.
    ///
    /// Seconds add up, since the parts may have run one after the other or side by side.
    /// - Throws: `MergeProblem` where shards are missing or of different divisions, or a lesson is missing.
    public static func merged(_ reports: [RunReport]) throws(MergeProblem) -> RunReport {
        let shards = reports.compactMap(\.shard)
        let counts = Set(shards.map(\.count)).sorted()
        if counts.count > 1 { throw .mixedCounts(counts) }
        if let count = counts.first {
            let missing = Set(1...count).subtracting(shards.map(\.index)).sorted()
            if !missing.isEmpty { throw .missingShards(missing, count: count) }
        }
        var latest: [String: LessonResult] = [:]
        for result in reports.flatMap(\.lessons) {
            if let other = latest[result.lesson], other.date > result.date { continue }
            latest[result.lesson] = result
        }
        let lists = reports.compactMap(\.listed).map { Set($0) }
        let all = lists.reduce(into: Set<String>()) { $0.formUnion($1) }
        let partial = all.filter { lesson in lists.contains { !$0.contains(lesson) } }
        if !partial.isEmpty { throw .differentLists(partial.sorted()) }
        let missing = all.subtracting(latest.keys)
        if !missing.isEmpty { throw .missingLessons(missing.sorted()) }
        let lessons = latest.values.sorted { $0.lesson < $1.lesson }
        return RunReport(lessons: lessons, seconds: reports.map(\.seconds).reduce(0, +))
    }
}

extension RunReport.MergeProblem: CustomStringConvertible {
    /// One sentence that says what is wrong, and after a semicolon what to do.
    public var description: String {
        switch self {
        case .mixedCounts(let counts):
            "the reports are of different divisions (into \(counts.map(String.init).joined(separator: " and "))); "
                + "merge the shards of one run only"
        case .missingShards(let missing, let count):
            "there is no report of shard \(missing.map { "\($0)/\(count)" }.joined(separator: ", ")); "
                + "run 'lesson run --shard \(missing[0])/\(count)' with the same lessons, and merge again"
        case .differentLists(let lessons):
            "not all shards were given \(Self.words(lessons)); run all shards with the same lessons, and merge again"
        case .missingLessons(let lessons):
            "no shard has run \(Self.words(lessons)); run all shards with the same '--times', and merge again"
        }
    }

    /// The first lessons by name, the others by their number.
    private static func words(_ lessons: [String]) -> String {
        let named = lessons.prefix(5).joined(separator: ", ")
        return lessons.count > 5 ? "\(named) and \(lessons.count - 5) more" : named
    }
}
