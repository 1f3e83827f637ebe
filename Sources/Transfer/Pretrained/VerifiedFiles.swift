import Foundation

/// Remembers which files had the right checksum, so that hundreds of megabytes are not hashed at each start.
///
/// One small file for each, in `$XDG_CACHE_HOME/lesson/verified` or `~/.cache/lesson/verified`; where nothing can be
/// written, nothing is remembered.
struct VerifiedFiles {
    private let folder: String

    init() {
        let environment = ProcessInfo.processInfo.environment
        if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
            folder = "\(base)/lesson/verified"
        } else {
            folder = "\(environment["HOME"] ?? NSHomeDirectory())/.cache/lesson/verified"
        }
    }

    /// Whether the file at `path` had this checksum when its status was the same as now.
    func contains(_ path: String, status: FileStatus, md5: String) -> Bool {
        FileManager.default.contents(atPath: entry(path)) == line(status, md5)
    }

    /// Notes that the file at `path`, as it is now, has this checksum.
    func insert(_ path: String, status: FileStatus, md5: String) {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? line(status, md5).write(to: URL(fileURLWithPath: entry(path)), options: .atomic)
    }

    private func entry(_ path: String) -> String {
        let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
        return "\(folder)/\(MD5.hex(Array(absolute.utf8)))"
    }

    private func line(_ status: FileStatus, _ md5: String) -> Data {
        Data("\(md5) \(status.fingerprint)\n".utf8)
    }
}
