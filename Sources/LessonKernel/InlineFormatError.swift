/// A format in a lesson's prose that does not suit the value.
struct InlineFormatError: Error, CustomStringConvertible {
    let format: String
    let expected: String
    let received: String

    var description: String {
        "the format '\(format)' needs \(expected), received \(received); change the format or the expression"
    }
}
