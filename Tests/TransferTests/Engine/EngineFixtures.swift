import Foundation

/// The address of a file among the fixtures.
func fixture(_ path: String) -> URL {
    Bundle.module.bundleURL.appendingPathComponent("Fixtures/\(path)")
}

/// Prints measured figures where `TRANSFER_FIGURES=1` asks for them.
func reportFigures(_ line: @autoclosure () -> String) {
    if ProcessInfo.processInfo.environment["TRANSFER_FIGURES"] == "1" { print(line()) }
}
