import Foundation

/// The Swift toolchain that compiles cells, and the compiled modules that cells import.
public struct Toolchain: Sendable {
    /// The path of `swift-frontend`.
    public let frontend: String
    private let executable: String
    /// The path of the linker `ld.lld`.
    public let linker: String
    /// The directory of the runtime's shared libraries.
    public let runtimeLibraries: String
    /// The object that registers an image's types with the runtime.
    let runtimeObject: String
    /// The directory of the libraries that expand macros.
    let plugins: String
    /// The library through which the compiler loads those.
    let pluginServer: String
    /// The directory that holds `Transfer.swiftinterface` and `Figures.swiftinterface`.
    public let modules: String

    /// The modules that a cell sees without importing them, each behind those it needs.
    public static let modulesForCells = ["Figures", "Transfer"]

    #if arch(arm64)
        static let target = "aarch64-unknown-linux-gnu"
    #else
        static let target = "x86_64-unknown-linux-gnu"
    #endif

    /// Finds the toolchain on the search path and the modules beside `executable`.
    ///
    /// Throws `RunError.missingTool` or `RunError.missingModule`.
    public init(executable: String, searchPath: String? = nil) throws(RunError) {
        self.executable = executable
        let path = searchPath ?? ProcessInfo.processInfo.environment["PATH"] ?? ""
        frontend = try Self.find("swift-frontend", searchPath: path)
        let binaries = URL(fileURLWithPath: frontend).resolvingSymlinksInPath().deletingLastPathComponent()
        let ownLinker = binaries.appendingPathComponent("ld.lld").path
        linker =
            FileManager.default.isExecutableFile(atPath: ownLinker)
            ? ownLinker : try Self.find("ld.lld", searchPath: path)
        let library = binaries.deletingLastPathComponent().appendingPathComponent("lib/swift").path
        runtimeLibraries = "\(library)/linux"
        runtimeObject = "\(runtimeLibraries)/\(Self.target.prefix { $0 != "-" })/swiftrt.o"
        plugins = "\(library)/host/plugins"
        pluginServer = "\(library)/host/libSwiftInProcPluginServer.so"
        modules =
            URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("Modules").path
        for name in Self.modulesForCells {
            guard FileManager.default.fileExists(atPath: interface(of: name)) else {
                throw .missingModule(name: name, directory: modules)
            }
        }
    }

    /// The text of what a module offers, which the compiler leaves beside the module.
    func interface(of module: String) -> String { "\(modules)/\(module).swiftinterface" }

    /// The interfaces of all modules that cells see without importing them.
    var interfaces: [String] { Self.modulesForCells.map(interface) }

    private static func find(_ tool: String, searchPath: String) throws(RunError) -> String {
        for directory in searchPath.split(separator: ":") {
            let candidate = "\(directory)/\(tool)"
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        throw .missingTool(name: tool)
    }

    /// The compiler's own words about its version, for example `Swift version 6.3.1 (swift-6.3.1-RELEASE)`.
    public func version() throws(RunError) -> String {
        let (_, output) = try Subprocess.capture(frontend, arguments: ["--version"], stream: 1)
        return String(decoding: output, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? "unknown"
    }

    /// The version, asked from the compiler only once for each compiler: its start costs as much as a cell's run.
    func cachedVersion(in directory: String) throws(RunError) -> String {
        let path = "\(directory)/toolchain-\(compilerIdentity)"
        if let known = FileManager.default.contents(atPath: path) { return String(decoding: known, as: UTF8.self) }
        let version = try version()
        // Where the cache cannot be written the next run asks again.
        try? FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try? Data(version.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        return version
    }

    /// The files that decide what cells do besides their own text, by what they are called.
    var files: [String: String] {
        var files = ["the program": executable, "the compiler": frontend]
        for name in Self.modulesForCells { files["the module \(name)"] = interface(of: name) }
        return files
    }

    private var compilerIdentity: String { Self.identity(ofFile: frontend) }

    /// Changes with the file, without reading it whole.
    private static func identity(ofFile path: String) -> String {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        var hash = SHA256()
        hash.update(file)
        hash.update("\(attributes?[.size] ?? "") \(attributes?[.modificationDate] ?? "")")
        return hash.finalize()
    }

    /// What a compiled cell depends on besides its source: the compiler, this program, and the modules.
    func fingerprint() -> String {
        var hash = SHA256()
        hash.update(compilerIdentity)
        hash.update(Self.identity(ofFile: executable))
        for name in Self.modulesForCells {
            hash.update(Self.identity(ofFile: interface(of: name)))
        }
        return hash.finalize()
    }
}
