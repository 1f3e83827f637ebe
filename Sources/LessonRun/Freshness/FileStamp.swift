import Foundation
import Glibc

/// A file's size and time of change: equal as long as nobody has written to it.
///
/// The time is that of its inode (ctime), which nobody can set; that of modification is set by whoever unpacks or copies.
struct FileStamp: Codable, Hashable, Sendable {
    var byteCount: Int
    var seconds: Int
    var nanoseconds: Int

    init(byteCount: Int, seconds: Int, nanoseconds: Int) {
        self.byteCount = byteCount
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// Looks at the file at `path`, links followed; nil if there is none.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        self.init(
            byteCount: Int(status.st_size), seconds: status.st_ctim.tv_sec, nanoseconds: status.st_ctim.tv_nsec)
    }
}
