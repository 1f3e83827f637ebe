import Foundation

/// What lies in a folder of pictures: one folder for each class, in Keras' order.
struct ImageFolder {
    let path: String
    let classNames: [String]
    let filenames: [String]
    let labels: [Int]

    private static let extensions: Set<String> = ["png", "jpg", "jpeg"]

    /// Lists a folder.
    ///
    /// Throws `TransferError.folder` if there is no such folder, or it holds no pictures in folders.
    init(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw TransferError.folder(.missing(path: path))
        }
        guard isFolder.boolValue else { throw TransferError.folder(.notAFolder(path: path)) }
        self.path = path
        classNames = Self.sorted(Self.entries(path).filter { Self.isFolder(path + "/" + $0) })
        guard !classNames.isEmpty else { throw TransferError.folder(.noClasses(path: path)) }
        var filenames: [String] = []
        var labels: [Int] = []
        for (label, name) in classNames.enumerated() {
            let files = Self.pictures(in: path, under: name)
            filenames += files
            labels += files.map { _ in label }
        }
        guard !filenames.isEmpty else { throw TransferError.folder(.noPictures(path: path)) }
        self.filenames = filenames
        self.labels = labels
    }

    /// The pictures of a folder, then those of the folders in it, each list sorted.
    private static func pictures(in root: String, under folder: String) -> [String] {
        let names = sorted(entries(root + "/" + folder))
        let files = names.filter { name in
            guard let dot = name.lastIndex(of: ".") else { return false }
            return extensions.contains(name[name.index(after: dot)...].lowercased())
                && !isFolder("\(root)/\(folder)/\(name)")
        }
        let folders = names.filter { isFolder("\(root)/\(folder)/\($0)") }
        return files.map { folder + "/" + $0 } + folders.flatMap { pictures(in: root, under: folder + "/" + $0) }
    }

    private static func entries(_ path: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// By code points, as Python sorts: `Zebra` comes before `ant`.
    private static func sorted(_ names: [String]) -> [String] {
        names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    }
}
