import CKernel

/// Stacks as text: a line `path<TAB>offset` for each frame, innermost first.
enum Stack {
    /// The calling thread's stack.
    static var current: String { text(from: kernel_current_stack) }

    /// The stack of the throw whose error nothing caught on the calling thread.
    static var uncaughtThrow: String { text(from: kernel_uncaught_throw) }

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
