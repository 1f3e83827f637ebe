import Foundation

/// Picture files and their classes, before any has been read.
struct FoundPictures {
    let root: String
    /// The folder or list that the pictures are from.
    let source: String
    let filenames: [String]
    let labels: [Int]
    let classNames: [String]
    /// Whether nothing tells the classes' number.
    var isAssumed = false
    var unreadableFolders: [(path: String, reason: String)] = []

    var paths: [String] {
        filenames.map { $0.hasPrefix("/") || root.isEmpty ? $0 : root + "/" + $0 }
    }

    /// What `search` finds in a folder or list; in a dry run some pictures in place of those of one that is missing.
    static func find(
        at path: String, classes: [String]?, _ search: () throws -> FoundPictures
    ) rethrows -> FoundPictures {
        if let planning = Planning.current, !FileManager.default.fileExists(atPath: path) {
            return planning.assumedPictures(at: path, classes: classes)
        }
        return try search()
    }

    /// What to tell about the classes, if anything is remarkable.
    func remarks(_ labels: [Int]) -> [String] {
        if classNames.count == 1 {
            return ["'\(source)' holds one class only, '\(classNames[0])'; a classifier needs at least two"]
        }
        let empty = classNames.indices.filter { !labels.contains($0) }.map { classNames[$0] }
        return empty.isEmpty ? [] : ["there are no pictures of \(Words.list(empty)) in '\(source)'"]
    }
}

extension ImageDataGenerator {
    /// Makes a flow of files; prints how many there are, and names those that are left out.
    func flow(
        _ found: FoundPictures, _ reading: PictureReading, _ settings: FlowSettings, _ onBroken: BrokenPictures
    ) throws -> ImageFlow {
        var files = PictureFiles(paths: found.paths, reading: reading)
        var kept = Array(found.filenames.indices)
        var skipped: [SkippedPicture] = []
        // A dry run reads none of them.
        if onBroken == .skip, !Planning.isOn {
            let broken = files.broken()
            skipped = broken.map { SkippedPicture(filename: found.filenames[$0.index], reason: $0.reason) }
            let numbers = Set(broken.map(\.index))
            kept.removeAll { numbers.contains($0) }
            files = files.keeping(kept)
        }
        guard !kept.isEmpty else {
            let reason = skipped.first.map { "none can be read (\($0.reason))" } ?? "the part is empty"
            throw TransferError.imageData(.empty(path: found.source, reason: reason))
        }
        let labels = kept.map { found.labels[$0] }
        let flow = try ImageFlow(
            FlowContents(
                classNames: found.classNames, filenames: kept.map { found.filenames[$0] }, labels: labels,
                count: kept.count, supply: .files(files), skipped: skipped, isAssumed: found.isAssumed), self, settings)
        if let planning = Planning.current, !found.isAssumed { planning.assumptions.known = found.classNames }
        print("Found \(kept.count) images belonging to \(found.classNames.count) classes.")
        var warnings = settings.classMode == .input || settings.classMode == .none ? [] : found.remarks(labels)
        warnings += found.unreadableFolders.map { "left out the folder '\($0.path)' (\($0.reason))" }
        if !skipped.isEmpty {
            let list = skipped.map { "'\($0.filename)' (\($0.reason))" }.joined(separator: ", ")
            warnings.append(
                "left out \(skipped.count) of \(found.filenames.count) pictures that cannot be read: \(list)")
        }
        for warning in warnings { OutputSinks.current.show(.warning(warning)) }
        return flow
    }
}

extension PictureFiles {
    /// The same files without some, what has been read of them included.
    func keeping(_ numbers: [Int]) -> PictureFiles {
        PictureFiles(paths: numbers.map { paths[$0] }, reading: reading, kept: kept)
    }
}
