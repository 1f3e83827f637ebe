extension FrontMatter {
    /// The keys a front matter may have, as written.
    enum Key: String, CaseIterable, Sendable {
        case title
        case seed
        case timeout
        case rawHTML = "raw-html"

        /// What its value must be, for messages.
        var expectation: String {
            switch self {
            case .title: "a text"
            case .seed: "a whole number from 0 to \(UInt64.max)"
            case .timeout: "a time above 0 such as '120s', '2m', '500ms' or a number of seconds"
            case .rawHTML: "true or false"
            }
        }
    }
}
