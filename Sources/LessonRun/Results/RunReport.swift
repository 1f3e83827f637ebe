/// How the lessons of one command fared, possibly only those of a shard.
public struct RunReport: Codable, Hashable, Sendable {
    /// What files of this kind call themselves.
    public static let kind = "lesson-report"
    /// How the names of such files end.
    public static let suffix = ".report.json"

    /// The version of this layout.
    public var version = 1
    /// Always `lesson-report`.
    public var kind = Self.kind
    /// Which part of all lessons these are; nil for all of them.
    public var shard: Shard?
    /// The lessons of all parts together, in order of the command line; nil where the report is of no part.
    public var listed: [String]?
    /// The lessons, in order of the command line.
    public var lessons: [LessonResult]
    /// Wall seconds of the whole command.
    public var seconds: Double

    /// Makes a report.
    public init(shard: Shard? = nil, listed: [String]? = nil, lessons: [LessonResult], seconds: Double) {
        self.shard = shard
        self.listed = listed
        self.lessons = lessons
        self.seconds = seconds
    }

    /// The exit status of all together: the highest of any lesson; that of stale outputs only where nothing is worse.
    public var exit: Int32 {
        let (statuses, stale) = (lessons.map(\.exit), ExitStatus.stale.rawValue)
        let worst = statuses.filter { $0 != stale }.max() ?? 0
        return worst == 0 && statuses.contains(stale) ? stale : worst
    }

    /// The common name of the report's files: `lessons`, or `shard-2-of-5`.
    public var name: String { shard.map { "shard-\($0.index)-of-\($0.count)" } ?? "lessons" }
}
