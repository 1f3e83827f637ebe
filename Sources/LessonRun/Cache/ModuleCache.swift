import Foundation
import Glibc

/// The folder where the compiler keeps the modules that it translated.
///
/// A compiler whose folder is taken away fails, so runs hold a shared lock on it, and who removes it an exclusive one.
struct ModuleCache: Sendable {
    /// The folder's name in the cache.
    static let name = "modules"

    /// Where it lies.
    let path: String

    /// Names the folder in a cache.
    init(directory: String) {
        path = "\(directory)/\(Self.name)"
    }

    /// Where the compiler is to keep them: a folder named for its own place, because the compiler refuses modules that
    /// it finds elsewhere than where it made them, as in a cache that was copied.
    var compilerPath: String {
        "\(path)/\(SHA256.hex(URL(fileURLWithPath: path).resolvingSymlinksInPath().path.utf8).prefix(16))"
    }

    /// A lock on the folder, held as long as this lives.
    final class Lock {
        private let descriptor: Int32

        fileprivate init(_ descriptor: Int32) {
            self.descriptor = descriptor
        }

        deinit {
            close(descriptor)
        }
    }

    /// Makes the folder if there is none, and keeps it from being removed as long as the lock lives.
    ///
    /// The compiler's own message about a folder that cannot be written does not name the cause; this one does.
    func lockForUse() throws(RunError) -> Lock {
        while true {
            do {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            } catch {
                throw .cannotWrite(path: path, reason: systemReason(error))
            }
            guard access(path, W_OK) == 0 else {
                throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
            }
            if let lock = lock(LOCK_SH) { return lock }
            // Somebody removed the folder between the two steps; any other reason stays.
            if FileManager.default.fileExists(atPath: path), access(path, R_OK | X_OK) != 0 {
                throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
            }
        }
    }

    /// A lock that nobody else has; nil where the folder is in use, or is not there.
    func lockForRemoval() -> Lock? { lock(LOCK_EX | LOCK_NB) }

    /// Locks the folder that has the name then; nil if it cannot be.
    private func lock(_ operation: Int32) -> Lock? {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        let lock = Lock(descriptor)
        while flock(descriptor, operation) != 0 {
            guard errno == EINTR else { return nil }
        }
        var (locked, named) = (stat(), stat())
        guard fstat(descriptor, &locked) == 0, stat(path, &named) == 0, locked.st_ino == named.st_ino else {
            return nil
        }
        return lock
    }
}
