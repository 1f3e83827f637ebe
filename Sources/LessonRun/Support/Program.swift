import Foundation

/// This program itself.
public enum Program {
    /// The path of the running executable, symbolic links resolved: its modules and resources lie beside it.
    public static var path: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }
}
