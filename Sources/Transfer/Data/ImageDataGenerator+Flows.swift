import Compute
import Foundation

extension ImageDataGenerator {
    /// The pictures of a tensor [n, height, width, channels], with their targets: one-hot [n, classes], class numbers [n],
    /// any other numbers, or none.
    ///
    /// `subset` takes one part of the generator's `validationSplit`, of which the first pictures are for validation.
    /// Throws `TransferError.imageData` if a setting cannot be used or the tensors do not fit.
    public func flow(
        x: Tensor, y: Tensor? = nil, batchSize: Int = 32, shuffle: Bool = true, seed: Int? = nil,
        subset: DataSubset? = nil
    ) throws -> ImageFlow {
        try settings.check()
        guard x.shape.count == 4, x.count > 0 else {
            throw TransferError.imageData(
                .wrongPictures(expected: "[n, height, width, channels]", received: x.shape))
        }
        guard y.map({ $0.shape.first == x.shape[0] && $0.count > 0 }) ?? true else {
            throw TransferError.imageData(.unequalCounts(pictures: x.shape[0], targets: y?.shape.first ?? 0))
        }
        let range = try part(subset, of: x.shape[0], path: "the tensor")
        let (x, y) = (try x.samples(range), try y?.samples(range))
        let columns = (y?.count ?? 0) / range.count
        let labels: [Int] =
            if let y {
                columns > 1 ? y.classes : y.values.compactMap { Int(exactly: $0) }
            } else { [] }
        let classCount = columns > 1 ? columns : (labels.max() ?? -1) + 1
        let isOfClasses = labels.count == range.count && !labels.contains { $0 < 0 || $0 > 100_000 }
        let mode: ClassMode = y == nil ? .none : columns > 1 ? .categorical : .sparse
        return try ImageFlow(
            FlowContents(
                classNames: isOfClasses ? (0..<classCount).map(String.init) : [], filenames: [],
                labels: isOfClasses ? labels : [], count: range.count, supply: .tensor(x), targets: y),
            self, FlowSettings(batchSize: batchSize, classMode: mode, shuffle: shuffle, seed: seed))
    }

    /// The pictures of a folder that holds one folder for each class; prints how many were found.
    ///
    /// Classes are the folders' names, sorted as Python does, or `classes` in their order; pictures are all files within
    /// that end in png, jpg, jpeg, bmp, ppm, tif or tiff (of which tif and tiff cannot be read). They are scaled to
    /// `targetSize`, [height, width] in pixels, and with `cropToAspectRatio` cut to its proportions first. `subset` takes
    /// one part of the generator's `validationSplit`: for validation the first files of each class. With a `seed` the order
    /// and the random changes of each epoch depend on nothing else. Links to folders inside of classes are followed with
    /// `followLinks`. `usesScaledDecoding` lets JPEG pictures of at least twice the size be decoded at a half, a quarter or
    /// an eighth of it: an eighth less time for photographs of 640 × 480 pixels at 224, and levels that differ by 0.7 of 255
    /// on average and 12 at most. Throws `TransferError.folder` if there are no pictures, and
    /// `TransferError.imageData` if a setting cannot be used.
    public func flowFromDirectory(
        _ path: String, targetSize: [Int] = [256, 256], colorMode: ColorMode = .rgb, classes: [String]? = nil,
        batchSize: Int = 32, classMode: ClassMode = .categorical, shuffle: Bool = true, seed: Int? = nil,
        subset: DataSubset? = nil, interpolation: PictureInterpolation = .bilinear, cropToAspectRatio: Bool = false,
        followLinks: Bool = false, onBroken: BrokenPictures = .fail, usesScaledDecoding: Bool = false
    ) throws -> ImageFlow {
        try settings.check()
        let reading = try PictureReading(
            targetSize: targetSize, colorMode: colorMode, interpolation: interpolation,
            cropToAspectRatio: cropToAspectRatio, usesScaledDecoding: usesScaledDecoding)
        let classes = try Self.checked(classes)
        let found = try FoundPictures.find(at: path, classes: classes) {
            try pictures(inFolder: path, classes, subset, followLinks: followLinks, onBroken)
        }
        return try flow(
            found, reading,
            FlowSettings(batchSize: batchSize, classMode: classMode, shuffle: shuffle, seed: seed), onBroken)
    }

