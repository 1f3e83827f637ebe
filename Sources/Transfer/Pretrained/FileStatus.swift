import Foundation

/// What the file system knows of a file without reading it; equal as long as nobody has touched the file.
struct FileStatus: Hashable {
    let byteCount: Int
    private let device: UInt64
    private let inode: UInt64
    /// When content or attributes changed last: unlike the time of modification, no program can set it.
    private let changed: Int

    /// Looks at the file at `path`, links followed; nil if there is none.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        byteCount = Int(status.st_size)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        changed = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
    }

    /// The same as text.
    var fingerprint: String { "\(byteCount) \(device) \(inode) \(changed)" }
}
