/// A word of a command line as a shell must be given it.
enum ShellWord {
    /// The word itself where a shell reads it as it stands, else within single quotes.
    static func quoted(_ word: String) -> String {
        if word.wholeMatch(of: /[A-Za-z0-9_@%+=:,.\/-]+/) != nil { return word }
        return "'\(word.replacing("'", with: "'\\''"))'"
    }
}
