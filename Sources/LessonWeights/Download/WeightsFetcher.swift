import Foundation
import FoundationNetworking
package import Transfer

/// Brings a file of pretrained weights from Keras' server or a mirror into Keras' folder.
package struct WeightsFetcher {
    /// The file that is fetched.
    package let file: PretrainedFile
    /// Keras' folder of weights.
    package let folder: String
    /// Whether a file that is there is replaced.
    package let isForced: Bool
    private let url: URL
    private let attempts: Int
    private let reporter: any DownloadReporter
    private let isInterrupted: () -> Bool

    /// What `fetch` found to do.
    package enum Result: Hashable, Sendable {
        /// The right file was there.
        case alreadyThere
        /// The file was fetched, or the rest of it.
        case fetched
    }

    /// Prepares to fetch `file`, at most `attempts` times where the connection breaks.
    ///
    /// `mirror` is the address of the file or of the folder it lies in, Keras' own if nil. Throws
    /// `WeightsError.invalidAddress`, and `builtIn` for the network that comes with the engine.
    package init(
        _ file: PretrainedFile, into folder: String = PretrainedWeights.folder, from mirror: String? = nil,
        isForced: Bool = false, attempts: Int = 5, reporter: any DownloadReporter,
        isInterrupted: @escaping () -> Bool
    ) throws(WeightsError) {
        guard let original = file.address else { throw .builtIn(model: file.model.title) }
        var address = mirror ?? original
        if !address.hasSuffix(".h5") { address += (address.hasSuffix("/") ? "" : "/") + file.fileName }
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme?.lowercased()),
            url.host?.isEmpty == false
        else { throw .invalidAddress(mirror ?? original) }
        self.file = file
        self.folder = folder
        self.isForced = isForced
        self.url = url
        self.attempts = max(attempts, 1)
        self.reporter = reporter
        self.isInterrupted = isInterrupted
    }

    /// The address that the file is fetched from.
    package var address: String { url.absoluteString }

    /// Where the file ends up.
    package var path: String { PretrainedWeights.place(of: file, in: folder) }

    /// Fetches the file, going on where an earlier attempt broke off.
    package func fetch() throws(WeightsError) -> Result {
        if !isForced {
            switch WeightsState(of: file, in: folder) {
            case .ok: return .alreadyThere
            case .corrupt(let reason): throw .damaged(reason: reason)
            case .partial, .missing: break
            }
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: folder, reason: error.localizedDescription)
        }
        let part = try PartialDownload(of: path)
        // Nothing is worth keeping of a part that is empty or from elsewhere.
        defer { if part.byteCount == 0 { part.remove() } }
        if isForced || part.origin?.address != address { try part.truncate() }
        try receive(part)
        try verify(part)
        try part.complete()
        PretrainedWeights.remember(file, at: path)
        return .fetched
    }

    /// Receives the whole file, in as many attempts as it takes.
    private func receive(_ part: PartialDownload) throws(WeightsError) {
        var failures = 0
        var hasAnswered = false
        var most = part.byteCount
        while true {
            switch try attempt(part, hasAnswered: &hasAnswered) {
            case .complete: return
            case .startAgain: try part.truncate()
            case .broken(let reason):
                // An attempt that came further than all before was not in vain.
                failures = part.byteCount > most ? 1 : failures + 1
                most = max(most, part.byteCount)
                guard failures < attempts else {
                    throw .cut(
                        address: address, attempts: failures, received: part.byteCount, total: part.origin?.total,
                        reason: reason)
                }
                let pause = min(0.25 * Double(1 << failures), 8)
                reporter.broke(reason: reason, seconds: pause)
                try wait(pause, received: part.byteCount)
            }
        }
    }

    private func wait(_ seconds: Double, received: Int) throws(WeightsError) {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            guard !isInterrupted() else { throw .interrupted(received: received) }
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    /// How one request ended.
    private enum Attempt {
        case complete
        case startAgain
        case broken(reason: String)
    }

    private func attempt(_ part: PartialDownload, hasAnswered: inout Bool) throws(WeightsError) -> Attempt {
        if part.byteCount > 0, part.byteCount == part.origin?.total { return .complete }
        let download = HTTPDownload(request(after: part))
        defer { download.cancel() }
        while true {
            guard !isInterrupted() else { throw .interrupted(received: part.byteCount) }
            switch download.next(within: 0.1) {
            case nil: continue
            case .response(let response):
                hasAnswered = true
                if let end = try begin(ServerAnswer(response), part) { return end }
            case .data(let data):
                let limit = part.origin?.total ?? file.byteCount ?? Self.largestFile
                guard part.byteCount + data.count <= limit else {
                    try part.truncate()
                    throw .tooLong(address: address, expected: limit)
                }
                try part.append(data)
                reporter.progressed(received: part.byteCount, total: part.origin?.total)
            case .end(nil):
                guard let total = part.origin?.total, part.byteCount < total else { return .complete }
                return .broken(reason: "the server closed it early")
            case .end(let error?):
                if !hasAnswered { throw failure(error) }
                return .broken(reason: Self.words(for: error))
            }
        }
    }

    /// More than any of Keras' files has, for where neither Keras nor the server says how many bytes there are.
    private static let largestFile = 1_000_000_000

    private func request(after part: PartialDownload) -> URLRequest {
        var request = URLRequest(url: url)
        // Positions in a compressed body would be other ones than in the file.
        request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
        request.setValue("lesson", forHTTPHeaderField: "User-Agent")
        if part.byteCount > 0 {
            request.setValue("bytes=\(part.byteCount)-", forHTTPHeaderField: "Range")
            if let validator = part.origin?.validator { request.setValue(validator, forHTTPHeaderField: "If-Range") }
        }
        return request
    }

    /// Prepares for the body of an answer; returns how the attempt ends where there is none of use.
    private func begin(_ answer: ServerAnswer, _ part: PartialDownload) throws(WeightsError) -> Attempt? {
        switch answer.status {
        case 206 where part.byteCount > 0:
            guard answer.start == part.byteCount, answer.total == part.origin?.total else { return .startAgain }
        case 200:
            if let expected = file.byteCount, let offered = answer.total, offered != expected {
                try part.truncate()
                throw .wrongSize(address: address, expected: expected, offered: offered)
            }
            try part.restart(
                PartialDownload.Origin(
                    address: address, validator: answer.validator, total: answer.total ?? file.byteCount,
                    md5: answer.md5))
        case 416 where part.byteCount > 0: return .startAgain
        case 408, 429, 500...599: return .broken(reason: "HTTP status \(answer.status)")
        default: throw .refused(address: address, status: answer.status)
        }
        if let total = part.origin?.total { try part.reserve(total - part.byteCount) }
        reporter.began(address: address, received: part.byteCount, total: part.origin?.total)
        return nil
    }

    /// Throws unless what has come is what was promised; then it is removed.
    private func verify(_ part: PartialDownload) throws(WeightsError) {
        if let expected = file.md5 ?? part.origin?.md5 {
            let found = MD5.hex(ofFile: part.partPath) ?? "that cannot be read"
            guard found == expected else {
                try part.truncate()
                throw .wrongChecksum(address: address, expected: expected, found: found)
            }
        }
        if let reason = HDF5Extent.defect(ofFile: part.partPath) {
            try part.truncate()
            throw .notWeights(address: address, reason: reason)
        }
    }
}
