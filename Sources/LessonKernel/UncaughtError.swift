import CKernel
import Foundation
import Transfer

/// Receives an error that reached the top level and that nothing caught, in place of the runtime's own function:
/// inside the kernel it becomes the cell's outcome, elsewhere the process ends as usual.
@_silgen_name("lesson_error_in_main")
public func handleErrorInMain(_ error: any Error) {
    guard Kernel.isRunning else {
        FileHandle.standardError.write(Data("Error raised at top level: \(String(reflecting: error))\n".utf8))
        abort()
    }
    if Planning.current != nil, (error as? TransferError)?.isIndependentOfData != true {
        Channel.send(.stoppedByPlanning)
    }
    CellRun.finish(
        .threw(
            type: String(reflecting: type(of: error)), message: message(of: error),
            stack: Stack.uncaughtThrow(of: type(of: error)),
            isEnvironmentFailure: (error as? TransferError)?.isEnvironmentFailure ?? false))
    kernel_park_thread()
}

/// The error's own sentence where it has one, else its description.
private func message(of error: any Error) -> String {
    if let described = (error as? any LocalizedError)?.errorDescription {
        return described
    }
    if error is CocoaError || error is POSIXError {
        // Foundation's sentence does not name the file.
        let path = (error as? CocoaError)?.filePath ?? (error as? CocoaError)?.url?.path
        return (path.map { "'\($0)': " } ?? "") + error.localizedDescription
    }
    return ValueText.text(of: error)
}
