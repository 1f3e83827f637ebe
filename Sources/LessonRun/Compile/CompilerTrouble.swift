import Foundation

/// What kept the compiler or the linker from writing its files, which is not for the lesson's author to mend.
enum CompilerTrouble {
    /// The words of the system for a file system that takes no more, whoever quotes them.
    private static let reasons = [ENOSPC, EDQUOT, EROFS, EFBIG, EIO].map { String(cString: strerror($0)) }

    /// The system's words for what kept a program from writing, if it quotes them.
    static func reason(in text: String) -> String? {
        let text = text.lowercased()
        return reasons.first { text.contains($0.lowercased()) }
    }

    /// The error that a compiler's messages stand for, if one of them is about a file that could not be written.
    ///
    /// Messages about the cell's own text have a column; a text that quotes these words is none of them.
    static func error(in diagnostics: [CompilerDiagnostic], directory: String) -> RunError? {
        // This one is placed at the line that imports the module.
        let damage = diagnostics.first { $0.severity == .error && $0.message.hasPrefix("malformed compiled module") }
        if let damage { return .damagedModule(reason: damage.message) }
        for diagnostic in diagnostics where diagnostic.severity == .error && diagnostic.column == nil {
            let text = "\(diagnostic.message)\n\(diagnostic.excerpt)"
            guard let reason = reason(in: text) else { continue }
            let path = text.split { "'\" ".contains($0) }.first { $0.hasPrefix("/") }
            return .cannotWrite(path: path.map(String.init) ?? directory, reason: reason)
        }
        return nil
    }
}
