import Foundation

/// The target of a link or picture in a lesson's prose, as written there.
struct LinkTarget: Hashable, Sendable {
    /// The target, for example `pictures/dog.png#left`.
    let text: String

    /// Whether it is fetched from elsewhere.
    var isRemote: Bool {
        text.hasPrefix("//") || text.lowercased().hasPrefix("http:") || text.lowercased().hasPrefix("https:")
    }

    /// Whether it is a path relative to the lesson's folder: no scheme, no leading slash, no mere fragment or query.
    var isRelative: Bool {
        guard let first = text.first, !"/#?".contains(first) else { return false }
        guard let colon = text.firstIndex(of: ":") else { return true }
        // A colon after a slash belongs to the path; before it ends a scheme.
        return text[..<colon].contains { "/?#".contains($0) }
    }

    /// The path without fragment and query, percent-encoding undone.
    var path: String {
        let path = String(text.prefix { $0 != "#" && $0 != "?" })
        return path.removingPercentEncoding ?? path
    }

    /// The target as seen from a page that reaches the lesson's folder by `folder`, for example `../lessons`.
    func seen(through folder: String) -> String {
        guard isRelative, !folder.isEmpty else { return text }
        let allowed = CharacterSet.urlPathAllowed
        return (folder.addingPercentEncoding(withAllowedCharacters: allowed) ?? folder) + "/" + text
    }
}

/// The path that leads from one directory to another, for example `../lessons`; empty for the same directory.
func relativePath(from base: String, to target: String) -> String {
    let base = URL(fileURLWithPath: base).standardizedFileURL.pathComponents
    let target = URL(fileURLWithPath: target).standardizedFileURL.pathComponents
    let common = zip(base, target).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: base.count - common) + target[common...]).joined(separator: "/")
}
