import Foundation

/// The address of a file among the fixtures.
func fixture(_ path: String) -> URL {
    Bundle.module.bundleURL.appendingPathComponent("Fixtures/\(path)")
}
