/// Why pretrained weights could not be fetched.
package enum WeightsError: Error, Hashable, Sendable {
    /// The address cannot be used.
    case invalidAddress(String)
    /// The network comes with the engine.
    case builtIn(model: String)
    /// The file that is there is not right.
    case damaged(reason: String)
    /// Another process is fetching the file.
    case busy(path: String)
    /// The folder or file cannot be written.
    case unwritable(path: String, reason: String)
    /// The disk has fewer bytes left than are needed.
    case noSpace(path: String, needed: Int, free: Int)
    /// The server's name or the server itself could not be reached.
    case unreachable(address: String, reason: String)
    /// No encrypted connection could be made.
    case insecure(address: String, reason: String)
    /// The server refused.
    case refused(address: String, status: Int)
    /// The connection broke each time; what has come is kept.
    case cut(address: String, attempts: Int, received: Int, total: Int?, reason: String)
    /// The server announces a file of another size than Keras' own.
    case wrongSize(address: String, expected: Int, offered: Int)
    /// More bytes came than the file has.
    case tooLong(address: String, expected: Int)
    /// What came has another checksum than promised; it was removed.
    case wrongChecksum(address: String, expected: String, found: String)
    /// What came is no whole HDF5 file; it was removed.
    case notWeights(address: String, reason: String)
    /// The download was interrupted; what has come is kept.
    case interrupted(received: Int)
}

extension WeightsError: CustomStringConvertible {
    /// One sentence that says what was expected, what was received, and what to do.
    package var description: String {
        switch self {
        case .invalidAddress(let address):
            "expected an address that begins with http:// or https://, received '\(address)'; give --from a whole one"
        case .builtIn(let model):
            "the weights of \(model) come with the engine; there is nothing to fetch"
        case .damaged(let reason): reason
        case .busy(let path):
            "another 'lesson weights fetch' is writing '\(path)'; wait for it to end, or end it"
        case .unwritable(let path, let reason):
            "'\(path)' cannot be written (\(reason)); set KERAS_HOME to a folder that may be written to"
        case .noSpace(let path, let needed, let free):
            "'\(path)' needs \(ByteCount.text(needed)) more, but only \(ByteCount.text(free)) are free; free some space"
        case .unreachable(let address, let reason):
            "\(address) cannot be reached (\(reason)); check the network and https_proxy, or name a mirror with --from"
        case .insecure(let address, let reason):
            "no secure connection to \(address) (\(reason)); check the clock, the certificates and https_proxy"
        case .refused(let address, let status):
            "expected a file at \(address), received HTTP status \(status); check the address or name a mirror with --from"
        case .cut(let address, let attempts, let received, let total, let reason):
            "the connection to \(address) broke \(attempts) times (\(reason)) after \(ByteCount.progress(received, of: total)); "
                + "run the same command again to go on from there"
        case .wrongSize(let address, let expected, let offered):
            "expected \(expected) bytes at \(address), but the server offers \(offered): that is another file; "
                + "check the address given with --from"
        case .tooLong(let address, let expected):
            "expected \(expected) bytes from \(address), but the server sent more: that is another file, and was "
                + "removed; check the address given with --from"
        case .wrongChecksum(let address, let expected, let found):
            "what came from \(address) has the MD5 \(found) instead of \(expected), and was removed; run the same "
                + "command again, or name a mirror with --from"
        case .notWeights(let address, let reason):
            "what came from \(address) is not a Keras weights file (\(reason)), and was removed; check the address"
        case .interrupted(let received):
            "interrupted; the first \(ByteCount.text(received)) are kept: run the same command again to go on from there"
        }
    }
}
