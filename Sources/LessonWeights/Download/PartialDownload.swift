import Foundation
import Glibc

/// The beginning of a file, on its way: `NAME.part`, locked while it grows, with `NAME.part.json` beside it that
/// remembers where it comes from.
final class PartialDownload {
    /// What a later attempt must find unchanged to go on.
    struct Origin: Codable, Hashable {
        var address: String
        /// The server's strong tag of this version, or the time of its last change.
        var validator: String?
        var total: Int?
        /// The MD5 that the server gives for the file, in hexadecimal.
        var md5: String?
    }

    private let path: String
    private let target: String
    private let descriptor: Int32
    private(set) var byteCount: Int
    private(set) var origin: Origin?

    /// How many bytes of the file at `path` a download has left, 0 if none, and how many there are in all.
    static func progress(besides path: String) -> (byteCount: Int, total: Int?) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path + ".part")
        return (attributes?[.size] as? Int ?? 0, readOrigin(of: path + ".part")?.total)
    }

    private static func readOrigin(of part: String) -> Origin? {
        FileManager.default.contents(atPath: part + ".json").flatMap {
            try? JSONDecoder().decode(Origin.self, from: $0)
        }
    }

    /// Opens or makes the part of the file `target`; throws `WeightsError.busy` if another process writes it.
    init(of target: String) throws(WeightsError) {
        self.target = target
        path = target + ".part"
        while true {
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard file >= 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
                close(file)
                throw .busy(path: target)
            }
            // Between opening and locking another process may have finished and renamed this very file.
            var (mine, current) = (stat(), stat())
            if fstat(file, &mine) == 0, stat(path, &current) == 0, mine.st_ino == current.st_ino {
                descriptor = file
                byteCount = Int(mine.st_size)
                break
            }
            close(file)
        }
        origin = Self.readOrigin(of: path)
    }

    deinit {
        close(descriptor)
    }

    /// Begins anew with what the server says of the file.
    func restart(_ origin: Origin) throws(WeightsError) {
        try truncate()
        self.origin = origin
        do {
            try JSONEncoder().encode(origin).write(to: URL(fileURLWithPath: path + ".json"), options: .atomic)
        } catch {
            throw .unwritable(path: path + ".json", reason: error.localizedDescription)
        }
    }

    /// Forgets what has come.
    func truncate() throws(WeightsError) {
        guard ftruncate(descriptor, 0) == 0 else {
            throw .unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        byteCount = 0
    }

    /// Adds bytes at the end.
    func append(_ data: Data) throws(WeightsError) {
        var offset = 0
        while offset < data.count {
            let written = data.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress.map { $0 + offset }, data.count - offset, off_t(byteCount))
            }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
            offset += written
            byteCount += written
        }
    }

    /// Throws `WeightsError.noSpace` unless the disk takes this many more bytes.
    func reserve(_ count: Int) throws(WeightsError) {
        var disk = statvfs()
        guard fstatvfs(descriptor, &disk) == 0 else { return }
        let free = Int(disk.f_bavail) * Int(disk.f_frsize)
        guard free >= count else { throw .noSpace(path: path, needed: count, free: free) }
    }

    /// The path while the file is on its way.
    var partPath: String { path }

    /// Puts the whole file into its place, for good.
    func complete() throws(WeightsError) {
        guard fsync(descriptor) == 0, rename(path, target) == 0 else {
            throw .unwritable(path: target, reason: String(cString: strerror(errno)))
        }
        unlink(path + ".json")
    }

    /// Removes what has come.
    func remove() {
        unlink(path)
        unlink(path + ".json")
    }
}
