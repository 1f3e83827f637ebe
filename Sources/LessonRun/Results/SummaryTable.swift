import Foundation

/// The table at the end of a run of several lessons: lesson, status, cells, time.
public struct SummaryTable {
    private let report: RunReport

    /// Makes the table of a report.
    public init(_ report: RunReport) {
        self.report = report
    }

    /// The lines; `paint` may colour a status.
    public func lines(paint: (String, LessonResult) -> String = { text, _ in text }) -> [String] {
        let rows = report.lessons.map { result in
            [
                result.lesson, result.words,
                result.cells.isEmpty ? "–" : "\(result.passedCells)/\(result.cellCount)",
                // The time of a run that did not take place now would not add up with the others.
                result.isUpToDate ? "–" : Self.seconds(result.seconds),
            ]
        }
        let table = [["lesson", "status", "cells", "time"]] + rows
        let widths = (0..<4).map { column in table.map { $0[column].count }.max() ?? 0 }
        var lines = table.enumerated().map { index, row in
            let cells = row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                let painted = index > 0 && column == 1 ? paint(text, report.lessons[index - 1]) : text
                return column < 2 ? painted + space : space + painted
            }
            return "  " + cells.joined(separator: "  ")
        }
        lines.append("  " + total)
        return lines
    }

    /// One line about all lessons, for example `28 of 30 lessons passed (3 up to date), 1 failed, 1 invalid in 12.3 s`.
    public var total: String {
        let failures = Dictionary(grouping: report.lessons.filter { $0.exit != 0 }, by: \.words)
        let others = failures.sorted { ($0.value[0].exit, $0.key) < ($1.value[0].exit, $1.key) }
            .map { ", \($0.value.count) \($0.key)" }.joined()
        let upToDate = report.lessons.count(where: \.isUpToDate)
        let noun = report.lessons.count == 1 ? "lesson" : "lessons"
        return "\(report.lessons.count { $0.exit == 0 }) of \(report.lessons.count) \(noun) passed"
            + (upToDate > 0 ? " (\(upToDate) up to date)" : "") + "\(others) in \(Self.seconds(report.seconds))"
    }

    private static func seconds(_ seconds: Double) -> String { String(format: "%.1f s", seconds) }
}
