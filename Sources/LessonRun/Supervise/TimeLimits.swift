import LessonFormat

/// How long cells, and the run as a whole, may take.
struct TimeLimits: Sendable {
    /// The time a cell has.
    struct Limit: Sendable {
        /// In seconds.
        var seconds: Double
        /// What to say when it is over.
        var message: String
    }

    private let given: Double?
    private let lesson: Double
    private let total: Double?
    private let start: ContinuousClock.Instant

    init(_ frontMatter: FrontMatter, _ settings: RunSettings, start: ContinuousClock.Instant) {
        given = settings.timeout
        lesson = frontMatter.timeout
        total = settings.totalTimeout ?? frontMatter.totalTimeout
        self.start = start
    }

    /// The time a cell has from now on: the command line's limit, else its own, else the lesson's, and never more
    /// than what is left for the whole run.
    func limit(of cell: Cell?) -> Limit {
        let own = given ?? cell?.options.timeout ?? lesson
        if let total, total - start.secondsUntilNow < own {
            return Limit(
                seconds: max(total - start.secondsUntilNow, 0),
                message:
                    "the lesson ran longer than its limit of \(Self.words(total)) in all; make it do less, or raise "
                    + "'total-timeout' in the front matter or '--total-timeout'")
        }
        let remedy =
            given == nil && cell?.options.timeout != nil
            ? "the cell's 'timeout'" : "'timeout' in the front matter or '--timeout'"
        return Limit(
            seconds: own,
            message: "the cell ran longer than its limit of \(Self.words(own)); make it do less, or raise \(remedy)")
    }

    /// Seconds as messages give them.
    static func words(_ seconds: Double) -> String {
        seconds == seconds.rounded() && seconds < 1e9 ? "\(Int(seconds)) s" : "\(seconds) s"
    }
}
