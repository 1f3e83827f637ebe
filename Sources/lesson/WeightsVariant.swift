import ArgumentParser
import LessonWeights
import Transfer

/// The arguments that name a network and its variant.
struct WeightsVariant: ParsableArguments {
    @Argument(help: "The network.")
    var model: PretrainedModel

    @Option(help: ArgumentHelp("The width multiplier, for mobilenet and mobilenetv2.", valueName: "factor"))
    var alpha: Double = 1

    @Option(
        help: ArgumentHelp(
            "The size of the pictures, for mobilenet and mobilenetv2; 224 unless given.", valueName: "pixels"))
    var size: Int?

    func validate() throws {
        _ = try file(includeTop: false)
    }

    /// The file with or without the top.
    func file(includeTop: Bool) throws -> PretrainedFile {
        do {
            return try PretrainedWeights.file(model, includeTop: includeTop, alpha: alpha, size: size)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// Both files of the variant, or the one that serves both.
    func bothTops() throws -> [PretrainedFile] {
        let files = try [false, true].map(file)
        return files[0] == files[1] ? [files[0]] : files
    }
}
