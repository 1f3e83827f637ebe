import CKernel

/// Stacks as text: a line `path<TAB>offset` for each frame, innermost first.
enum Stack {
    /// The calling thread's stack.
    static var current: String { text(from: kernel_current_stack) }

    /// The stack of the throw whose error, of a type, nothing caught on the calling thread.
    static func uncaughtThrow(of type: Any.Type) -> String {
        // A type is the address of what the runtime knows about it, which is what it tells of a throw.
        let address = unsafeBitCast(type, to: UnsafeRawPointer.self)
        return text { kernel_uncaught_throw(address, $0, $1) }
    }

    /// The stack of the cell that runs; empty if its thread does not answer.
    static var ofCell: String { text(from: kernel_cell_stack) }

    private static func text(from fill: (UnsafeMutablePointer<CChar>, Int) -> Int) -> String {
        let capacity = 16 << 10
        return String(unsafeUninitializedCapacity: capacity) { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.map { fill($0, capacity) } ?? 0
            }
        }
    }
}
