import Foundation

/// The files that come with the engine.
enum Resources {
    static func path(_ name: String) throws -> String {
        guard let path = Bundle.module.path(forResource: "Resources/\(name)", ofType: nil) else {
            throw TransferError.file(.missingResource(name: name))
        }
        return path
    }
}
