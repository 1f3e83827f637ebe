// swift-tools-version: 6.1
import PackageDescription

#if arch(arm64)
    let multiarch = "/usr/lib/aarch64-linux-gnu"
#else
    let multiarch = "/usr/lib/x86_64-linux-gnu"
#endif

/// oneDNN and OpenBLAS must share one OpenMP pool: name the OpenMP build of OpenBLAS by its directory,
/// so that the machine's alternatives cannot put the pthread build in its place.
let openBLAS = "\(multiarch)/openblas-openmp"

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Cells import `Transfer` (and through it `Figures`) from their module files alone; a resilient module
/// keeps its internal imports to itself, so no C header or other module is needed to compile a cell.
let visibleToCells = house + [.unsafeFlags(["-enable-library-evolution"])]

let package = Package(
    name: "lesson",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "lesson", targets: ["lesson"]),
        .library(name: "Transfer", targets: ["Transfer"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .executableTarget(
            name: "lesson",
            dependencies: [
                "LessonJobs", "LessonRender", "LessonRun", "LessonWeights", "LessonFormat", "LessonKernel", "Transfer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house,
            // A cell's library resolves the engine's symbols against this executable.
            linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"])]
        ),
        .target(
            name: "LessonJobs", dependencies: ["LessonRender", "LessonRun", "LessonFormat"], swiftSettings: house),
        .target(
            name: "LessonRender", dependencies: ["LessonRun", "LessonFormat", "Transfer", "Figures"],
            swiftSettings: house),
        .target(
            name: "LessonRun", dependencies: ["LessonFormat", "LessonKernel", "Transfer", "CPosix"],
            swiftSettings: house),
        .target(
            name: "LessonFormat",
            dependencies: ["CCMark", .product(name: "Yams", package: "Yams")],
            swiftSettings: house
        ),
        .target(name: "LessonWeights", dependencies: ["Transfer"], swiftSettings: house),
        .target(name: "LessonKernel", dependencies: ["Transfer", "CKernel"], swiftSettings: house),
        .target(
            name: "Transfer",
            dependencies: ["Figures", "Compute", "CHDF5", "CZlib", "CPNG", "CJPEG", "CPixels"],
            resources: [.copy("Resources")],
            swiftSettings: visibleToCells
        ),
        .target(name: "Figures", dependencies: ["CCairo"], swiftSettings: visibleToCells),
        .target(
            name: "Compute",
            dependencies: ["COneDNN", "COpenBLAS", "CFloatingPoint"],
            swiftSettings: house,
            linkerSettings: [.unsafeFlags(["-L\(openBLAS)", "-Xlinker", "-rpath=\(openBLAS)"])]
        ),
        .target(name: "CKernel", path: "Sources/System/CKernel"),
        .target(name: "CPixels", path: "Sources/System/CPixels"),
        .systemLibrary(name: "CPosix", path: "Sources/System/CPosix"),
        .systemLibrary(name: "CCMark", path: "Sources/System/CCMark"),
        .systemLibrary(name: "COpenBLAS", path: "Sources/System/COpenBLAS"),
        .systemLibrary(name: "CFloatingPoint", path: "Sources/System/CFloatingPoint"),
        .systemLibrary(name: "COneDNN", path: "Sources/System/COneDNN"),
        .systemLibrary(name: "CHDF5", path: "Sources/System/CHDF5"),
        .systemLibrary(name: "CZlib", path: "Sources/System/CZlib"),
        .systemLibrary(name: "CPNG", path: "Sources/System/CPNG"),
        .systemLibrary(name: "CJPEG", path: "Sources/System/CJPEG"),
        .systemLibrary(name: "CCairo", path: "Sources/System/CCairo"),
        .testTarget(name: "ComputeTests", dependencies: ["Compute"], swiftSettings: house),
        .testTarget(
            name: "TransferTests", dependencies: ["Transfer"], exclude: ["Generators"],
            resources: [.copy("Fixtures")], swiftSettings: house),
        .testTarget(name: "FiguresTests", dependencies: ["Figures"], swiftSettings: house),
        .testTarget(
            name: "LessonFormatTests", dependencies: ["LessonFormat", "CCMark"], exclude: ["Generators"],
            resources: [.copy("Fixtures")], swiftSettings: house),
        .testTarget(
            name: "LessonRenderTests", dependencies: ["LessonRender"], exclude: ["Generators"],
            resources: [.copy("Fixtures")], swiftSettings: house),
        .testTarget(
            name: "LessonRunTests", dependencies: ["LessonRun", "LessonRender", "LessonJobs", "lesson"],
            resources: [.copy("Fixtures")], swiftSettings: house),
        .testTarget(
            name: "LessonWeightsTests", dependencies: ["LessonWeights", "lesson"], exclude: ["Generators"],
            resources: [.copy("Fixtures")], swiftSettings: house),
    ]
)
