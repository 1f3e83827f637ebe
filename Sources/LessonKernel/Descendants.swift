import CKernel
import Foundation
import Glibc

/// The processes that a kernel's cells start, at whatever remove.
///
/// They are found by their parents, and where these are gone by a mark that they inherit in their environment: a
/// process group would not do, because a child may leave its group.
public struct Descendants: Sendable {
    /// The environment variable that holds the mark.
    public static let variable = "LESSON_KERNEL"

    /// What the variable holds, different for each kernel; nil where there is none.
    public let mark: String?

    /// Makes the set of processes that bear a mark.
    public init(mark: String?) {
        self.mark = mark
    }

    /// Ends every process that bears the mark or descends from `ancestor`, but not the ancestor itself.
    public func kill(below ancestor: Int32) {
        // A process may be started while the list is read; a few rounds find the last one.
        for _ in 0..<200 {
            let pids = processes(below: ancestor)
            if pids.isEmpty { return }
            for pid in pids { Glibc.kill(pid, SIGKILL) }
            usleep(2_000)
        }
    }

    /// From now on processes whose parents are gone become children of this one, so that they can be found.
    public static func adoptOrphans() {
        kernel_adopt_orphans()
    }

    /// The processes that live, bear the mark or descend from `ancestor`, and are not the ancestor itself.
    public func processes(below ancestor: Int32) -> [Int32] {
        let (running, children) = Self.allProcesses()
        var found = Set(running.filter { $0 != ancestor && bearsMark($0) })
        var waiting = children[ancestor] ?? []
        while let pid = waiting.popLast() {
            found.insert(pid)
            waiting += children[pid] ?? []
        }
        return Array(found)
    }

    /// The processes that live and whose parent is `parent`.
    public static func children(of parent: Int32) -> [Int32] { allProcesses().children[parent] ?? [] }

    /// All processes, and by their parent's number those that live.
    private static func allProcesses() -> (running: [pid_t], children: [pid_t: [pid_t]]) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let running = names.compactMap { pid_t($0) }
        var children: [pid_t: [pid_t]] = [:]
        for pid in running {
            if let parent = livingParent(of: pid) { children[parent, default: []].append(pid) }
        }
        return (running, children)
    }

    private func bearsMark(_ pid: pid_t) -> Bool {
        guard let mark, let environment = Self.contents(ofFile: "/proc/\(pid)/environ") else {
            return false
        }
        let entry = Array("\(Self.variable)=\(mark)".utf8)
        return environment.split(separator: 0).contains { $0.elementsEqual(entry) }
    }

    /// The whole of a file of the process system, which gives them page by page and tells no length.
    private static func contents(ofFile path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 { bytes += buffer[..<count] }
            if count == 0 || count < 0 && errno != EINTR { return bytes }
        }
    }

    /// The parent of a process; nil if it has ended and only waits to be reaped.
    private static func livingParent(of pid: pid_t) -> pid_t? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
        // The name in parentheses may hold anything.
        let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 1 && fields[0] != "Z" ? pid_t(fields[1]) : nil
    }
}
