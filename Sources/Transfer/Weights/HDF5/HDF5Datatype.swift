/// What an element of a dataset or attribute is.
enum HDF5Datatype: Equatable {
    /// A number.
    case number(StoredNumber)
    /// A string of a fixed number of bytes.
    case fixedString(Int)
    /// A string of any length, kept elsewhere.
    case variableString
    /// Anything that no file of weights holds; the word says what.
    case other(String, size: Int)

    /// How many bytes an element takes where it stands.
    var size: Int {
        switch self {
        case .number(let number): number.size
        case .fixedString(let size): size
        case .variableString: 16
        case .other(_, let size): size
        }
    }

    init(_ message: ByteCursor) throws {
        var cursor = message
        let kind = try cursor.number(1) & 15
        let bits = try cursor.number(2)
        try cursor.skip(1)
        let size = try cursor.number(4)
        switch kind {
        case 0, 1:
            self =
                StoredNumber(isFloat: kind == 1, isSigned: bits & 8 != 0, isBigEndian: bits & 1 != 0, size: size)
                .map { .number($0) } ?? .other("numbers of \(size) bytes", size: size)
        case 3: self = .fixedString(size)
        case 9 where bits & 15 == 1 && size == 16: self = .variableString
        case 8:
            // NumPy's truth values are an enumeration of whole numbers of one byte, whose type follows.
            let isWhole = try cursor.number(1) & 15 == 0
            self = isWhole && size == 1 ? .number(StoredNumber(.int8)) : .other("an enumeration", size: size)
        default:
            let names = [2: "times", 4: "bit fields", 5: "opaque bytes", 6: "records", 7: "references", 9: "lists"]
            self = .other(names[kind] ?? "elements of an unknown kind", size: size)
        }
    }
}
