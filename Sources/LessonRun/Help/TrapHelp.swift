/// A line of plain help for the traps that beginners meet most; Swift names them without a remedy.
enum TrapHelp {
    /// The help for the runtime's words; nil where they are others, such as those of a cell's own `fatalError`.
    static func words(for message: String) -> String? {
        known.first { $0.words.contains(where: message.contains) }?.help
    }

    /// What is known, the more particular first.
    private static let known: [(words: [String], help: String)] = [
        (
            ["String index is out of bounds"],
            "the text ends before this place: take 'prefix(n)' or 'dropFirst(n)', which stop at its end"
        ),
        (
            ["Index out of range", "ndex is out of range"],
            "there is no such element: the indices go from 0 to count - 1"
        ),
        (
            ["Index out of bounds", "ndex is out of bounds"],
            "there is no such element: a slice keeps the indices of its array; begin at its 'startIndex', or make an "
                + "'Array(…)' of it"
        ),
        (
            ["while unwrapping an Optional value"],
            "there is no value where '!' says there is one, as of a key that a dictionary lacks: write '?? 0' or the "
                + "like in place of '!', or unwrap with 'if let'"
        ),
        (
            ["while implicitly unwrapping an Optional value"],
            "a variable declared with '!' behind its type was used before it had a value: set it first, or declare it "
                + "with '?' and unwrap with 'if let'"
        ),
        (
            ["arithmetic overflow"],
            "the result does not fit into its type: compute with Double, or with Int in place of smaller types"
        ),
        (
            ["Division by zero"],
            "look at what stands behind '/' or '%', such as the count of an empty list, and check it before"
        ),
        (
            ["Range requires lowerBound <= upperBound"],
            "the range ends before it begins: '1...n' does so for 0, '0..<n' is empty then; count down with "
                + "'stride(from: 3, to: 0, by: -1)'"
        ),
        (
            ["Could not cast value"],
            "'as!' ends the program where the value is of another type: write 'as?' and unwrap with 'if let'"
        ),
        (
            ["'try!' expression unexpectedly raised an error"],
            "write 'try' in place of 'try!': a cell may throw, and the page says why it did"
        ),
        (
            ["element from an empty collection", "Can't get random value with an empty range"],
            "the list is empty: check 'isEmpty' before, or take 'popLast()' or 'randomElement()', which give nil then"
        ),
        (
            ["because it is either infinite or NaN"],
            "a division by 0, or a loss that grew without bound, gives NaN or infinity: check 'isFinite' before"
        ),
        (
            ["cannot be converted to", "Not enough bits to represent", "Negative value is not representable"],
            "the number does not fit into the type: '(exactly: x)' gives nil then, and '(clamping: x)' the nearest whole "
                + "number that fits"
        ),
        (
            ["Duplicate values for key", "contains duplicate keys"],
            "each key may stand once: remove one, or let 'Dictionary(pairs, uniquingKeysWith: { first, _ in first })' "
                + "choose"
        ),
        (
            ["with count < 0", "of negative length", "a negative number of"],
            "a count cannot be negative: take 'max(0, n)'"
        ),
        (["Stride size must not be zero"], "the step behind 'by:' must not be 0, or the loop never ends"),
    ]
}
