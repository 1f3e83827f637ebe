import Foundation
import Transfer

/// The engine's modules as cells see them, made from the modules' public interfaces.
///
/// Cells are compiled without access control, so that they see each other's names; of the engine's own compiled modules
/// they would see the internal names too, which are no part of it for them and which no cell can be linked to.
struct PublicModules: Sendable {
    private let toolchain: Toolchain
    private let store: BoundedStore
    private let name: String
    private let moduleCache: String

    /// The most that the modules of several builds of the engine take, in bytes.
    private static let limit = 16 << 20

    /// Names the modules of an engine, which `make` makes.
    init(_ toolchain: Toolchain, moduleCache: String) {
        self.toolchain = toolchain
        // What keeps the cache from being removed keeps them too.
        store = BoundedStore("\(moduleCache)/engine")
        name = toolchain.fingerprint()
        self.moduleCache = moduleCache
    }

    /// The directory that holds the modules.
    var directory: String { store.path(name) }

    /// Makes the modules if they are not there, which takes a second once for each build of the engine.
    ///
    /// Throws `RunError.brokenModule`, `.cannotWrite`, `.cannotStart`.
    func make(_ tools: RunningTools) throws(RunError) {
        if FileManager.default.fileExists(atPath: directory) {
            store.touch(name)
            return
        }
        do {
            try store.add(name) { draft in
                for module in Toolchain.modulesForCells { try make(module, in: draft, tools) }
            }
        } catch let error as RunError {
            throw error
        } catch {
            throw .cannotWrite(path: store.directory, reason: systemReason(error))
        }
        store.trim(to: Self.limit)
    }

    private func make(_ module: String, in directory: String, _ tools: RunningTools) throws(RunError) {
        let interface = toolchain.interface(of: module)
        let (exit, output) = try Subprocess.capture(
            toolchain.frontend,
            arguments: [
                "-compile-module-from-interface", interface, "-module-name", module,
                "-o", "\(directory)/\(module).swiftmodule", "-I", directory, "-module-cache-path", moduleCache,
                "-target", Toolchain.target, "-sdk", "/",
            ], stream: 2, tools: tools)
        guard exit == .code(0) else {
            let words = String(decoding: output, as: UTF8.self)
            if let reason = CompilerTrouble.reason(in: words) { throw .cannotWrite(path: directory, reason: reason) }
            let error = words.split(separator: "\n").first { $0.contains("error:") }
            throw .brokenModule(interface: interface, reason: error.map(String.init) ?? "\(exit)")
        }
    }
}
