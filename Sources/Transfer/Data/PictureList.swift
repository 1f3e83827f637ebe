import Foundation

/// A CSV file that names pictures and their classes, a line each.
struct PictureList {
    /// A picture, its class, and the line that names it.
    struct Entry {
        let file: String
        let label: String
        let line: Int
    }

    let entries: [Entry]

    /// Reads a list; the first line is a header if the columns are named, or its file has no picture's extension.
    ///
    /// Throws `TransferError.imageData` that names the line which cannot be used.
    init(_ path: String, fileColumn: String?, labelColumn: String?) throws {
        func unreadable(_ reason: String) -> TransferError { .imageData(.unreadableList(path: path, reason: reason)) }
        if FolderEntries.isFolder(path) {
            throw TransferError.imageData(.listIsFolder(path: path))
        }
        guard let data = FileManager.default.contents(atPath: path) else { throw unreadable("there is no such file") }
        guard let text = String(data: data, encoding: .utf8) else { throw unreadable("it is not UTF-8 text") }
        var records = try CommaSeparatedValues.records(text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text) {
            TransferError.imageData(.listLine(path: path, line: $0, reason: "its quotes do not end; close them"))
        }
        var (file, label) = (0, 1)
        if let first = records.first {
            let isNamed = fileColumn != nil || labelColumn != nil
            if isNamed || !ImageFolder.isPicture(first.fields[0]) { records.removeFirst() }
            func column(_ name: String?, _ place: Int) throws -> Int {
                guard let name else { return place }
                guard let found = first.fields.firstIndex(of: name) else {
                    throw unreadable("its header has no column '\(name)', only \(Words.list(first.fields))")
                }
                return found
            }
            (file, label) = (try column(fileColumn, 0), try column(labelColumn, 1))
        }
        entries = try records.map { record in
            guard record.fields.count > max(file, label) else {
                throw TransferError.imageData(
                    .listLine(
                        path: path, line: record.line,
                        reason: "expected a file and a label, received \(record.fields.count) columns; write file,label"
                    ))
            }
            return Entry(file: record.fields[file], label: record.fields[label], line: record.line)
        }
        guard !entries.isEmpty else { throw unreadable("it names no pictures") }
    }
}

/// Text of lines of fields, as RFC 4180 has it.
enum CommaSeparatedValues {
    /// The fields of a record, and the line it begins on, from 1.
    struct Record {
        var fields: [String]
        var line: Int
    }

    /// Takes a text apart; empty lines are left out.
    ///
    /// Throws the error for a line whose quotes do not end.
    static func records(_ text: String, unclosed: (_ line: Int) -> any Error) throws -> [Record] {
        var records: [Record] = []
        var (field, isQuoted, line) = ("", false, 1)
        var record = Record(fields: [], line: 1)
        func endRecord() {
            record.fields.append(field)
            if record.fields != [""] { records.append(record) }
            field = ""
        }
        // In unicode scalars, because "\r\n" is a single character.
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if scalar == "\n" { line += 1 }
            if isQuoted {
                if scalar != "\"" {
                    field.unicodeScalars.append(scalar)
                } else if index < scalars.count, scalars[index] == "\"" {
                    field.append("\"")
                    index += 1
                } else {
                    isQuoted = false
                }
                continue
            }
            switch scalar {
            case "\"" where field.isEmpty: isQuoted = true
            case ",":
                record.fields.append(field)
                field = ""
            case "\n":
                endRecord()
                record = Record(fields: [], line: line)
            case "\r" where index < scalars.count && scalars[index] == "\n": break
            default: field.unicodeScalars.append(scalar)
            }
        }
        if isQuoted { throw unclosed(record.line) }
        if !field.isEmpty || !record.fields.isEmpty { endRecord() }
        return records
    }
}
