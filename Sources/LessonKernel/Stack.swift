import CKernel

/// Stacks as text: a line `path<TAB>offset` for each frame, innermost first.
enum Stack {
    /// The calling thread's stack.
    static var current: String { text(from: kernel_current_stack) }

    /// Remembers from now on where errors are thrown.
    static func watchThrows() { kernel_watch_throws(address(of: (any Error).self)) }

    /// The stack of the throw whose error, of a type, nothing caught on the calling thread, and the place that awaited
    /// it; empty if neither is known.
    static func uncaughtThrow(of type: Any.Type) -> String {
        text { kernel_uncaught_throw(address(of: type), $0, $1) }
    }

    /// A type is the address of what the runtime knows about it, which is what it tells of a throw.
    private static func address(of type: Any.Type) -> UnsafeRawPointer {
        unsafeBitCast(type, to: UnsafeRawPointer.self)
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