    /// The pictures that a CSV file names: a line `file,label` each; prints how many were found.
    ///
    /// Files are relative to `directory`, or else to the list's own folder. The first line is a header if its file has no
    /// picture's extension, or if `fileColumn` or `labelColumn` name the columns; otherwise the first two columns count.
    /// Classes are the labels, sorted as Python does, or `classes` in their order. The other settings are those of
    /// `flowFromDirectory`. Throws `TransferError.imageData` that names the line of a file or label that there is not.
    public func flowFromList(
        _ path: String, directory: String? = nil, fileColumn: String? = nil, labelColumn: String? = nil,
        targetSize: [Int] = [256, 256], colorMode: ColorMode = .rgb, classes: [String]? = nil, batchSize: Int = 32,
        classMode: ClassMode = .categorical, shuffle: Bool = true, seed: Int? = nil, subset: DataSubset? = nil,
        interpolation: PictureInterpolation = .bilinear, cropToAspectRatio: Bool = false,
        onBroken: BrokenPictures = .fail, usesScaledDecoding: Bool = false
    ) throws -> ImageFlow {
        try settings.check()
        let reading = try PictureReading(
            targetSize: targetSize, colorMode: colorMode, interpolation: interpolation,
            cropToAspectRatio: cropToAspectRatio, usesScaledDecoding: usesScaledDecoding)
        let classes = try Self.checked(classes)
        let found = try FoundPictures.find(at: path, classes: classes) {
            let list = try PictureList(path, fileColumn: fileColumn, labelColumn: labelColumn)
            return try pictures(
                of: list, at: path, in: directory ?? (path as NSString).deletingLastPathComponent, classes, subset,
                onBroken)
        }
        return try flow(
            found, reading,
            FlowSettings(batchSize: batchSize, classMode: classMode, shuffle: shuffle, seed: seed), onBroken)
    }

    /// The part of a folder's pictures that a flow is made of.
    private func pictures(
        inFolder path: String, _ classes: [String]?, _ subset: DataSubset?, followLinks: Bool,
        _ onBroken: BrokenPictures
    ) throws -> FoundPictures {
        let folder = try ImageFolder(path, classes: classes, followLinks: followLinks)
        if onBroken == .fail, let (path, reason) = folder.unreadable.first {
            throw TransferError.imageData(.unreadableFolder(path: path, reason: reason))
        }
        guard !folder.filenames.isEmpty else { throw TransferError.folder(.noPictures(path: path)) }
        var chosen: [Int] = []
        for label in folder.classNames.indices {
            let files = folder.labels.indices.filter { folder.labels[$0] == label }
            chosen += files[try part(subset, of: files.count, path: path)]
        }
        return FoundPictures(
            root: path, source: path, filenames: chosen.map { folder.filenames[$0] },
            labels: chosen.map { folder.labels[$0] }, classNames: folder.classNames,
            unreadableFolders: folder.unreadable)
    }

    /// The part of a list's pictures that a flow is made of.
    private func pictures(
        of list: PictureList, at path: String, in root: String, _ classes: [String]?, _ subset: DataSubset?,
        _ onBroken: BrokenPictures
    ) throws -> FoundPictures {
        let names = classes ?? FolderEntries.sorted(Array(Set(list.entries.map(\.label))))
        let numbers = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
        var labels: [Int] = []
        for entry in list.entries {
            func problem(_ reason: String) -> TransferError {
                .imageData(.listLine(path: path, line: entry.line, reason: reason))
            }
            guard !entry.label.allSatisfy(\.isWhitespace) else {
                throw problem("expected a file and its label, received no label; write the class behind the file")
            }
            guard let label = numbers[entry.label] else {
                throw problem("its label '\(entry.label)' is not among classes: \(Words.list(names)); add it there")
            }
            let file = Self.path(entry.file, in: root)
            guard onBroken == .skip || Planning.isOn || FileManager.default.fileExists(atPath: file) else {
                throw problem("there is no picture at '\(file)'; correct the name, or give directory:")
            }
            labels.append(label)
        }
        let range = try part(subset, of: labels.count, path: path)
        return FoundPictures(
            root: root, source: path, filenames: list.entries[range].map(\.file), labels: Array(labels[range]),
            classNames: names)
    }

    /// The classes that are named, if any are; throws unless each is named once.
    private static func checked(_ classes: [String]?) throws -> [String]? {
        guard let classes, !classes.isEmpty else { return nil }
        guard Set(classes).count == classes.count else {
            throw TransferError.imageData(
                .invalidSetting(
                    setting: "classes", value: "\(classes)", allowed: "each class once, or leave it out to take all"))
        }
        return classes
    }

    private static func path(_ file: String, in root: String) -> String {
        file.hasPrefix("/") || root.isEmpty ? file : root + "/" + file
    }

    /// Which of so many pictures belong to a part of the validation split.
    private func part(_ subset: DataSubset?, of count: Int, path: String) throws -> Range<Int> {
        guard let subset else { return 0..<count }
        guard settings.validationSplit > 0 else { throw TransferError.imageData(.noSplit(subset: subset.rawValue)) }
        let split = Int(settings.validationSplit * Double(count))
        return subset == .validation ? 0..<split : split..<count
    }
}
