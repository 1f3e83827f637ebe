import LessonRun

/// A cell that misbehaves, and what must become of it.
struct HostileCell: Sendable {
    let name: String
    /// The cells' code, the misbehaving one first.
    let cells: [String]
    /// The outcome's kind.
    let kind: Outcome.Kind
    /// What the outcome's message contains.
    let message: String
    /// The lesson's line that the outcome names, counted in the cell's code from 1.
    let line: Int?
    /// What the cells print together.
    let prints: String
    /// Which of the cells the outcome is about.
    let place: Int
    /// Further options of the first cell.
    let options: String

    init(
        _ name: String, _ cells: String..., is kind: Outcome.Kind, _ message: String = "", line: Int? = nil,
        prints: String = "", at place: Int = 0, options: String = ""
    ) {
        self.name = name
        self.cells = cells
        self.kind = kind
        self.message = message
        self.line = line
        self.prints = prints
        self.place = place
        self.options = options
    }

    /// The line of the file that the first cell's code begins on.
    static let firstLine = 4

    /// The lesson.
    var markdown: String {
        "# \(name)\n\n"
            + cells.enumerated().map { index, code in
                "```swift\(index == 0 && !options.isEmpty ? " " + options : "")\n\(code)\n```\n"
            }.joined(separator: "\n")
    }

    /// Which limits the program is started with.
    enum Group: CaseIterable {
        case ends
        case hangs
        case descriptors
        case limits

        var arguments: [String] {
            self == .limits ? ["--memory", "600MiB", "--output-limit", "64KiB", "--stop-at-output-limit"] : []
        }

        var cells: [HostileCell] {
            switch self {
            case .ends: HostileCell.ends
            case .hangs: HostileCell.hangs
            case .descriptors: HostileCell.descriptors
            case .limits: HostileCell.limits
            }
        }
    }

    /// Cells that end their process.
    static let ends: [HostileCell] = [
        .init("exit", "print(1)\nexit(3)", is: .exited, "exit(3)", line: 2, prints: "1\n"),
        .init("underscore-exit", "print(1)\n_exit(4)", is: .exited, "status 4", line: 2, prints: "1\n"),
        .init("quick-exit", "print(1)\nquick_exit(5)", is: .exited, "status 5", line: 2, prints: "1\n"),
        .init("abort", "print(1)\nabort()", is: .trap, "aborted", line: 2, prints: "1\n"),
        .init("terminates", "print(1)\nraise(SIGTERM)", is: .trap, "signal 15", line: 2, prints: "1\n"),
        .init("user-signal", "raise(SIGUSR1)", is: .trap, "signal 10", line: 1),
        .init("alarm", "alarm(1)\nsleep(30)", is: .trap, "signal 14"),
        .init("kills-itself", "print(1)\nkill(getpid(), SIGKILL)", is: .trap, "killed from outside", prints: "1\n"),
        .init("kills-its-group", "print(1)\nkill(0, SIGKILL)", is: .trap, "killed from outside", prints: "1\n"),
        .init("stops-itself", "print(1)\nraise(SIGSTOP)", is: .trap, "a signal stopped", prints: "1\n"),
        .init(
            "wild-pointer", "print(1)\nUnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1", is: .trap,
            "memory that is not its own", line: 2, prints: "1\n"),
        .init("divides", "raise(SIGFPE)", is: .trap, "divided by zero", line: 1),
        .init(
            "recursion", "func f(_ n: Int) -> Int {\n    f(n + 1) + 1\n}\nf(0)", is: .trap, "endless recursion",
            line: 1),
        .init(
            "becomes-another",
            "var words: [UnsafeMutablePointer<CChar>?] = [strdup(\"sleep\"), strdup(\"60\"), nil]\n"
                + "execv(\"/bin/sleep\", &words)", is: .exited, "another program"),
        .init(
            "becomes-a-short-one",
            "var words: [UnsafeMutablePointer<CChar>?] = [strdup(\"true\"), nil]\n"
                + "execv(\"/bin/true\", &words)", is: .exited, "another program"),
        .init("ends-its-thread", "print(1)\npthread_exit(nil)", is: .exited, "its own thread", prints: "1\n"),
        .init(
            "late-thread", "Thread.detachNewThread {\n    usleep(200_000)\n    fatalError(\"late\")\n}", "sleep(30)",
            is: .trap, "late", line: 3, at: 1),
        .init(
            "fork-then-abort", fork + "if fork() == 0 { while true { sleep(1) } }\nabort()", is: .trap, "aborted",
            line: 4),
    ]

    /// Cells that do not end.
    static let hangs: [HostileCell] = [
        .init("loop", "var n = 0\nwhile true {\n    n &+= 1\n}", is: .timeout, "0.8 s", options: brief),
        .init(
            "ignores-signals", "signal(SIGTERM, SIG_IGN)\nsignal(SIGINT, SIG_IGN)\nwhile true { sleep(1) }",
            is: .timeout, line: 3, options: brief),
        .init(
            "deadlock", "let lock = NSLock()\nlock.lock()\nlock.lock()", is: .timeout, line: 3, options: brief),
        .init(
            "waits", "print(1)\nDispatchSemaphore(value: 0).wait()", is: .timeout, line: 2, prints: "1\n",
            options: brief),
        .init(
            "endless-deinit",
            "final class D {\n    deinit {\n        while true { usleep(1000) }\n    }\n}\n"
                + "var d: D? = D()\nd = nil", is: .timeout, line: 3, options: brief),
        .init(
            "swallows-signals", "signal(SIGILL) { _ in }\nsignal(SIGTRAP) { _ in }\nfatalError(\"never mind\")",
            is: .timeout, options: brief),
        .init(
            "own-session", "setsid()\nsetpgid(0, 0)\nwhile true { sleep(1) }", is: .timeout, line: 3, options: brief),
        .init(
            "waits-in-the-system",
            fork.replacing("\"fork\"", with: "\"vfork\"") + "if fork() == 0 { while true { sleep(1) } }\nprint(1)",
            is: .timeout, options: brief),
        .init("prints-for-ever", "while true { print(\"noise\") }", is: .timeout, line: 1, options: brief),
    ]

