import Foundation

extension ImageFlow {
    /// Reads all files and tells how many pictures each class has, their sizes and formats, which files are broken, and
    /// which are equal to the byte: within the flow, and with `comparedWith` also to those of another one, where they would
    /// make an evaluation look better than it is.
    public func report(comparedWith other: ImageFlow? = nil) -> FlowReport {
        let facts = fileFacts()
        let groups = Dictionary(
            grouping: facts.indices.filter { facts[$0].content != nil }, by: { facts[$0].content })
        let duplicates = groups.values.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
        let others = other.map { other in
            Dictionary(
                zip(other.fileFacts().map(\.content), other.filenames), uniquingKeysWith: { first, _ in first })
        }
        let shared = facts.enumerated().compactMap { index, fact in
            fact.content.flatMap { others?[$0] }.map { SharedPicture(filename: filenames[index], other: $0) }
        }
        let broken = facts.enumerated().compactMap { index, fact in
            fact.problem.map { SkippedPicture(filename: filenames[index], reason: $0) }
        }
        return FlowReport(
            classes: summaries(facts), count: count, formats: Self.formats(facts), broken: skipped + broken,
            duplicates: duplicates.map { $0.map { filenames[$0] } }, shared: shared,
            notes: notes(duplicates: duplicates, shared: shared.count))
    }

    private func summaries(_ facts: [FileFacts]) -> [FlowReport.ClassSummary] {
        classNames.enumerated().map { number, name in
            let members = labels.indices.filter { labels[$0] == number }
            let sizes =
                facts.isEmpty
                ? members.map { _ in PixelSize(width: imageShape[1], height: imageShape[0]) }
                : members.compactMap { facts[$0].size }
            return FlowReport.ClassSummary(
                name: name, count: members.count, share: Double(members.count) / Double(Swift.max(1, count)),
                widths: FlowReport.Spread(sizes.map(\.width)), heights: FlowReport.Spread(sizes.map(\.height)))
        }
    }

    private static func formats(_ facts: [FileFacts]) -> [FlowReport.FormatCount] {
        Dictionary(grouping: facts.compactMap(\.format), by: { $0 })
            .map { FlowReport.FormatCount(format: $0.key, count: $0.value.count) }
            .sorted { ($0.count, $1.format) > ($1.count, $0.format) }
    }

    private func notes(duplicates: [[Int]], shared: Int) -> [String] {
        var notes: [String] = []
        let counts = classNames.indices.map { number in labels.count { $0 == number } }
        if let least = counts.min(), let largest = counts.max(), largest >= 2 * Swift.max(1, least) {
            let (rare, frequent) = (counts.firstIndex(of: least) ?? 0, counts.firstIndex(of: largest) ?? 0)
            notes.append(
                """
                the classes are unequal: \(largest) pictures of '\(classNames[frequent])', \(least) of \
                '\(classNames[rare])'; consider classWeight in fit, and look at each class' recall
                """)
        }
        let contradictions = duplicates.filter { Set($0.map { labels[$0] }).count > 1 }.count
        if contradictions > 0 {
            notes.append(
                "equal pictures stand in different classes (\(contradictions) times); keep each in one class")
        }
        if shared > 0 {
            notes.append(
                "\(shared) pictures are in both flows; remove them from one, or the evaluation means little")
        }
        return notes
    }

    private func fileFacts() -> [FileFacts] {
        guard case .files(let files) = supply, !Planning.isOn else { return [] }
        return parallelMap(files.paths.count) {
        } _: { _, index in
            FileFacts(files.paths[index])
        }
    }
}

/// What reading one file tells of it.
private struct FileFacts: Sendable {
    /// A file's content as far as it can be told by its length and two numbers that depend on every byte.
    struct Content: Hashable, Sendable {
        let count: Int
        let first: Int
        let second: Int
    }

    private(set) var size: PixelSize?
    private(set) var format: String?
    private(set) var content: Content?
    private(set) var problem: String?

    init(_ path: String) {
        do {
            let file = try PictureFile(contentsOf: path)
            format = file.format.rawValue
            content = Content(
                count: file.bytes.count, first: Self.hash(file.bytes, salt: 1), second: Self.hash(file.bytes, salt: 2))
            size = try PictureReader(PictureReading()).picture(file).size
        } catch {
            problem = "\(error)"
        }
    }

    private static func hash(_ bytes: [UInt8], salt: Int) -> Int {
        var hasher = Hasher()
        hasher.combine(salt)
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
