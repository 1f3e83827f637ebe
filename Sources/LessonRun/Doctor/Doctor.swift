import Foundation
import LessonFormat
import Transfer

/// Looks whether everything that a lesson needs is on this machine.
public struct Doctor {
    private let executable: String

    /// Makes a doctor for `executable` (this program).
    public init(executable: String) {
        self.executable = executable
    }

    /// All checks, in the order in which one part needs the others.
    public func checks() -> [EnvironmentCheck] {
        var checks = SystemLibrary.all.map { $0.check() }
        checks.append(fontCheck())
        checks.append(weightsCheck())
        checks.append(fetchedWeightsCheck())
        checks.append(cacheCheck())
        do throws(RunError) {
            let toolchain = try Toolchain(executable: executable)
            checks.append(.found("Swift toolchain", "\(try toolchain.version()), \(toolchain.frontend)"))
            checks.append(.found("linker", toolchain.linker))
            checks.append(.found("modules for cells", toolchain.modules))
            checks.append(trialCheck())
        } catch {
            checks.append(
                .missing("Swift toolchain", "\(error)", remedy: Self.remedy(for: error)))
        }
        return checks
    }

    private static func remedy(for error: RunError) -> String {
        switch error {
        case .missingModule, .brokenModule: "swift build -c release"
        case .missingTool, .cannotStart:
            "install Swift 6.3 for Debian 12 (swift.org/install) and add its usr/bin to PATH"
        case .damagedModule: "lesson cache clear"
        case .missingRequirements: "put the files there that the lesson requires"
        case .cannotWrite: "set TMPDIR to a directory that can be written"
        }
    }

    private func fontCheck() -> EnvironmentCheck {
        let path = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
        return FileManager.default.fileExists(atPath: path)
            ? .found("font for charts", path)
            : .missing("font for charts", "no DejaVu Sans", remedy: "apt-get install fonts-dejavu-core")
    }

    private func weightsCheck() -> EnvironmentCheck {
        let name = "weights of EfficientNet-Lite0"
        do {
            let count = try EfficientNetLite0(weights: .imagenet).parameterCount
            return .found(name, "\(count.formatted()) parameters")
        } catch {
            return .missing(name, "\(error)", remedy: "swift build -c release")
        }
    }

    private func fetchedWeightsCheck() -> EnvironmentCheck {
        let name = "fetched weights"
        let folder = PretrainedWeights.folder
        let files = PretrainedModel.allCases.flatMap(\.files).filter { file in
            file.address != nil && FileManager.default.fileExists(atPath: PretrainedWeights.place(of: file))
        }
        let damaged = files.filter { PretrainedWeights.check($0, at: PretrainedWeights.place(of: $0)) != nil }
        guard let first = damaged.first else {
            return .found(name, files.isEmpty ? "none in \(folder)" : "\(files.count) in \(folder)")
        }
        return .missing(
            name, "\(damaged.count) of \(files.count) in \(folder) are damaged: \(first.fileName)",
            remedy: "lesson weights fetch \(first.arguments) --force")
    }

    private func cacheCheck() -> EnvironmentCheck {
        let directory = CellCache.standardDirectory
        let probe = "\(directory)/.doctor-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try Data().write(to: URL(fileURLWithPath: probe))
            try FileManager.default.removeItem(atPath: probe)
            return .found("cache", directory)
        } catch {
            return .missing(
                "cache", "'\(directory)' cannot be written: \(systemReason(error))",
                remedy: "set XDG_CACHE_HOME to a directory that can be written")
        }
    }

    /// Runs a cell through the whole road.
    private func trialCheck() -> EnvironmentCheck {
        let name = "a cell compiles and runs"
        let remedy = "report this with the output of 'lesson doctor'"
        let cell = Cell(id: "trial", code: "6 * 7", codeLine: 1, fenceLine: 1, options: CellOptions())
        let lesson = Lesson(file: "trial.md", frontMatter: FrontMatter(title: "Trial"), blocks: [.cell(cell)])
        do throws(RunError) {
            let runner = try LessonRunner(executable: executable, interrupt: Interrupt())
            let record = try runner.run(lesson, in: FileManager.default.temporaryDirectory.path)
            guard let result = record.cells.first else { return .missing(name, "no result", remedy: remedy) }
            let expected = CellOutput.shown(.value(ShownValue(text: "42", type: "Int")))
            guard result.outputs == [expected] else {
                return .missing(name, "\(result.outcome.kind.title): \(result.outcome.message)", remedy: remedy)
            }
            return .found(name, "\(record.host.seconds.formatted(.number.precision(.fractionLength(2)))) s")
        } catch {
            return .missing(name, "\(error)", remedy: Self.remedy(for: error))
        }
    }
}
