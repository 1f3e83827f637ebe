import Foundation

/// What the cells of a run may use besides time.
public struct ResourceLimits: Hashable, Sendable {
    /// The bytes of memory that the kernel and the processes its cells start may occupy together.
    public var memory: Int
    /// The bytes of text, and of charts and pictures, that are kept of one cell.
    public var output: Int
    /// Whether a cell that shows more than `output` is stopped; else the rest is dropped and the cell goes on.
    public var stopsAtOutputLimit: Bool

    /// One mebibyte of text is more than anybody reads on a page.
    public static let standardOutput = 1 << 20

    /// The kernel occupies some 20 MiB before its first cell, and with the engine's threads a few more.
    public static let leastMemory = 64 << 20

    /// Makes limits.
    public init(
        memory: Int = Self.standardMemory, output: Int = Self.standardOutput, stopsAtOutputLimit: Bool = false
    ) {
        self.memory = memory
        self.output = output
        self.stopsAtOutputLimit = stopsAtOutputLimit
    }

    /// Nine tenths of the machine's memory, or of what the control group has: beyond that the system begins to end
    /// processes of its own choice.
    public static var standardMemory: Int {
        let machine = Int(clamping: ProcessInfo.processInfo.physicalMemory)
        let group = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"].compactMap { path in
            (try? String(contentsOfFile: path, encoding: .utf8)).flatMap {
                Int($0.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }
        return (group + [machine]).reduce(machine, min) / 10 * 9
    }

    /// Reads a size such as `4GiB`, `512MiB`, `64KiB` or a number of bytes; nil if it is none or not above 0.
    public static func bytes(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let units: [String: Int] = [
            "": 1, "B": 1, "KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30, "TIB": 1 << 40, "K": 1 << 10, "M": 1 << 20,
            "G": 1 << 30, "T": 1 << 40, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000,
        ]
        let unit = text.dropFirst(digits.count).drop { $0 == " " }.uppercased()
        guard let number = Int(digits), number > 0, let factor = units[unit] else { return nil }
        let (bytes, overflows) = number.multipliedReportingOverflow(by: factor)
        return overflows ? nil : bytes
    }

    /// A size as messages give it, for example `4 GiB` or `1.5 MiB`.
    static func words(_ bytes: Int) -> String {
        let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
        var value = Double(bytes)
        var index = 0
        while value >= 1024, index < units.count - 1 {
            value /= 1024
            index += 1
        }
        let rounded = (value * 10).rounded() / 10
        return (rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)") + " " + units[index]
    }
}
