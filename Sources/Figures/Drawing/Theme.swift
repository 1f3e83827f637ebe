/// The background that a picture is drawn for.
@frozen public enum Theme: String, Codable, Hashable, Sendable, CaseIterable {
    /// Dark ink on white.
    case light
    /// Light ink on near-black.
    case dark
}