    /// Cells that meddle with what they share with the kernel, and do no harm.
    static let descriptors: [HostileCell] = [
        .init(
            "closes-streams", "print(1)\nfclose(stdout)\nfclose(stderr)\nprint(2)", "print(3)", is: .ok,
            prints: "1\n2\n3\n"),
        .init(
            "closes-all", "for d in Int32(0)..<4096 { close(d) }\nprint(1)", "print(2)", is: .ok, prints: "1\n2\n"),
        .init("closes-a-range", "closefrom(3)\nprint(1)", "print(2)", is: .ok, prints: "1\n2\n"),
        .init(
            "reopens", "freopen(\"/dev/null\", \"w\", stdout)\nprint(1)", "fputs(\"2\\n\", stderr)", is: .ok,
            prints: "2\n"),
        .init(
            "redirects",
            "fflush(stdout)\nlet saved = dup(1)\nlet null = open(\"/dev/null\", O_WRONLY)\ndup2(null, 1)\n"
                + "print(\"hidden\")\ndup2(saved, 1)\nprint(1)", "print(2)", is: .ok, prints: "1\n2\n"),
        .init(
            "writes-to-the-channel",
            "let bytes: [UInt8] = [106, 255, 255, 255, 255]\nprint(write(3, bytes, 5))\n"
                + "write(dup(3), bytes, 5)\nsleep(30)", is: .exited, "not its own", prints: "-1\n"),
        .init(
            "deletes-its-folder", "mkdir(\"doomed\", 0o777)\nchdir(\"doomed\")\nrmdir(\"../doomed\")\nprint(1)",
            "print(2)", is: .ok, prints: "1\n2\n"),
        .init("changes-its-folder", "chdir(\"/\")\nprint(1)", "print(2)", is: .ok, prints: "1\n2\n"),
        .init(
            "unloads-itself",
            "let maps = try FileHandle(forReadingFrom: URL(fileURLWithPath: \"/proc/self/maps\")).readToEnd()!\n"
                + "let me = String(decoding: maps, as: UTF8.self)"
                + ".split(separator: \"\\n\").filter { $0.contains(\"Cell1\") }[0].split(separator: \" \").last!\n"
                + "let handle = dlopen(String(me), RTLD_NOW)!\nfor _ in 0..<5 { dlclose(handle) }\nprint(1)",
            "print(2)", is: .ok, prints: "1\n2\n"),
        .init(
            "odd-bytes",
            "let bytes: [UInt8] = [0xFF, 0, 0x1B, 0x5B, 0x33, 0x31, 0x6D, 0x41, 0x0A]\n"
                + "fwrite(bytes, 1, bytes.count, stdout)", is: .ok, prints: "\u{FFFD}\0\u{1B}[31mA\n"),
        .init(
            "leaves-a-child",
            "var pid: pid_t = 0\nvar words: [UnsafeMutablePointer<CChar>?] = "
                + "[strdup(\"sleep\"), strdup(\"98761\"), nil]\nposix_spawn(&pid, \"/bin/sleep\", nil, nil, &words, environ)\n"
                + "print(1)", is: .ok, prints: "1\n"),
        .init(
            "leaves-a-daemon",
            "var pid: pid_t = 0\nlet line = \"setsid env -i sh -c 'trap : TERM HUP; sleep 98762' "
                + ">/dev/null 2>&1 & sleep 0.2\"\nvar words: [UnsafeMutablePointer<CChar>?] = "
                + "[strdup(\"sh\"), strdup(\"-c\"), strdup(line), nil]\nposix_spawn(&pid, \"/bin/sh\", nil, nil, &words, environ)\n"
                + "waitpid(pid, nil, 0)\nprint(1)\nfflush(stdout)\nabort()", is: .trap, "aborted", line: 8,
            prints: "1\n"),
    ]

    /// Cells that want more than they may have.
    static let limits: [HostileCell] = [
        .init(
            "hoards",
            "var hoard: [[UInt8]] = []\nwhile true {\n    hoard.append([UInt8](repeating: 1, count: 8 << 20))\n}",
            is: .memoryLimit, "the limit of 600 MiB", line: 3),
        .init(
            "asks-for-all", "let all = [UInt8](repeating: 1, count: 1 << 50)", is: .memoryLimit,
            "more memory than the machine has", line: 1),
        .init("floods", "while true { print(\"noise\") }", is: .outputLimit, "the limit of 64 KiB", line: 1),
        .init("one-long-line", "print(String(repeating: \"é\", count: 8 << 20))\nsleep(30)", is: .outputLimit),
        .init(
            "shows-for-ever", "while true { show(String(repeating: \"x\", count: 1 << 16)) }", is: .outputLimit,
            line: 1),
    ]

    /// Swift hides `fork`.
    private static let fork =
        "typealias Fork = @convention(c) () -> pid_t\n"
        + "let fork = unsafeBitCast(dlsym(nil, \"fork\"), to: Fork.self)\n"

    private static let brief = "timeout=800ms"
}
