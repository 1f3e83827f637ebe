package import Foundation
package import LessonRun

/// Reports of several lessons as files.
package enum ReportFile {
    /// The report as JSON, keys sorted.
    ///
    /// - Throws: `EncodingError`.
    package static func data(_ report: RunReport) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(report) + Data("\n".utf8)
    }

    /// Writes the report as JSON; its folder is made if there is none.
    ///
    /// - Throws: `ArtifactError`.
    package static func write(_ report: RunReport, to path: String) throws {
        try write(try data(report), to: path)
    }

    /// Writes a file in one step; its folder is made if there is none.
    ///
    /// - Throws: `ArtifactError`.
    package static func write(_ data: Data, to path: String) throws {
        let file = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file, options: .atomic)
        } catch {
            throw ArtifactError(path: path, reason: systemReason(error))
        }
    }

    /// Reads the reports that a path stands for: a report, or a folder's reports at any depth.
    ///
    /// A folder without any stands for the run records in it, whose lessons are named for the records.
    ///
    /// - Throws: `ReportReadError`.
    package static func read(_ path: String) throws -> [RunReport] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw ReportReadError(path: path, reason: .missing)
        }
        if !isDirectory.boolValue {
            guard let report = report(at: path) else { throw ReportReadError(path: path, reason: .notAReport) }
            return [report]
        }
        let names = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
        let reports = try names.filter { $0.hasSuffix(RunReport.suffix) }.map { name in
            guard let report = report(at: "\(path)/\(name)") else {
                throw ReportReadError(path: "\(path)/\(name)", reason: .notAReport)
            }
            return report
        }
        if !reports.isEmpty { return reports }
        let results = names.filter { $0.hasSuffix(".json") }.compactMap { name -> LessonResult? in
            guard let data = FileManager.default.contents(atPath: "\(path)/\(name)"),
                let record = try? JSONRenderer.record(from: data)
            else { return nil }
            let status: Int32 = record.status == .passed ? 0 : record.status == .interrupted ? 130 : 1
            return LessonResult(record, lesson: record.lesson, outputs: String(name.dropLast(5)), exit: status)
        }
        if results.isEmpty { throw ReportReadError(path: path, reason: .empty) }
        return [RunReport(lessons: results, seconds: results.map(\.seconds).reduce(0, +))]
    }

    private static func report(at path: String) -> RunReport? {
        guard let data = FileManager.default.contents(atPath: path),
            let report = try? JSONDecoder().decode(RunReport.self, from: data), report.kind == RunReport.kind
        else { return nil }
        return report
    }
}

/// A report that could not be read.
package struct ReportReadError: Error, Hashable, Sendable {
    /// The reasons why.
    package enum Reason: Hashable, Sendable {
        /// There is no such file or folder.
        case missing
        /// It is not a report.
        case notAReport
        /// The folder holds neither reports nor records.
        case empty
    }

    /// The file or folder.
    package var path: String
    /// Why.
    package var reason: Reason
}

extension ReportReadError: CustomStringConvertible {
    /// One sentence that says what is wrong, and after a semicolon what to do.
    package var description: String {
        switch reason {
        case .missing: "\(path): error: there is no such file or folder; check the path"
        case .notAReport:
            "\(path): error: this is not a report of 'lesson run --shard' or '--report'; name such a file or its folder"
        case .empty:
            "\(path): error: the folder holds neither reports (*\(RunReport.suffix)) nor records of lessons; "
                + "name the folder that 'lesson run' wrote to"
        }
    }
}
