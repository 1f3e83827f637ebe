import ArgumentParser
import Foundation
import LessonRun

/// `lesson cache`: looks after what is kept from run to run.
struct CacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache",
        abstract: "Shows and removes compiled cells and the results of trainings that are kept.",
        discussion: """
            They lie in $XDG_CACHE_HOME/lesson, or ~/.cache/lesson, and can be removed at any time, also while lessons \
            run: what is missing is made again. What was not used for longest goes by itself when there is too much.
            """,
        subcommands: [List.self, Collect.self, Clear.self])

    /// `lesson cache ls`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ls", abstract: "Shows how much is kept, and since when it was not used.")

        func run() {
            let cache = LessonCache()
            StandardOutput.write(line: cache.directory)
            for kind in LessonCache.Kind.allCases {
                let entries = cache.entries(kind)
                let total = entries.reduce(0) { $0 + $1.byteCount }
                var line = "  \(kind.rawValue)  \(entries.count) kept, \(CacheCommand.size(total))"
                if let first = entries.first, let last = entries.last {
                    line += ", used \(Age.text(since: last.lastUse)) to \(Age.text(since: first.lastUse))"
                }
                StandardOutput.write(line: line)
            }
        }
    }

    /// `lesson cache gc`.
    struct Collect: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "gc", abstract: "Removes what was not used for longest, down to a size.")

        @Option(
            help: ArgumentHelp(
                "The most that each kind may take, in MiB; else 1024 for cells, 256 for checked cells, "
                    + "2048 for trainings.",
                valueName: "MiB"))
        var limit: Int?

        func validate() throws {
            guard limit.map({ $0 >= 0 && $0 < 1 << 40 }) ?? true else {
                throw ValidationError("expected a size in MiB of at least 0, received '\(limit ?? 0)'")
            }
        }

        func run() {
            let cache = LessonCache()
            for kind in LessonCache.Kind.allCases {
                let removed = cache.trim(kind, to: limit.map { $0 << 20 })
                let freed = removed.reduce(0) { $0 + $1.byteCount }
                StandardOutput.write(
                    line: "  \(kind.rawValue)  \(removed.count) removed, \(CacheCommand.size(freed)) freed")
            }
        }
    }

    /// `lesson cache clear`.
    struct Clear: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "clear", abstract: "Removes everything that is kept; the next runs take longer.")

        func run() throws {
            let cache = LessonCache()
            do {
                if try !cache.clear() {
                    StandardError.write("the compiler's modules were kept, because a lesson runs now\n")
                }
            } catch {
                StandardError.write(
                    "'\(cache.directory)' could not be removed (\(systemReason(error))); check its permissions\n"
                )
                throw ExitStatus.environment
            }
        }
    }

    private static func size(_ bytes: Int) -> String {
        (Double(bytes) / Double(1 << 20)).formatted(.number.precision(.fractionLength(1)).grouping(.never)) + " MiB"
    }
}
