import Foundation

/// A file of events that TensorBoard reads: records of TensorFlow's format, each an `Event` message.
final class EventFile {
    private let handle: FileHandle
    let path: String

    /// Makes a file in a folder, and the folder.
    ///
    /// Throws `TransferError.file` if that is impossible.
    init(folder: String) throws {
        let process = ProcessInfo.processInfo
        let seconds = String(format: "%010d", Int(Date().timeIntervalSince1970))
        path = "\(folder)/events.out.tfevents.\(seconds).\(process.hostName).\(process.processIdentifier).0"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw TransferError.file(.unwritable(path: path, reason: "the file cannot be made")) }
        self.handle = handle
        var version = ProtobufMessage()
        version.add(3, string: "brain.Event:2")
        try write(version)
    }

    deinit {
        try? handle.close()
    }

    /// Adds numbers of one step, by their tags.
    func add(scalars: [(tag: String, value: Double)], step: Int) throws {
        try addSummary(
            step,
            scalars.map { tag, number in
                var value = ProtobufMessage()
                value.add(1, string: tag)
                value.add(2, float: Float(number))
                return value
            })
    }

    /// Adds how arrays of numbers are distributed, by their tags.
    func add(histograms: [(tag: String, histogram: Histogram)], step: Int) throws {
        try addSummary(
            step,
            histograms.map { tag, histogram in
                var value = ProtobufMessage()
                value.add(1, string: tag)
                value.add(5, message: histogram.message)
                return value
            })
    }

    private func addSummary(_ step: Int, _ values: [ProtobufMessage]) throws {
        var summary = ProtobufMessage()
        for value in values { summary.add(1, message: value) }
        var event = ProtobufMessage()
        event.add(2, integer: Int64(step))
        event.add(5, message: summary)
        try write(event)
    }

    /// Writes a record: length, its check, the event with the time, its check.
    private func write(_ event: ProtobufMessage) throws {
        var timed = ProtobufMessage()
        timed.add(1, double: Date().timeIntervalSince1970)
        let body = timed.bytes + event.bytes
        let length = ProtobufMessage.littleEndian(UInt64(body.count))
        let record =
            length + ProtobufMessage.littleEndian(CRC32C.masked(length)) + body
            + ProtobufMessage.littleEndian(CRC32C.masked(body))
        do {
            try handle.write(contentsOf: Data(record))
        } catch {
            throw TransferError.file(.unwritable(path: path, reason: error.localizedDescription))
        }
    }
}

/// How numbers are distributed over buckets of equal width between the least and the largest.
struct Histogram {
    private static let bucketCount = 30

    private let values: [Float]

    init(_ values: [Float]) {
        self.values = values.filter(\.isFinite)
    }

    var message: ProtobufMessage {
        let numbers = values.map { Double($0) }
        let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
        let width = (high - low) / Double(Self.bucketCount)
        var counts = [Double](repeating: 0, count: width > 0 ? Self.bucketCount : 1)
        for number in numbers {
            counts[width > 0 ? min(Int((number - low) / width), counts.count - 1) : 0] += 1
        }
        let limits = width > 0 ? counts.indices.map { low + width * Double($0 + 1) } : [high + 0.5]
        var message = ProtobufMessage()
        message.add(1, double: low)
        message.add(2, double: high)
        message.add(3, double: Double(numbers.count))
        message.add(4, double: numbers.reduce(0, +))
        message.add(5, double: numbers.reduce(0) { $0 + $1 * $1 })
        message.add(6, doubles: limits)
        message.add(7, doubles: counts)
        return message
    }
}
