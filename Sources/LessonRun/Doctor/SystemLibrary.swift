import Foundation

/// A library of the system that the engine or the runner is built on.
struct SystemLibrary {
    let name: String
    /// The header that a build needs.
    let header: String
    /// The Debian packages that bring it.
    let packages: String

    static let all = [
        SystemLibrary(name: "CommonMark", header: "cmark.h", packages: "libcmark-dev"),
        SystemLibrary(
            name: "OpenBLAS, OpenMP build", header: "openblas-openmp/cblas.h",
            packages: "libopenblas-dev libopenblas-openmp-dev libopenblas0-openmp"),
        SystemLibrary(name: "oneDNN", header: "oneapi/dnnl/dnnl.h", packages: "libdnnl-dev"),
        SystemLibrary(name: "HDF5", header: "hdf5/serial/hdf5.h", packages: "libhdf5-dev"),
        SystemLibrary(name: "PNG", header: "png.h", packages: "libpng-dev"),
        SystemLibrary(name: "JPEG", header: "jpeglib.h", packages: "libjpeg-dev"),
        SystemLibrary(name: "Cairo", header: "cairo/cairo.h", packages: "libcairo2-dev"),
    ]

    #if arch(arm64)
        private static let multiarch = "aarch64-linux-gnu"
    #else
        private static let multiarch = "x86_64-linux-gnu"
    #endif

    func check() -> EnvironmentCheck {
        let candidates = ["/usr/include/\(header)", "/usr/include/\(Self.multiarch)/\(header)"]
        if let path = candidates.first(where: FileManager.default.fileExists(atPath:)) { return .found(name, path) }
        return .missing(name, "no header '\(header)'", remedy: "apt-get install \(packages)")
    }
}
