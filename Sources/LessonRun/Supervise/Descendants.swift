import Foundation
import Glibc

/// The processes that a kernel's cells start, at whatever remove: they inherit a mark in their environment.
///
/// Process groups and parents do not find them all: a child may leave its group, and its parent may be gone.
struct Descendants {
    /// The environment variable that holds the mark.
    static let variable = "LESSON_KERNEL"

    /// What the variable holds, different for each kernel.
    let mark = UUID().uuidString

    /// Ends every process that bears the mark, and those that these started meanwhile.
    func kill() {
        let entry = Data("\(Self.variable)=\(mark)".utf8)
        // A process may be started while the list is read; a few rounds find the last one.
        for _ in 0..<5 {
            let pids = processes(bearing: entry)
            if pids.isEmpty { return }
            for pid in pids { Glibc.kill(pid, SIGKILL) }
            usleep(2_000)
        }
    }

    private func processes(bearing entry: Data) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { name in
            guard let pid = pid_t(name), let environment = FileManager.default.contents(atPath: "/proc/\(pid)/environ"),
                environment.split(separator: 0).contains(where: { $0 == entry })
            else { return nil }
            return pid
        }
    }
}
