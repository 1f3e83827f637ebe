public import Foundation
import Glibc

/// Runs lessons side by side, each in a process of its own, so that none disturbs another.
public struct JobPool {
    /// Hears what the lessons do.
    public protocol Listener {
        /// A lesson's process starts.
        func lessonBegan(_ entry: LessonEntry)
        /// A lesson's process wrote an event, given also as the line it came in.
        func lessonWrote(_ event: RunEvent, line: Data, of entry: LessonEntry)
        /// A lesson's process ended; `words` is all that it wrote to standard error.
        func lessonEnded(_ result: LessonResult, words: String)
    }

    private let executable: String
    private let arguments: (LessonEntry) -> [String]
    private let jobs: Int
    private let interrupt: Interrupt

    /// Makes a pool of so many processes of `executable`, started with the arguments for a lesson.
    public init(
        executable: String, jobs: Int, interrupt: Interrupt, arguments: @escaping (LessonEntry) -> [String]
    ) {
        self.executable = executable
        self.arguments = arguments
        self.jobs = max(1, jobs)
        self.interrupt = interrupt
    }

    /// Runs the lessons, started in the order given; returns how each fared, in the same order.
    ///
    /// An interrupt is passed on to the lessons under way, and those not begun are left out.
    public func run(_ entries: [LessonEntry], listener: any Listener) -> [LessonResult] {
        var waiting = entries[...]
        var running: [LessonProcess] = []
        var results: [String: LessonResult] = [:]
        var wasInterrupted = false
        func end(_ entry: LessonEntry, _ result: LessonResult, _ words: String) {
            results[entry.path] = result
            listener.lessonEnded(result, words: words)
        }
        while true {
            while !wasInterrupted, running.count < jobs, let entry = waiting.popFirst() {
                listener.lessonBegan(entry)
                do {
                    running.append(
                        try LessonProcess(
                            entry: entry, executable: executable, arguments: arguments(entry), environment: environment)
                    )
                } catch {
                    end(entry, Self.result(of: error, entry), "\(entry.path): error: \(error)\n")
                }
            }
            if running.isEmpty && (waiting.isEmpty || wasInterrupted) { break }
            wait(for: running, listening: !wasInterrupted)
            if !wasInterrupted, interrupt.isTriggered {
                wasInterrupted = true
                running.forEach { $0.interrupt() }
            }
            for process in running {
                for line in process.read() {
                    guard let event = EventLine.event(line) else { continue }
                    if event.event == .lessonFinished, let result = event.result { process.finished(result) }
                    listener.lessonWrote(event, line: line, of: process.entry)
                }
            }
            for process in running where process.isOver {
                let result = process.end()
                end(process.entry, result, String(decoding: process.words, as: UTF8.self))
            }
            running.removeAll(where: \.isOver)
        }
        return entries.compactMap { results[$0.path] }
    }

    /// The threads of all lessons together are as many as one lesson alone would have.
    private var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        let wanted = environment["TRANSFER_THREADS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        let threads = wanted ?? ProcessInfo.processInfo.activeProcessorCount
        environment["TRANSFER_THREADS"] = "\(max(1, threads / jobs))"
        return environment
    }

    private func wait(for running: [LessonProcess], listening: Bool) {
        var watched = running.flatMap { [$0.descriptors.events, $0.descriptors.words] }.map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        if listening { watched.append(pollfd(fd: interrupt.descriptor, events: Int16(POLLIN), revents: 0)) }
        _ = poll(&watched, nfds_t(watched.count), 1000)
    }

    private static func result(of error: RunError, _ entry: LessonEntry) -> LessonResult {
        LessonResult(
            lesson: entry.path, outputs: entry.outputs, exit: 5,
            problems: [LessonResult.Problem(message: error.description)])
    }
}
