import LessonRun
import Testing

@Suite("Every way a cell can end is a named outcome with the lesson's line", .serialized)
struct OutcomeTests {
    @Test("A compile error carries the compiler's words, line, column and caret; later cells do not run")
    func compileError() throws {
        let record = try Lab.run(fixture: "compile-error")
        #expect(record.status == .failed)
        #expect(try record.cell("fine").outcome == Outcome(.ok))
        let wrong = try record.cell("wrong")
        #expect(wrong.outcome.kind == .compileError)
        #expect(wrong.outcome.line == 9)
        let errors = wrong.diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.line) == [9, 10])
        #expect(errors.map(\.column) == [18, 3])
        #expect(errors.first?.message == "cannot convert value of type 'String' to specified type 'Int'")
        #expect(errors.first?.excerpt == "let total: Int = name\n                 ^~~~")
        #expect(try record.cell("after").outcome == Outcome(.notRun))
    }

    @Test("An uncaught error names the line of the throw, and what was printed before is kept")
    func thrownError() throws {
        let record = try Lab.run(fixture: "thrown-error")
        #expect(try record.cell("define").outputs == [.stream(.stdout, "before")])
        let call = try record.cell("call")
        #expect(
            call.outcome == Outcome(.thrownError, message: "Refusal(reason: \"no\")", line: 6, errorType: "Refusal"))
        #expect(call.outputs == [.stream(.stdout, "calling\n")])
        #expect(try record.cell("after").outcome.kind == .notRun)
    }

    @Test("A trap names the runtime's reason and the line, and what was printed before is kept")
    func trap() throws {
        let record = try Lab.run(fixture: "trap")
        let call = try record.cell("call")
        #expect(call.outcome.kind == .trap)
        #expect(call.outcome.message == "Index out of range")
        #expect(call.outcome.line == 6)
        #expect(call.outputs == [.stream(.stdout, "printed before")])
        #expect(try record.cell("after").outcome.kind == .notRun)
    }

    @Test("A fatal error says its own words")
    func fatalError() throws {
        let record = try Lab.run(fixture: "fatal-error")
        #expect(try record.cell("stop").outcome == Outcome(.trap, message: "the tank is empty", line: 4))
    }

    @Test("A private name of an earlier cell is refused with the remedy")
    func privateName() throws {
        let outcome = try Lab.run(fixture: "private-name").cell("uses").outcome
        #expect(outcome.kind == .compileError)
        #expect(outcome.message.contains("remove 'private' there"))
    }

    @Test("A broken precondition says its words")
    func precondition() throws {
        let outcome = try Lab.run(fixture: "precondition").cell("broken").outcome
        #expect(outcome == Outcome(.trap, message: "units must be positive", line: 5))
    }

    @Test("A cell that becomes another program, or ends its thread, is named at once")
    func leaving() throws {
        let start = ContinuousClock.now
        let replaced = try Lab.run(fixture: "replaced").cell("replaced").outcome
        #expect(replaced.kind == .exited)
        #expect(replaced.message.contains("made another program of its process"))
        let ended = try Lab.run(fixture: "thread-exit").cell("ended")
        #expect(ended.outcome.message.contains("ended its own thread"))
        #expect(ended.outputs == [.stream(.stdout, "before\n")])
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test("A trap of the engine says its words too, though the engine is optimised")
    func engineTrap() throws {
        let cell = try Lab.run(fixture: "engine-trap").cell("outside")
        #expect(
            cell.outcome
                == Outcome(
                    .trap, message: "position [0, 2] lies outside a tensor of shape [2, 2]; count each index from 0",
                    line: 6))
        #expect(cell.outputs == [.stream(.stdout, "before\n")])
    }

    @Test("Endless recursion is a trap at the recursive line")
    func recursion() throws {
        let outcome = try Lab.run(fixture: "recursion").cell("deep").outcome
        #expect(outcome.kind == .trap)
        #expect(outcome.line == 4)
        #expect(outcome.message.contains("endless recursion"))
    }

    @Test("A call of exit ends the lesson there")
    func exit() throws {
        let record = try Lab.run(fixture: "exit")
        let leave = try record.cell("leave")
        #expect(leave.outcome == Outcome(.exited, message: "the cell called exit(3)", line: 5))
        #expect(leave.outputs == [.stream(.stdout, "bye\n")])
        #expect(try record.cell("after").outcome.kind == .notRun)
    }

    @Test("A cell that runs too long is killed and named")
    func timeout() throws {
        let record = try Lab.run(fixture: "timeout")
        #expect(try record.cell("quick").outcome == Outcome(.ok))
        let slow = try record.cell("slow")
        #expect(slow.outcome.kind == .timeout)
        #expect(slow.outcome.line == 12)
        #expect(slow.outcome.message.contains("limit of 1 s"))
        #expect(slow.outputs == [.stream(.stdout, "started\n")])
        #expect(try record.cell("after").outcome.kind == .notRun)
    }

    @Test("The caller's time limit wins over the lesson's")
    func givenTimeout() throws {
        let slow = try Lab.run(fixture: "timeout", timeout: 0.5).cell("slow")
        #expect(slow.outcome.message.contains("limit of 0.5 s"))
    }

    @Test("An error of a typed throw is placed where it was thrown, whatever was thrown and caught before")
    func typedThrow() throws {
        let record = try Lab.run(fixture: "typed-throw")
        #expect(try record.cell("thrown").outcome.line == 8)
        #expect(try record.cell("thrown").outcome.errorType == "Bad")
    }

    @Test("An error thrown after an await is a thrown error")
    func awaitThenThrow() throws {
        let outcome = try Lab.run(fixture: "await-throw").cell("late").outcome
        #expect(outcome == Outcome(.thrownError, message: "Late()", line: 6, errorType: "Late"))
    }

    @Test("A kernel killed from outside is a trap that says so")
    func killed() throws {
        let cell = try Lab.run(fixture: "killed").cell("killed")
        #expect(cell.outcome.kind == .trap)
        #expect(cell.outcome.message.contains("killed from outside"))
        #expect(cell.outputs == [.stream(.stdout, "still here\n")])
    }
}
