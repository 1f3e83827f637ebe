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

    /// A lock on the folder, held as long as this lives; where there are no locks it holds nothing.
    final class Lock {
        private let descriptor: Int32

        fileprivate init(_ descriptor: Int32) {
            self.descriptor = descriptor
        }

        deinit {
            if descriptor >= 0 { close(descriptor) }
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
            switch lock(LOCK_SH) {
            case .success(let lock): return lock
            case .failure(.replaced): continue
            // Some network file systems have no locks; there the folder cannot be removed either.
            case .failure(.system(ENOLCK)), .failure(.system(EOPNOTSUPP)), .failure(.system(ENOSYS)): return Lock(-1)
            case .failure(.system(let number)):
                throw .cannotWrite(path: path, reason: "it cannot be locked: \(String(cString: strerror(number)))")
            }
        }
    }

    /// A lock that nobody else has; nil where the folder is in use, or is not there.
    func lockForRemoval() -> Lock? { try? lock(LOCK_EX | LOCK_NB).get() }

    /// Why there is no lock.
    private enum LockFailure: Error {
        /// Somebody has removed the folder meanwhile.
        case replaced
        /// The system's number of the reason.
        case system(Int32)
    }

    /// Locks the folder that has the name then.
    private func lock(_ operation: Int32) -> Result<Lock, LockFailure> {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return .failure(errno == ENOENT ? .replaced : .system(errno)) }
        let lock = Lock(descriptor)
        while flock(descriptor, operation) != 0 {
            guard errno == EINTR else { return .failure(.system(errno)) }
        }
        var (locked, named) = (stat(), stat())
        guard fstat(descriptor, &locked) == 0, stat(path, &named) == 0, locked.st_ino == named.st_ino,
            locked.st_dev == named.st_dev
        else { return .failure(.replaced) }
        return .success(lock)
    }
}
