import CKernel
import Foundation
import Glibc

/// Tells the engine of this process from one that may compute other numbers.
enum EngineIdentity {
    /// The program and its libraries by size and time, the processor, and the variables that steer the kernels; to be
    /// asked for before the first cell's library is loaded.
    static var current: String {
        let stamps = libraries.sorted().map { path -> String in
            var status = stat()
            guard stat(path, &status) == 0 else { return path }
            return "\(path) \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
        }
        let processor = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        // Of many equal cores the first is enough; its clock rate changes all the time.
        let features =
            processor.prefix { $0 != "\0" }.components(separatedBy: "\n\n").first?
            .split(separator: "\n").filter { line in
                ["model name", "flags", "Features", "CPU part"].contains { line.hasPrefix($0) }
            } ?? []
        let variables = ProcessInfo.processInfo.environment.filter { name, _ in
            ["OMP_", "OPENBLAS_", "DNNL_", "ONEDNN_", "TRANSFER_"].contains { name.hasPrefix($0) }
        }.map { "\($0)=\($1)" }.sorted()
        return (stamps + features.map(String.init) + variables).joined(separator: "\n")
    }

    /// The files that the dynamic linker has loaded, the program first; the list of mappings in `/proc` would not do, as
    /// it may lack lines while threads ask for memory.
    private static var libraries: [String] {
        var paths = ["/proc/self/exe"]
        withUnsafeMutablePointer(to: &paths) { paths in
            kernel_each_library(
                { name, paths in
                    paths?.assumingMemoryBound(to: [String].self).pointee.append(String(cString: name))
                }, paths)
        }
        return paths
    }
}
