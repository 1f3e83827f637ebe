import Foundation
import Glibc

/// One lesson that runs in a process of its own: `lesson run --job`, whose events and words are read here.
final class LessonProcess {
    let entry: LessonEntry
    private let process: Subprocess
    /// Where the events come from, then where the words come from; -1 once closed.
    private(set) var descriptors: (events: Int32, words: Int32)
    /// The write end of the process's standard input: closed, whatever ends this process, it tells that one to stop.
    private let lifeline: Int32
    private var line = Data()
    /// What the process wrote to standard error.
    private(set) var words = Data()
    /// How the lesson fared, once the process said so.
    private(set) var result: LessonResult?

    init(
        entry: LessonEntry, executable: String, arguments: [String], environment: [String: String]
    ) throws(RunError) {
        self.entry = entry
        guard let input = Pipe.make(), let output = Pipe.make(), let errors = Pipe.make() else {
            throw .cannotStart(program: executable, reason: String(cString: strerror(errno)))
        }
        defer { [input.readEnd, output.writeEnd, errors.writeEnd].forEach { close($0) } }
        do {
            process = try Subprocess.spawn(
                executable, arguments: arguments, environment: environment,
                descriptors: [0: input.readEnd, 1: output.writeEnd, 2: errors.writeEnd], ownGroup: true)
        } catch {
            [input.writeEnd, output.readEnd, errors.readEnd].forEach { close($0) }
            throw error
        }
        lifeline = input.writeEnd
        descriptors = (output.readEnd, errors.readEnd)
        _ = fcntl(output.readEnd, F_SETFL, O_NONBLOCK)
        _ = fcntl(errors.readEnd, F_SETFL, O_NONBLOCK)
    }

    deinit {
        for descriptor in [descriptors.events, descriptors.words, lifeline] where descriptor >= 0 { close(descriptor) }
    }

    /// Whether the process has closed both streams.
    var isOver: Bool { descriptors.events < 0 && descriptors.words < 0 }

    /// Asks the process to stop, as Ctrl-C does.
    func interrupt() {
        kill(process.pid, SIGINT)
    }

    /// Reads what can be read at once; returns the whole lines among the events.
    func read() -> [Data] {
        if let text = Self.available(&descriptors.words) { words.append(text) }
        guard let bytes = Self.available(&descriptors.events) else { return [] }
        var lines: [Data] = []
        for part in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if part.offset > 0 {
                lines.append(line)
                line = Data()
            }
            line.append(part.element)
        }
        return lines
    }

    /// Notes how the lesson fared.
    func finished(_ result: LessonResult) {
        self.result = result
    }

    /// Waits for the process, and says how the lesson fared, also where the process could not.
    func end() -> LessonResult {
        let exit = process.wait()
        if let result { return result }
        let (status, reason) =
            switch exit {
            case .code(let code): (code == 0 ? 70 : code, "ended with status \(code)")
            case .signal(let number): (Int32(70), "was ended by signal \(number)")
            }
        let problem = "the process of this lesson \(reason) before it was done; run the lesson alone to see why"
        words.append(Data("\(entry.path): error: \(problem)\n".utf8))
        return LessonResult(
            lesson: entry.path, outputs: entry.outputs, exit: status,
            problems: [LessonResult.Problem(message: problem)])
    }

    private static func available(_ descriptor: inout Int32) -> Data? {
        guard descriptor >= 0 else { return nil }
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while data.count < 4 << 20 {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count > 0 {
                data.append(contentsOf: buffer[..<count])
            } else if count < 0 && errno == EINTR {
                continue
            } else {
                if count == 0 || errno != EAGAIN {
                    close(descriptor)
                    descriptor = -1
                }
                break
            }
        }
        return data
    }
}
