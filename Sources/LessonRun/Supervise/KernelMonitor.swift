import Foundation
import Glibc
import LessonKernel

/// Looks at a kernel from outside, now and then: what it occupies, and whether it still is one.
struct KernelMonitor {
    /// What a look may find.
    enum Finding {
        /// The kernel and its children occupy this many bytes, which is more than allowed.
        case outOfMemory(bytes: Int)
        /// The process was stopped by a signal, and nobody will make it go on.
        case stopped
        /// The process has ended, even if somebody holds its end of the channel open.
        case ended
    }

    /// How often to look, in milliseconds.
    static let interval = 50

    private let pid: pid_t
    private let descendants: Descendants
    private let memoryLimit: Int
    private var lastLook = ContinuousClock.now
    private var lastCount = ContinuousClock.now
    private var bytesOfDescendants = 0
    private var looksWhileStopped = 0

    init(pid: pid_t, descendants: Descendants, memoryLimit: Int) {
        self.pid = pid
        self.descendants = descendants
        self.memoryLimit = memoryLimit
    }

    /// Looks, unless the last look was a moment ago; nil if all is well.
    mutating func look() -> Finding? {
        let now = ContinuousClock.now
        guard lastLook.duration(to: now) >= .milliseconds(Self.interval / 2) else { return nil }
        lastLook = now
        switch state {
        case nil, "Z", "X": return .ended
        case "T":
            // A shell's job control may stop and continue a whole tree.
            looksWhileStopped += 1
            if looksWhileStopped > 10 { return .stopped }
        default: looksWhileStopped = 0
        }
        // Reading the list of all processes costs milliseconds.
        if lastCount.duration(to: now) > .seconds(1) {
            lastCount = ContinuousClock.now
            bytesOfDescendants = descendants.processes(below: pid).map(Self.residentBytes).reduce(0, +)
        }
        let bytes = Self.residentBytes(of: pid) + bytesOfDescendants
        return bytes > memoryLimit ? .outOfMemory(bytes: bytes) : nil
    }

    /// The letter of the process's state; nil if there is no such process.
    private var state: Character? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
        return String(decoding: data, as: UTF8.self).split(separator: ")").last?.first { $0 != " " }
    }

    /// The memory that a process occupies, in bytes; 0 if it is gone.
    private static func residentBytes(of pid: pid_t) -> Int {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/statm") else { return 0 }
        let fields = String(decoding: data, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
    }
}
