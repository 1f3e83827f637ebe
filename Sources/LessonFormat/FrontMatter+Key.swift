extension FrontMatter {
    /// The keys a front matter may have, as written.
    enum Key: String, CaseIterable, Sendable {
        case title
        case seed
        case timeout
        case totalTimeout = "total-timeout"
        case params
        case requires
        case rawHTML = "raw-html"

        /// What its value must be, for messages.
        var expectation: String {
            switch self {
            case .title: "a text"
            case .seed: "a whole number from 0 to \(UInt64.max)"
            case .params: "a mapping of names to values such as '{epochs: 5}'"
            case .requires: "a path or a list of paths such as '[data/train]'"
            case .timeout, .totalTimeout: "a time above 0 such as '120s', '2m', '500ms' or a number of seconds"
            case .rawHTML: "true or false"
            }
        }
    }
}
