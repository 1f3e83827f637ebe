import Foundation

/// One lesson of a command's list, and where its outputs go.
public struct LessonEntry: Hashable, Sendable {
    /// The lesson's path, as the command line named it.
    public var path: String
    /// The folder of its outputs, relative to the outputs' folder; empty for that folder itself.
    public var folder: String
    /// Its outputs' common name without extension.
    public var name: String

    /// Makes an entry.
    public init(path: String, folder: String = "", name: String) {
        self.path = path
        self.folder = folder
        self.name = name
    }

    /// The outputs' path without extension, relative to the outputs' folder.
    public var outputs: String { folder.isEmpty ? name : "\(folder)/\(name)" }

    /// The entries of lessons, such that no two share their outputs.
    ///
    /// A lesson's outputs are named for its file. Where several files have the same name, the outputs of each go into
    /// a folder of their own: the shortest end of the lesson's folder that tells them apart, for example `a` for
    /// `course/a/01.md`. A file that is named twice runs once.
    public static func entries(_ paths: [String]) -> [LessonEntry] {
        var seen: Set<String> = []
        let files = paths.compactMap { path -> (path: String, folders: [String], name: String)? in
            let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
            guard seen.insert(url.path).inserted else { return nil }
            let named = URL(fileURLWithPath: path)
            let folders = named.standardizedFileURL.deletingLastPathComponent().pathComponents.filter { $0 != "/" }
            return (path, folders, named.deletingPathExtension().lastPathComponent)
        }
        return files.map { file in
            let twins = files.filter { $0.name == file.name && $0.path != file.path }
            guard !twins.isEmpty else { return LessonEntry(path: file.path, name: file.name) }
            var length = 1
            while length < file.folders.count,
                twins.contains(where: { $0.folders.suffix(length) == file.folders.suffix(length) })
            {
                length += 1
            }
            return LessonEntry(
                path: file.path, folder: file.folders.suffix(length).joined(separator: "/"), name: file.name)
        }
    }
}
