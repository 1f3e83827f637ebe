import Foundation
import LessonFormat

/// Finds the lesson's line in a stack that the kernel reported.
struct StackResolver {
    /// The lesson's file name as the compiled cells know it.
    let file: String
    /// Where this run's libraries lie.
    let directory: String
    /// The path of `llvm-symbolizer` or nil; without it outcomes name the cell, not the line.
    let symbolizer: String?

    init(file: String, directory: String, toolchain: Toolchain) {
        self.file = file
        self.directory = directory
        let path = URL(fileURLWithPath: toolchain.frontend).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("llvm-symbolizer").path
        symbolizer = FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    /// A place in the lesson's code.
    struct Place {
        /// The line in the lesson.
        let line: Int
        /// What the compiler's own check at this place found, for example `arithmetic overflow`; it says so nowhere else.
        let failedCheck: String?
    }

    /// The line of the innermost frame that is the lesson's; `stack` has a line `path<TAB>offset` for each frame.
    func line(of stack: String) -> Int? { place(of: stack)?.line }

    /// The innermost frame that is the lesson's.
    func place(of stack: String) -> Place? {
        guard let symbolizer else { return nil }
        for frame in stack.split(separator: "\n") {
            let parts = frame.split(separator: "\t")
            guard parts.count == 2, parts[0].hasPrefix(directory), let offset = UInt64(parts[1], radix: 16),
                offset > 0,
                let (_, output) = try? Subprocess.capture(
                    symbolizer,
                    arguments: ["--obj=\(parts[0])", "--output-style=GNU"]
                        // A jump back to a loop's beginning has no line; what stands before it has.
                        + [1, 9, 17, 33].filter { $0 <= offset }.map { "0x" + String(offset - $0, radix: 16) },
                    stream: 1),
                case let text = String(decoding: output, as: UTF8.self), let line = lessonLine(in: text)
            else { continue }
            let innermost = text.prefix { $0 != "\n" }
            let isCheck = innermost.hasPrefix(Self.checkName)
            return Place(line: line, failedCheck: isCheck ? String(innermost.dropFirst(Self.checkName.count)) : nil)
        }
        return nil
    }

    /// How the compiler names, in its tables of lines, the functions that its checks are said to be.
    private static let checkName = "Swift runtime failure: "

    /// The first `path/file:line` of the lesson among the inlined frames the symbolizer prints.
    private func lessonLine(in text: String) -> Int? {
        for entry in text.split(separator: "\n") {
            guard let colon = entry.lastIndex(of: ":") else { continue }
            let path = entry[..<colon]
            let number = entry[entry.index(after: colon)...].prefix { $0.isNumber }
            if path == file || path.hasSuffix("/\(file)"), let line = Int(number), line > 0 { return line }
        }
        return nil
    }
}
