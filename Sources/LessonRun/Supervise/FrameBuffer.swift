import Foundation
import LessonKernel

/// Cuts the bytes that arrive from the kernel into frames.
struct FrameBuffer {
    private var bytes = Data()

    /// Takes bytes in.
    mutating func append(_ data: Data) {
        bytes.append(data)
    }

    /// The next whole frame, or nil until more bytes arrive.
    mutating func next() -> (kind: KernelFrame, payload: Data)? {
        while bytes.count >= 5 {
            let header = bytes.prefix(5)
            let length = header.dropFirst().reversed().reduce(0) { $0 << 8 | Int($1) }
            guard bytes.count >= 5 + length else { return nil }
            let payload = bytes.dropFirst(5).prefix(length)
            let kind = header.first.flatMap(KernelFrame.init(rawValue:))
            bytes = bytes.dropFirst(5 + length)
            if let kind { return (kind, Data(payload)) }
        }
        return nil
    }
}
