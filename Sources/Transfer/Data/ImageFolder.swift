import Foundation

/// What lies in a folder of pictures: one folder for each class, in Keras' order.
struct ImageFolder {
    let path: String
    private(set) var classNames: [String]
    private(set) var filenames: [String] = []
    private(set) var labels: [Int] = []
    /// Folders that could not be listed, with the system's reason.
    private(set) var unreadable: [(path: String, reason: String)] = []

    private static let extensions: Set<String> = ["png", "jpg", "jpeg", "bmp", "ppm", "tif", "tiff"]

    /// Whether a name ends as Keras expects it of a picture.
    static func isPicture(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        return extensions.contains(name[name.index(after: dot)...].lowercased())
    }

    /// Lists a folder; with `classes` only folders of these names, in their order.
    ///
    /// Links to pictures and to classes' folders are followed, links to folders within them only with `followLinks`, and
    /// never back to where they came from. Throws `TransferError.folder` if there is no such folder, or it holds no
    /// folders, and `TransferError.imageData` for a class that has none.
    init(_ path: String, classes: [String]? = nil, followLinks: Bool = false) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw TransferError.folder(.missing(path: path))
        }
        guard isFolder.boolValue else { throw TransferError.folder(.notAFolder(path: path)) }
        self.path = path
        let entries: [String]
        switch FolderEntries.names(path) {
        case .success(let names): entries = names
        case .failure(let failure):
            throw TransferError.imageData(.unreadableFolder(path: path, reason: failure.reason))
        }
        let folders = FolderEntries.sorted(entries.filter { FolderEntries.isFolder(path + "/" + $0) })
        guard !folders.isEmpty else { throw TransferError.folder(.noClasses(path: path)) }
        if let missing = classes?.first(where: { !folders.contains($0) }) {
            throw TransferError.imageData(.unknownClass(name: missing, path: path, known: folders))
        }
        classNames = classes ?? folders
        for (label, name) in classNames.enumerated() { list(name, label, followLinks) }
    }

    /// The pictures of a class: folder by folder, the folders sorted by their whole paths, as `sorted(os.walk(…))` does.
    private mutating func list(_ name: String, _ label: Int, _ followLinks: Bool) {
        var folders: [(path: String, names: [String])] = []
        var pending: [(path: String, ancestors: [FolderEntries.Identity])] = [(name, [])]
        while let (folder, ancestors) = pending.popLast() {
            let whole = path + "/" + folder
            guard let identity = FolderEntries.Identity(whole), !ancestors.contains(identity) else { continue }
            switch FolderEntries.names(whole) {
            case .failure(let failure): unreadable.append((whole, failure.reason))
            case .success(let names):
                folders.append((folder, names))
                for name in names where FolderEntries.isFolder("\(whole)/\(name)") {
                    guard followLinks || !FolderEntries.isLink("\(whole)/\(name)") else { continue }
                    pending.append(("\(folder)/\(name)", ancestors + [identity]))
                }
            }
        }
        folders.sort { FolderEntries.precedes($0.path, $1.path) }
        for (folder, names) in folders {
            let pictures = FolderEntries.sorted(names).filter {
                Self.isPicture($0) && !FolderEntries.isFolder("\(path)/\(folder)/\($0)")
            }
            filenames += pictures.map { folder + "/" + $0 }
            labels += pictures.map { _ in label }
        }
    }
}

/// What the system says of folders.
enum FolderEntries {
    struct Failure: Error {
        let reason: String
    }

    /// A folder, whatever path leads to it.
    struct Identity: Hashable {
        private let device: UInt
        private let number: UInt

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            device = UInt(status.st_dev)
            number = UInt(status.st_ino)
        }
    }

    static func names(_ path: String) -> Result<[String], Failure> {
        guard access(path, R_OK | X_OK) == 0 else {
            return .failure(Failure(reason: String(cString: strerror(errno)).lowercased()))
        }
        do {
            return .success(try FileManager.default.contentsOfDirectory(atPath: path))
        } catch {
            return .failure(Failure(reason: "\(error.localizedDescription)"))
        }
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    static func isLink(_ path: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    }

    /// By code points, as Python sorts: `Zebra` comes before `ant`.
    static func sorted(_ names: [String]) -> [String] { names.sorted(by: precedes) }

    static func precedes(_ a: String, _ b: String) -> Bool {
        a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
    }
}
