import Foundation

/// Ends the program as a failed precondition does, with one sentence that says what did not fit and what to do.
func trap(_ sentence: String) -> Never {
    // A failed precondition would end an optimised program without a word.
    FileHandle.standardError.write(Data("Fatal error: \(sentence)\n".utf8))
    abort()
}
