/// The settings at the top of a lesson.
public struct FrontMatter: Hashable, Sendable {
    /// The lesson's title; the first heading's text where the front matter has none, else the file's name.
    public var title: String
    /// The seed of every random number in the lesson.
    public var seed: UInt64
    /// The longest a cell may run, in seconds.
    public var timeout: Double
    /// The longest the whole run may take, in seconds; nil for no limit.
    public var totalTimeout: Double?
    /// The values that cells see as `params`, in order.
    public var parameters: [Parameter]
    /// The files and folders that must exist, relative to the lesson's folder.
    public var requirements: [String]
    /// Whether raw HTML in the prose reaches the page.
    public var allowsHTML: Bool

    /// Makes front matter; the defaults are those of a lesson without any.
    public init(
        title: String, seed: UInt64 = 0, timeout: Double = 120, totalTimeout: Double? = nil,
        parameters: [Parameter] = [], requirements: [String] = [], allowsHTML: Bool = false
    ) {
        self.title = title
        self.seed = seed
        self.timeout = timeout
        self.totalTimeout = totalTimeout
        self.parameters = parameters
        self.requirements = requirements
        self.allowsHTML = allowsHTML
    }
}
