import CKernel
public import Foundation
import Transfer

/// The kernel's side of the socket to the supervisor.
enum Channel {
    /// Sends an event; when the supervisor is gone the kernel ends by itself, so failure needs no handling here.
    static func send(_ event: KernelEvent) {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = KernelCoding.floatEncoding
        guard let payload = try? encoder.encode(event) else { return }
        guard payload.count <= KernelProtocol.payloadLimit else {
            return send(.output(.warning("the cell showed something of \(payload.count >> 20) MiB; show less of it")))
        }
        _ = payload.withUnsafeBytes { bytes in
            kernel_channel_send(CChar(KernelFrame.event.rawValue), bytes.baseAddress, bytes.count)
        }
    }
}

extension Channel {
    /// Tells the supervisor what the cell's thread is doing.
    static func sendCellStack() {
        let stack = Stack.ofCell
        _ = kernel_channel_send(CChar(KernelFrame.stack.rawValue), stack, stack.utf8.count)
    }
}

/// How both sides write numbers that JSON has no word for.
public enum KernelCoding {
    /// Writes infinities and NaN as words.
    public static let floatEncoding = JSONEncoder.NonConformingFloatEncodingStrategy.convertToString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    /// Reads the words that `floatEncoding` writes.
    public static let floatDecoding = JSONDecoder.NonConformingFloatDecodingStrategy.convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
}

/// Sends what cells show to the supervisor.
struct ChannelSink: OutputSink {
    func show(_ output: Output) {
        Channel.send(.output(output))
    }

    func report(_ progress: WorkProgress) {
        Channel.send(.progress(progress))
    }

    func trainingWasRestored(secondsSaved: Double) {
        Channel.send(.trainingRestored(secondsSaved: secondsSaved))
    }
}
