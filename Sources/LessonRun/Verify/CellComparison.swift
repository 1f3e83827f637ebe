import LessonFormat
import Transfer

/// Compares what a cell gave with what it gives now.
///
/// Of a `volatile` cell only the outcome is compared. Times, and where in the lesson a cell stands, are not.
struct CellComparison {
    /// What is different.
    private(set) var differences: [Difference] = []
    let tolerance: NumberTolerance
    private let cell: Cell

    init(_ before: CellRecord, _ after: CellRecord) {
        cell = after.cell
        tolerance = NumberTolerance(cell.options.tolerance)
        compareCells(before.cell, after.cell)
        guard compareOutcomes(before.outcome, after.outcome), !cell.options.isVolatile else { return }
        compareTexts(
            "the compiler's messages", Self.messages(before.diagnostics), Self.messages(after.diagnostics))
        for (stream, name) in [(CellOutput.Stream.stdout, "the output"), (.stderr, "standard error")] {
            compareTexts(name, Self.text(of: stream, in: before), Self.text(of: stream, in: after))
        }
        compareShown(before.outputs, after.outputs)
    }

    // MARK: What the parts of the comparison write down

    /// Writes down something about the lesson itself, in a sentence.
    private mutating func noteLesson(_ sentence: String) {
        differences.append(Difference(.lesson, line: cell.fenceLine, cell: cell.id, subject: sentence))
    }

    /// Writes down two things that are not the same.
    mutating func note(
        _ subject: String, _ before: String?, _ after: String?, line: Int? = nil, tolerance: Double? = nil
    ) {
        differences.append(
            Difference(
                .output, line: line ?? cell.fenceLine, cell: cell.id, subject: subject, before: before, after: after,
                tolerance: tolerance))
    }

    /// Writes down two numbers if they are not the same result.
    mutating func compareNumbers(_ subject: String, _ before: Double, _ after: Double, line: Int? = nil) {
        if tolerance.admits(before, after) { return }
        let texts = NumberTolerance.texts(before, after)
        note(subject, texts.0, texts.1, line: line, tolerance: tolerance.absolute)
    }

    /// How many of so many lines of a text, or values of a table, are not told one by one, so that they do not hide what
    /// else is different: those behind the fifth, if they are several.
    static func untoldCount(of count: Int) -> Int { count > 6 ? count - 5 : 0 }

    /// Writes down how two texts differ: the numbers that are off, and the lines with other words; of many the first few,
    /// and how many more there are.
    mutating func compareTexts(_ name: String, _ before: String, _ after: String) {
        let comparison = TextComparison(before, after, tolerance)
        let lines = comparison.changes.map(\.line).uniqued()
        let others = Self.untoldCount(of: lines.count)
        let told = Set(lines.dropLast(others))
        for change in comparison.changes where told.contains(change.line) {
            let place = comparison.lineCount == 1 ? "" : "line \(change.line) of \(name): "
            let subject =
                change.label.map { place + $0 }
                ?? (place.isEmpty ? name : "line \(change.line) of \(name):")
            note(subject, change.before, change.after, tolerance: change.tolerance)
        }
        if others > 0 { note("\(others) more lines of \(name) are different", nil, nil) }
    }

    /// Writes down two words, names or sentences if they are not the same.
    mutating func compareWords(_ subject: String, _ before: String, _ after: String) {
        if before != after { note(subject, before.quotedBriefly, after.quotedBriefly) }
    }

    /// Writes down two lists of names if they are not the same; says whether they are.
    mutating func compareLists(_ subject: String, _ before: [String], _ after: [String]) -> Bool {
        if before == after { return true }
        func words(_ names: [String], quoted: Bool) -> String {
            names.map { quoted ? "\"\($0)\"" : $0 }.joined(separator: ", ")
        }
        // Names with commas inside read like several names.
        let quoted = words(before, quoted: false) == words(after, quoted: false)
        note(subject, words(before, quoted: quoted).quotedBriefly, words(after, quoted: quoted).quotedBriefly)
        return false
    }

    /// Writes down how often there is something, if that is not the same.
    mutating func compareCounts(_ noun: String, _ before: Int, _ after: Int) -> Bool {
        if before != after { note("the number of \(noun)s", "\(before)", "\(after)") }
        return before == after
    }

    /// The line that records a metric, where the cell's code has its name.
    func line(ofMetric name: String) -> Int? {
        let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { $0.contains("\"\(name)\"") }.map { cell.codeLine + $0 }
    }

    // MARK: The parts

    private mutating func compareCells(_ before: Cell, _ after: Cell) {
        if before.id != after.id, !(before.isNumbered && after.isNumbered) {
            noteLesson("cell '\(before.id)' is called '\(after.id)' now")
        }
        if before.code != after.code {
            noteLesson("cell '\(after.id)' has changed since its outputs were written")
        } else if before.options.ofPage != after.options.ofPage {
            noteLesson("the options of cell '\(after.id)' have changed since its outputs were written")
        }
    }

    /// Writes down how a cell ended otherwise; says whether it ended in the same way.
    private mutating func compareOutcomes(_ before: Outcome, _ after: Outcome) -> Bool {
        guard before.kind == after.kind, before.isExpected == after.isExpected else {
            note("the outcome", before.kind.title.quotedBriefly, after.kind.title.quotedBriefly, line: after.line)
            return false
        }
        if before.errorType != after.errorType {
            note(
                "the type of the error", before.errorType?.quotedBriefly, after.errorType?.quotedBriefly,
                line: after.line)
        }
        if !cell.options.isVolatile { compareTexts("the message", before.message, after.message) }
        return true
    }

    /// Errors and warnings without their lines, which move with the words above; the compiler's further notes name modules.
    private static func messages(_ diagnostics: [CompilerDiagnostic]) -> String {
        diagnostics.filter { $0.severity == .error || $0.severity == .warning }
            .map { "\($0.severity.rawValue): \($0.message)" }.joined(separator: "\n")
    }

    private static func text(of stream: CellOutput.Stream, in record: CellRecord) -> String {
        record.outputs.map { output in
            if case .stream(stream, let text) = output { text } else { "" }
        }.joined()
    }
}

extension Cell {
    /// Whether the name is one that cells without a name have.
    fileprivate var isNumbered: Bool { id.wholeMatch(of: /cell-\d+/) != nil }
}

extension CellOptions {
    /// The options that decide what the page looks like; the others decide how the cell is run and compared.
    fileprivate var ofPage: CellOptions {
        var options = self
        (options.timeout, options.isSkippedWhenQuick, options.expectation) = (nil, false, nil)
        (options.tolerance, options.isVolatile) = (nil, false)
        return options
    }
}
