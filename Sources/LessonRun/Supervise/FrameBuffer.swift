import Foundation
import LessonKernel

/// Cuts the bytes that arrive from the kernel into frames.
struct FrameBuffer {
    private var bytes = Data()
    /// Whether what arrived is not what a kernel writes.
    private(set) var isDamaged = false

    /// Takes bytes in.
    mutating func append(_ data: Data) {
        bytes.append(data)
    }

    /// The next whole frame, or nil until more bytes arrive.
    mutating func next() -> (kind: KernelFrame, payload: Data)? {
        guard bytes.count >= 5, !isDamaged else { return nil }
        let header = bytes.prefix(5)
        let length = header.dropFirst().reversed().reduce(0) { $0 << 8 | Int($1) }
        guard let kind = header.first.flatMap(KernelFrame.init(rawValue:)), length <= KernelProtocol.payloadLimit
        else {
            isDamaged = true
            return nil
        }
        guard bytes.count >= 5 + length else { return nil }
        let payload = Data(bytes.dropFirst(5).prefix(length))
        bytes = bytes.dropFirst(5 + length)
        return (kind, payload)
    }
}
