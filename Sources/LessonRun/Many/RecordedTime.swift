import Foundation

/// How long a lesson took when it last ran, as the record among its outputs has it.
public enum RecordedTime {
    private struct Times: Decodable {
        struct Host: Decodable { var seconds: Double }
        var host: Host
    }

    /// The wall seconds in a record; nil where there is no record.
    public static func seconds(recordPath: String) -> Double? {
        guard let data = FileManager.default.contents(atPath: recordPath) else { return nil }
        return (try? JSONDecoder().decode(Times.self, from: data))?.host.seconds
    }
}
